package io.proconsul.bench.chaos.check;

import io.proconsul.local.ledger.Effect;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.JournalEntry;
import io.proconsul.wire.Task;
import io.proconsul.wire.TaskResult;
import java.util.List;

/**
 * All that a run left behind.
 *
 * @param asked what customers asked for
 * @param disturbances what was done to the system
 * @param effects what became of every resource of the cloud, in order
 * @param blobs containers of clusters that still hold blobs, as account/container
 * @param mounts certificate authorities that Vault still has
 * @param alarms lines of logs that no run may cause
 */
public record Evidence(
        List<Asked> asked,
        List<Disturbance> disturbances,
        List<Effect> effects,
        List<String> blobs,
        List<String> mounts,
        Topics topics,
        List<String> alarms) {

    public Evidence {
        asked = List.copyOf(asked);
        disturbances = List.copyOf(disturbances);
        effects = List.copyOf(effects);
        blobs = List.copyOf(blobs);
        mounts = List.copyOf(mounts);
        alarms = List.copyOf(alarms);
    }

    /**
     * What the topics hold, each partition in order.
     *
     * @param deadLetters why each record that could not be processed was not
     */
    public record Topics(
            List<Seen<ClusterCommand>> commands,
            List<Seen<ClusterState>> states,
            List<Seen<Task>> tasks,
            List<Seen<TaskResult>> results,
            List<Seen<JournalEntry>> journal,
            List<String> deadLetters) {

        public Topics {
            commands = List.copyOf(commands);
            states = List.copyOf(states);
            tasks = List.copyOf(tasks);
            results = List.copyOf(results);
            journal = List.copyOf(journal);
            deadLetters = List.copyOf(deadLetters);
        }
    }
}
