package io.proconsul.gateway.stream;

import io.proconsul.gateway.view.TopicView;
import io.proconsul.schemas.AvroDeserializer;
import io.proconsul.schemas.SchemaRegistries;
import io.proconsul.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Keeps a view up to date with its topic from start to stop, whatever happens to Kafka meanwhile. */
final class TopicFollower<V extends SpecificRecord> {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaClients kafka;
    private final Topic<V> topic;
    private final TopicView<V> view;
    private final AvroDeserializer<V> decoder;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    TopicFollower(KafkaClients kafka, Topic<V> topic, TopicView<V> view, String registry) {
        this.kafka = kafka;
        this.topic = topic;
        this.view = view;
        this.decoder = new AvroDeserializer<>(topic.valueClass());
        this.thread = new Thread(this::run, topic.name() + "-follower");
        decoder.configure(Map.of(SchemaRegistries.URL, registry), false);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
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
                LOG.warnf(e, "Following %s failed; it goes on in %s", topic.name(), PAUSE);
            }
            pause();
        }
    }

    private void follow() {
        try (var consumer = kafka.consumer(topic.name())) {
            var reader = new TopicReader<>(consumer, topic, decoder, view, next);
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
