package io.proconsul.orchestrator.cluster;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Subject;
import io.proconsul.wire.Cluster;
import java.util.function.Function;

/** The condition of every saga that does something to a cluster that runs. */
final class RunningCluster {
    private RunningCluster() {}

    /** What becomes of the command if the subject is a running cluster, else a refusal. */
    static <I> Admission<I> admit(Subject subject, Function<Cluster, Admission<I>> work) {
        return subject.document(Cluster.class)
                .filter(cluster -> subject.phase().equals(Phases.RUNNING))
                .map(work)
                .orElseGet(() -> Admission.refused(
                        "ClusterNotRunning", "expected a running cluster, but it is " + subject.phase()));
    }
}
