package io.proconsul.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.proconsul.gateway.view.ClusterTable;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.wire.ClusterState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps the table up to date for as long as the application runs, whatever happens to Kafka meanwhile. */
@ApplicationScoped
public class StateFollower {

    private static final Logger LOG = Logger.getLogger(StateFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaClients kafka;
    private final ClusterTable table;
    private final AvroDeserializer<ClusterState> decoder = new AvroDeserializer<>(ClusterState.class);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "cluster-state-follower");

    public StateFollower(
            KafkaClients kafka,
            ClusterTable table,
            MeterRegistry meters,
            @ConfigProperty(name = SchemaRegistries.URL) String registry) {
        this.kafka = kafka;
        this.table = table;
        decoder.configure(Map.of(SchemaRegistries.URL, registry), false);
        meters.gauge("proconsul.gateway.view.clusters", table, ClusterTable::size);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        thread.join(PAUSE.multipliedBy(5).toMillis());
    }

    /** False once the follower has died of something that it does not know how to survive. */
    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                follow();
            } catch (KafkaException e) {
                LOG.warnf(e, "Following the clusters' states failed; it goes on in %s", PAUSE);
            }
            pause();
        }
    }

    private void follow() {
        try (var consumer = kafka.consumer()) {
            var reader = new StateReader(consumer, decoder, table, next);
            if (!reader.begin()) {
                LOG.warn("The topics do not exist yet");
                return;
            }
            while (stopping.getCount() > 0) {
                reader.poll();
            }
        }
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("The follower stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
