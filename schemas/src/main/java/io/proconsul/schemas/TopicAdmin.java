package io.proconsul.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Brings the topics of the catalogue to a Kafka cluster. Creates what is missing and reports what differs; an existing
 * topic is never changed, since a partition count decides where keys live and a retention decides what is lost.
 */
public final class TopicAdmin {

    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Admin admin;
    private final int partitions;
    private final short replication;

    /**
     * @param partitions of every topic alike, because what concerns one cluster must be co-partitioned
     * @param replication with 3 or more, a write needs two replicas in sync
     */
    public TopicAdmin(Admin admin, int partitions, short replication) {
        this.admin = admin;
        this.partitions = partitions;
        this.replication = replication;
    }

    /**
     * Creates the missing topics, also when several instances start at once. Gives the names of those it created.
     *
     * @throws KafkaException if the brokers do not know them within half a minute
     */
    public List<String> createMissing() {
        var existing = existing();
        var missing = Topics.all().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(this::newTopic)
                .toList();
        var created = new ArrayList<String>();
        admin.createTopics(missing).values().forEach((name, answer) -> {
            try {
                Kafka.get(answer, "create topic " + name);
                created.add(name);
            } catch (TopicExistsException e) {
                // Another instance was faster, with the same settings.
            }
        });
        awaitAll();
        return created;
    }

    /** A broker hears of a topic a moment after the controller has made it. */
    private void awaitAll() {
        var names = Topics.all().stream().map(Topic::name).toList();
        long limit = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (!existing().containsAll(names)) {
            if (System.nanoTime() > limit) {
                throw new KafkaException("The brokers do not know the created topics after " + KNOWN_WITHIN);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** One line per topic and setting that is missing or not as the catalogue has it; empty if all is well. */
    public List<String> problems() {
        var names = existing();
        var present =
                Topics.all().stream().map(Topic::name).filter(names::contains).toList();
        var problems = new ArrayList<String>();
        Topics.all().stream()
                .filter(topic -> !present.contains(topic.name()))
                .forEach(topic -> problems.add("Topic %s is missing".formatted(topic.name())));
        descriptions(present).forEach(found -> problems.addAll(differences(found)));
        configs(present).forEach((resource, config) -> Topics.byName(resource.name())
                .ifPresent(topic -> problems.addAll(differences(topic, config))));
        return problems;
    }

    private List<String> differences(TopicDescription found) {
        var count = found.partitions().size();
        return count == partitions
                ? List.of()
                : List.of("Topic %s: expected %d partitions, found %d".formatted(found.name(), partitions, count));
    }

    private static List<String> differences(Topic<?> topic, Config config) {
        var differences = new ArrayList<String>();
        topic.settings().forEach((key, expected) -> {
            var entry = config.get(key);
            var value = entry == null ? "nothing" : entry.value();
            if (!expected.equals(value)) {
                differences.add("Topic %s: expected %s=%s, found %s".formatted(topic.name(), key, expected, value));
            }
        });
        return differences;
    }

    private NewTopic newTopic(Topic<?> topic) {
        var settings = new LinkedHashMap<>(topic.settings());
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replication >= 3 ? "2" : "1");
        return new NewTopic(topic.name(), partitions, replication).configs(settings);
    }

    private Set<String> existing() {
        return Kafka.get(admin.listTopics().names(), "list the topics");
    }

    private Collection<TopicDescription> descriptions(List<String> names) {
        return Kafka.get(admin.describeTopics(names).allTopicNames(), "describe the topics")
                .values();
    }

    private Map<ConfigResource, Config> configs(List<String> names) {
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return Kafka.get(admin.describeConfigs(resources).all(), "read the topics' settings");
    }
}
