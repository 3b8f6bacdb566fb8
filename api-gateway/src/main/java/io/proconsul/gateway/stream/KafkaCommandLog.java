package io.proconsul.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.proconsul.gateway.command.CommandLog;
import io.proconsul.gateway.command.LogUnavailableException;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.MessageHeaders;
import io.proconsul.schemas.Topics;
import io.proconsul.wire.ClusterCommand;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** The topic cluster.commands, keyed by the cluster's scope: all commands of one cluster are in one order. */
@ApplicationScoped
public class KafkaCommandLog implements CommandLog {

    private final Producer<String, ClusterCommand> producer;
    private final Duration timeout;

    public KafkaCommandLog(KafkaClients kafka, GatewayConfig config) {
        this.producer = kafka.producer();
        this.timeout = config.writeTimeout();
    }

    @Override
    public void append(ClusterCommand command) throws LogUnavailableException {
        try {
            producer.send(addressed(command)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(e);
        }
    }

    @PreDestroy
    void close() {
        producer.close(timeout);
    }

    private static ProducerRecord<String, ClusterCommand> addressed(ClusterCommand command) {
        var message = new ProducerRecord<>(Topics.CLUSTER_COMMANDS.name(), Ids.scopeKey(command.getScope()), command);
        header(message, MessageHeaders.MESSAGE_ID, UUID.randomUUID().toString());
        header(message, MessageHeaders.ISSUED_AT, command.getIssuedAt().toString());
        W3CTraceContextPropagator.getInstance().inject(Context.current(), message, KafkaCommandLog::header);
        return message;
    }

    private static void header(ProducerRecord<?, ?> message, String name, String value) {
        message.headers().add(name, value.getBytes(UTF_8));
    }

    private static LogUnavailableException unavailable(Exception cause) {
        return new LogUnavailableException("Topic " + Topics.CLUSTER_COMMANDS.name() + " took no command", cause);
    }
}
