package io.proconsul.schemas;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterEvent;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.DeadLetter;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskProgress;
import io.proconsul.wire.TaskResult;
import io.proconsul.wire.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * Every topic there is. Topics are created and checked from this list, and {@code asyncapi.yaml} describes the same
 * list to people who do not write Java.
 */
public final class Topics {

    /** Longer than any outage of a reader that is not an incident of its own. */
    private static final Duration WORK = Duration.ofDays(7);

    private static final Duration HISTORY = Duration.ofDays(90);

    public static final Topic<ClusterCommand> CLUSTER_COMMANDS =
            topic("cluster.commands", ClusterCommand.class, HISTORY, "What was asked of a cluster, as it was asked.");

    public static final Topic<Task> TASKS_INFRA =
            topic("tasks.infra", Task.class, WORK, "Attempts of steps for the infra worker.");

    public static final Topic<Task> TASKS_CERT =
            topic("tasks.cert", Task.class, WORK, "Attempts of steps for the cert worker.");

    public static final Topic<Task> TASKS_SNAPSHOT =
            topic("tasks.snapshot", Task.class, WORK, "Attempts of steps for the snapshot worker.");

    public static final Topic<TaskResult> TASK_RESULTS =
            topic("task.results", TaskResult.class, WORK, "The workers' answers, one per attempt.");

    public static final Topic<TaskProgress> TASK_PROGRESS = topic(
            "task.progress", TaskProgress.class, Duration.ofDays(1), "What workers are doing, for people who watch.");

    public static final Topic<Timer> TIMERS_DUE = topic("timers.due", Timer.class, WORK, "Waits that are over.");

    public static final Topic<ClusterState> CLUSTER_STATE = new Topic<>(
            "cluster.state",
            ClusterState.class,
            new Cleanup.Compact(Duration.ofDays(7)),
            TimestampType.CREATE_TIME,
            "The newest state of every cluster, for readers.");

    public static final Topic<ClusterEvent> CLUSTER_EVENTS = new Topic<>(
            "cluster.events",
            ClusterEvent.class,
            new Cleanup.Keep(),
            TimestampType.CREATE_TIME,
            "What happened to a cluster: the public contract for billing, metering and audit.");

    public static final Topic<JournalEntry> SAGA_JOURNAL =
            topic("saga.journal", JournalEntry.class, HISTORY, "One record per transition: what replay folds.");

    public static final Topic<DeadLetter> DEAD_LETTERS =
            topic("dead.letters", DeadLetter.class, HISTORY, "Records that could not be processed, and why.");

    private static final List<Tier> DELAYS = List.of(
            tier("5s", Duration.ofSeconds(5)),
            tier("30s", Duration.ofSeconds(30)),
            tier("2m", Duration.ofMinutes(2)),
            tier("10m", Duration.ofMinutes(10)),
            tier("1h", Duration.ofHours(1)),
            tier("6h", Duration.ofHours(6)));

    private static final List<Topic<?>> ALL = Stream.<Topic<?>>concat(
                    Stream.of(
                            CLUSTER_COMMANDS,
                            TASKS_INFRA,
                            TASKS_CERT,
                            TASKS_SNAPSHOT,
                            TASK_RESULTS,
                            TASK_PROGRESS,
                            TIMERS_DUE,
                            CLUSTER_STATE,
                            CLUSTER_EVENTS,
                            SAGA_JOURNAL,
                            DEAD_LETTERS),
                    DELAYS.stream().map(Tier::topic))
            .toList();

    private static final Map<String, Topic<?>> BY_NAME =
            ALL.stream().collect(toUnmodifiableMap(Topic::name, Function.identity()));

    private Topics() {}

    /** The delay tiers, the shortest first. */
    public static List<Tier> delays() {
        return DELAYS;
    }

    /**
     * The tier for a wait: the longest one that does not overshoot it, so that a longer wait hops through several; the
     * shortest one for whatever is shorter still.
     */
    public static Tier delayFor(Duration wait) {
        return DELAYS.stream()
                .filter(tier -> tier.delay().compareTo(wait) <= 0)
                .reduce((shorter, longer) -> longer)
                .orElse(DELAYS.get(0));
    }

    public static List<Topic<?>> all() {
        return ALL;
    }

    /** Empty for a topic that is not ours, as a changelog of Kafka Streams. */
    public static Optional<Topic<?>> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Tier tier(String name, Duration delay) {
        var topic = new Topic<>(
                "delays." + name,
                Timer.class,
                new Cleanup.Delete(WORK),
                TimestampType.LOG_APPEND_TIME,
                "Waits of " + name + ", counted from the broker's append time.");
        return new Tier(name, delay, topic);
    }

    private static <V extends SpecificRecord> Topic<V> topic(
            String name, Class<V> valueClass, Duration retention, String doc) {
        return new Topic<>(name, valueClass, new Cleanup.Delete(retention), TimestampType.CREATE_TIME, doc);
    }
}
