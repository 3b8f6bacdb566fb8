package io.proconsul.simulation;

import io.proconsul.saga.Lifecycle.Kind;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SubjectState;
import io.proconsul.saga.engine.Summary.Ending;
import io.proconsul.wire.Cluster;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one subject's operations leave in the cloud: never two of its clusters at once (I2), all of a cluster that was
 * made, and nothing of one that failed or was deleted; what an operator or a deletion let be is named for as long as it may
 * be there (I3). It has the servers that its document says. An operator who skips a step of a deletion answers for it.
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
    private boolean named;

    CloudRules(String subject, Findings findings, CommandRules commands, References messages, Ledger ledger) {
        this.subject = subject;
        this.findings = findings;
        this.commands = commands;
        this.messages = messages;
        this.ledger = ledger;
    }

    void check(Transition transition) {
        named = !transition.decision().state().life().leftovers().isEmpty();
        for (var event : transition.decision().events()) {
            if (event instanceof SagaEvent.SagaStarted started) {
                var operation = commands.find(started.saga().operationId());
                if (operation != null) {
                    operation.cluster = Work.clusterOf(
                                    messages.decode(started.saga().input()))
                            .getRef()
                            .getClusterId();
                }
            } else if (event instanceof SagaEvent.SagaEnded ended) {
                var operation = commands.find(ended.summary().operationId());
                if (operation != null) {
                    ended(operation, ended);
                    counted(operation, transition.decision().state());
                }
            }
        }
    }

    private void ended(Operation operation, SagaEvent.SagaEnded event) {
        var live = ledger.live(subject, operation.cluster);
        var ending = event.summary().ending();
        var leaves = !event.leftovers().isEmpty();
        if (operation.kind == Kind.CHANGE || (operation.kind == Kind.BIRTH && ending == Ending.SUCCEEDED)) {
            var missing = new TreeSet<>(Work.WHOLE);
            missing.removeAll(live);
            require(missing.isEmpty(), "I3", "after operation {}, {} are missing", operation.id, missing);
            standing = operation.cluster;
        } else if (operation.leftovers && ending != Ending.SUCCEEDED) {
            require(leaves || live.isEmpty(), "I3", "operation {} left {} and does not name it", operation.id, live);
            standing = leaves ? operation.cluster : "";
        } else if (operation.leftovers) {
            excused.add(operation.cluster);
            standing = "";
        } else {
            require(live.isEmpty(), "I3", "operation {} ended {} and left {}", operation.id, ending, live);
            require(!leaves, "I3", "operation {} ended {} and names leftovers", operation.id, ending);
            standing = "";
            gone.add(operation.cluster);
        }
    }

    /** A cluster has the servers that its document says it has, and no other: also one that did not become larger. */
    private void counted(Operation operation, SubjectState state) {
        var document = state.document();
        if (operation.kind != Kind.CHANGE || named || document == null) {
            return;
        }
        var wanted =
                Work.servers(0, ((Cluster) messages.decode(document)).getSpec().getServers());
        var found = ledger.live(subject, operation.cluster).stream()
                .filter(part -> part.startsWith("server-"))
                .toList();
        require(
                found.equals(wanted),
                "I3",
                "after operation {}, {} are there in the place of {}",
                operation.id,
                found,
                wanted);
    }

    void made(String cluster, String part) {
        require(!gone.contains(cluster), "I3", "{} was made for a cluster that is gone", part);
        for (var other : ledger.clusters(subject)) {
            require(
                    other.equals(cluster) || excused.contains(other) || excused.contains(cluster),
                    "I2",
                    "{} was made while {} is there",
                    part,
                    other);
        }
    }

    void finish() {
        for (var left : ledger.clusters(subject)) {
            require(
                    left.equals(standing) || excused.contains(left),
                    "I3",
                    "in the end {} is left of {}",
                    ledger.live(subject, left),
                    left);
        }
        require(!standing.isEmpty() || !named, "I3", "leftovers are named, and nothing is there");
    }

    private void require(boolean promise, String invariant, String otherwise, Object... details) {
        findings.require(promise, invariant, subject, otherwise, details);
    }
}
