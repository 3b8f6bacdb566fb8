package io.proconsul.schemas;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for administrative answers of a Kafka cluster. */
final class Kafka {

    private static final long LIMIT_SECONDS = 60;

    private Kafka() {}

    /**
     * @throws KafkaException Kafka's own exception, or one that says what was not answered in time
     */
    static <T> T get(KafkaFuture<T> answer, String what) {
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException("Could not " + what, e);
        } catch (TimeoutException e) {
            throw new KafkaException("Could not %s within %d s".formatted(what, LIMIT_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting to " + what, e);
        }
    }
}
