package io.proconsul.local.kafka;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * A cluster of one or three nodes whose data lives in one folder. Its identity and its data survive a restart, its
 * ports need not.
 */
public record KafkaCluster(String id, List<KafkaNode> nodes) {

    private static final int SESSION_MILLIS = 12_000;

    public KafkaCluster {
        nodes = List.copyOf(nodes);
    }

    /**
     * The cluster of that folder, on the given ports (two for each node); a new one if the folder has none yet. Writes
     * the nodes' configuration files.
     */
    public static KafkaCluster open(Path folder, List<Integer> ports) {
        int size = ports.size() / 2;
        var nodes = IntStream.range(0, size)
                .mapToObj(i -> new KafkaNode(
                        i + 1, ports.get(2 * i), ports.get(2 * i + 1), folder.resolve(Integer.toString(i + 1))))
                .toList();
        try {
            Files.createDirectories(folder);
            var cluster = new KafkaCluster(identity(folder, size), nodes);
            for (var node : nodes) {
                Files.createDirectories(node.folder());
                Files.writeString(node.configuration(), cluster.configuration(node));
            }
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String identity(Path folder, int size) throws IOException {
        var file = folder.resolve("cluster");
        if (Files.exists(file)) {
            var words = Files.readString(file).strip().split(" ", 2);
            if (words.length != 2 || !words[1].equals(Integer.toString(size))) {
                throw new IllegalStateException("Expected %s to hold a Kafka of %d broker(s), but found %s"
                        .formatted(folder, size, words.length == 2 ? words[1] : "none"));
            }
            return words[0];
        }
        var id = Uuid.randomUuid().toString();
        Files.writeString(file, id + " " + size + "\n");
        return id;
    }

    public String bootstrapServers() {
        return nodes.stream().map(KafkaNode::address).collect(joining(","));
    }

    /** Three copies of everything on three nodes, of which two must have a record before it is acknowledged. */
    public short replication() {
        return (short) Math.min(3, nodes.size());
    }

    private int minimumInSync() {
        return replication() == 3 ? 2 : 1;
    }

    private String configuration(KafkaNode node) {
        var settings = new TreeMap<String, Object>();
        settings.putAll(identityOf(node));
        settings.putAll(durability());
        settings.putAll(takeover());
        settings.putAll(promptness());
        settings.putAll(frugality());
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(joining());
    }

    private Map<String, Object> identityOf(KafkaNode node) {
        return Map.of(
                "cluster.id",
                id,
                "process.roles",
                "broker,controller",
                "node.id",
                node.id(),
                "controller.quorum.voters",
                nodes.stream().map(KafkaNode::voter).collect(joining(",")),
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(node.port(), node.controllerPort()),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "log.dirs",
                node.logs().toAbsolutePath());
    }

    private Map<String, Object> durability() {
        return Map.of(
                "auto.create.topics.enable", false,
                "unclean.leader.election.enable", false,
                "default.replication.factor", replication(),
                "min.insync.replicas", minimumInSync(),
                "offsets.topic.replication.factor", replication(),
                "transaction.state.log.replication.factor", replication(),
                "transaction.state.log.min.isr", minimumInSync(),
                "share.coordinator.state.topic.replication.factor", replication(),
                "share.coordinator.state.topic.min.isr", minimumInSync());
    }

    /**
     * How long a consumer that has died keeps its partitions, and how often transactions are looked for whose owner has
     * died. Kafka's own defaults are 45 and 10 seconds.
     */
    private static Map<String, Object> takeover() {
        return Map.of(
                "group.consumer.min.session.timeout.ms", SESSION_MILLIS,
                "group.consumer.session.timeout.ms", SESSION_MILLIS,
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
    }

    /**
     * A transaction that begins before the markers of the last one are written is tried again by the broker; Kafka's
     * default of 20 ms would be most of the time that a step takes.
     */
    private static Map<String, Object> promptness() {
        return Map.of("add.partitions.to.txn.retry.backoff.ms", 1);
    }

    private static Map<String, Object> frugality() {
        return Map.of(
                "offsets.topic.num.partitions", 4,
                "transaction.state.log.num.partitions", 4,
                "share.coordinator.state.topic.num.partitions", 4,
                "group.initial.rebalance.delay.ms", 0,
                "log.cleaner.dedupe.buffer.size", 16 * 1024 * 1024,
                "num.recovery.threads.per.data.dir", 2,
                "num.network.threads", 2,
                "num.io.threads", 4,
                "background.threads", 4);
    }
}
