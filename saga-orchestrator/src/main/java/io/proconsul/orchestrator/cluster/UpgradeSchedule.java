package io.proconsul.orchestrator.cluster;

import io.proconsul.schemas.ConsulVersion;
import io.proconsul.schemas.Ids;
import io.proconsul.schemas.Payloads;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.Scope;
import io.proconsul.wire.UpdateCluster;
import io.proconsul.wire.Upkeep;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * When a cluster upgrades itself, and where to: a function of the cluster, of what is offered, and of the time. A window wants one
 * upgrade at most, whenever in it somebody looks; one that has failed is for the next window, and one that has failed half way is
 * for people. Windows that went by unseen want none.
 *
 * @param offered what it may be upgraded to
 */
public record UpgradeSchedule(Cluster cluster, Upkeep upkeep, MaintenanceWindow window, List<ConsulVersion> offered) {

    private static final String SCHEDULE = "schedule";
    private static final String UPDATE = "update-cluster";
    private static final String MANUAL = "MANUAL";

    /** Empty for a cluster that does not upgrade itself, and where nothing is offered. */
    public static Optional<UpgradeSchedule> of(Cluster cluster, Collection<ConsulVersion> offered) {
        return Upkeeps.of(cluster)
                .filter(upkeep -> !upkeep.getPolicy().equals(MANUAL) && !offered.isEmpty())
                .flatMap(upkeep -> MaintenanceWindow.of(upkeep)
                        .map(window -> new UpgradeSchedule(cluster, upkeep, window, List.copyOf(offered))));
    }

    /**
     * When to look next: now if something is due, else when the next window opens.
     *
     * @param asked whether the command of that id was answered before
     */
    public Instant nextLook(Scope scope, Instant now, Predicate<String> asked) {
        return due(scope, now, asked).isPresent() ? now : nextOpening(now);
    }

    public Instant nextOpening(Instant now) {
        return window.nextOpening(now);
    }

    /** What to ask for now. Asked for twice, it is the same. */
    public Optional<ClusterCommand> due(Scope scope, Instant now, Predicate<String> asked) {
        var opened = window.openedAt(now);
        var target = target();
        if (opened.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        var command = command(scope, opened.get(), target.get(), now);
        return Optional.of(command).filter(it -> !asked.test(it.getCommandId()));
    }

    /** The newest that one step leads to. */
    private Optional<ConsulVersion> target() {
        return ConsulVersion.parse(Updates.running(cluster))
                .filter(running -> cluster.getServerVersions().isEmpty())
                .flatMap(running -> offered.stream()
                        .filter(version -> Upkeeps.allows(upkeep, running, version))
                        .max(Comparator.naturalOrder()));
    }

    private ClusterCommand command(Scope scope, Instant opened, ConsulVersion target, Instant now) {
        var what = String.join(
                "|", SCHEDULE, UPDATE, cluster.getRef().getClusterId(), Long.toString(opened.toEpochMilli()));
        var id = Ids.uuidV5(UUID.fromString(Ids.scopeKey(scope)), what).toString();
        var body = new UpdateCluster(Updates.running(cluster), target.toString(), null, now, null, true);
        return new ClusterCommand(id, scope, UPDATE, Payloads.pack(body), now, id, SCHEDULE, null, null);
    }
}
