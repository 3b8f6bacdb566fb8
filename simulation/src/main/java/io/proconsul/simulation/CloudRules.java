package io.proconsul.simulation;

import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.Summary.Ending;
import io.proconsul.wire.Cluster;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one subject's operations leave in the cloud: never two of its clusters at once (I2), all of a cluster that was
 * made, and nothing of one that failed or was deleted (I3), unless an operator chose to leave it.
 */
final class CloudRules {
    private final String subject;
    private final Findings findings;
    private final CommandRules commands;
    private final References messages;
    private final Ledger ledger;
    private final Set<String> gone = new HashSet<>();
    private final Set<String> excused = new HashSet<>();
    private String standing = "";

    CloudRules(String subject, Findings findings, CommandRules commands, References messages, Ledger ledger) {
        this.subject = subject;
        this.findings = findings;
        this.commands = commands;
        this.messages = messages;
        this.ledger = ledger;
    }

    void check(Transition transition) {
        for (var event : transition.decision().events()) {
            if (event instanceof SagaEvent.SagaStarted started) {
                var operation = commands.find(started.saga().operationId());
                if (operation != null) {
                    operation.cluster = messages.decode(started.saga().input(), Cluster.class)
                            .getRef()
                            .getClusterId();
                }
            } else if (event instanceof SagaEvent.SagaEnded ended) {
                var operation = commands.find(ended.summary().operationId());
                if (operation != null) {
                    ended(operation, ended.summary().ending());
                }
            }
        }
    }

    private void ended(Operation operation, Ending ending) {
        var live = ledger.live(subject, operation.cluster);
        var succeeded = ending == Ending.SUCCEEDED;
        if (operation.kind == Kind.CHANGE || (operation.kind == Kind.BIRTH && succeeded)) {
            var missing = new TreeSet<>(Work.WHOLE);
            missing.removeAll(live);
            require(missing.isEmpty(), "I3", "after operation {}, {} are missing", operation.id, missing);
            standing = operation.cluster;
        } else if (operation.leftovers) {
            standing = "";
            excused.add(operation.cluster);
        } else {
            require(live.isEmpty(), "I3", "operation {} ended {} and left {}", operation.id, ending, live);
            standing = "";
            excused.remove(operation.cluster);
            gone.add(operation.cluster);
        }
    }

    void made(String cluster, String part) {
        require(!gone.contains(cluster), "I3", "{} was made for a cluster that is gone", part);
        var others = new TreeSet<>(ledger.clusters(subject));
        others.remove(cluster);
        others.removeAll(excused);
        require(others.isEmpty() || excused.contains(cluster), "I2", "{} was made while {} is there", part, others);
    }

    void finish() {
        var left = new TreeSet<>(ledger.clusters(subject));
        left.remove(standing);
        left.removeAll(excused);
        require(left.isEmpty(), "I3", "in the end {} is left", left);
    }

    private void require(boolean promise, String invariant, String otherwise, Object... details) {
        findings.require(promise, invariant, subject, otherwise, details);
    }
}
