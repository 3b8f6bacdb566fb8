package io.proconsul.simulation;

import io.proconsul.saga.Payload;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.ClusterRef;
import io.proconsul.wire.LaunchServers;
import io.proconsul.wire.RemovePeerings;
import io.proconsul.wire.TakeSnapshot;
import io.proconsul.wire.TerminateServers;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a command does to the cloud.
 *
 * @param parts the resources of a cluster that it makes or removes, in that order
 * @param lengthy whether the cloud may take minutes and says so
 */
record Work(Verb verb, List<String> parts, boolean lengthy) {

    enum Verb {
        MAKE,
        REMOVE,
        /** Leaves nothing behind. */
        LOOK
    }

    private static final Work LOOK = new Work(Verb.LOOK, List.of(), false);

    private static final Map<String, Work> ALL = Map.ofEntries(
            make("ReserveResourceGroup", "group-mark"),
            remove("ReleaseResourceGroup", "stakes", "annex", "group-mark"),
            lengthy(make("PrepareNetwork", "vnet", "subnet", "nsg")),
            lengthy(remove("DeleteNetwork", "vnet", "subnet", "nsg")),
            make("CreateIdentity", "identity"),
            remove("DeleteIdentity", "identity"),
            lengthy(make("CreateStorage", "storage", "containers")),
            remove(
                    "DeleteStorage",
                    "snapshots",
                    "client-configuration",
                    "configuration",
                    "manifests",
                    "more-manifests",
                    "containers",
                    "storage"),
            make("GrantAccess", "role-reader", "role-blobs"),
            remove("RevokeAccess", "role-reader", "role-blobs"),
            make("IssueCertificateAuthority", "ca-mount", "ca-role"),
            remove("DestroyCertificateAuthority", "ca-role", "ca-mount"),
            make("PublishConfiguration", "configuration", "manifests"),
            remove("WithdrawConfiguration", "configuration", "manifests"),
            lengthy(make("LaunchServers", "server-0", "server-1", "server-2")),
            lengthy(remove("TerminateServers", "server-0", "server-1", "server-2")),
            make("ConfigureServers", "more-manifests"),
            remove("WithdrawServers", "more-manifests"),
            make("PublishClientConfiguration", "client-configuration"),
            remove("WithdrawClientConfiguration", "client-configuration"),
            make("PublishDns", "dns"),
            remove("WithdrawDns", "dns"),
            lengthy(make("OpenEndpoint", "public-ip", "load-balancer")),
            remove("CloseEndpoint", "load-balancer", "public-ip"),
            make("TakeSnapshot", "snapshots"),
            remove("DeleteSnapshots", "snapshots"),
            lengthy(make("BeginPeering", "peering")),
            lengthy(make("CompletePeering", "peering-back")),
            lengthy(remove("RemovePeerings", "peering-back", "peering")),
            make("Survey", "stakes"),
            remove("Unstake", "stakes"),
            lengthy(make("RaiseAnnex", "annex")),
            remove("RazeAnnex", "annex"),
            lengthy(look("AwaitQuorum")));

    private static final Set<String> EXTRA = Set.of("annex", "stakes", "peering", "peering-back", "more-manifests");

    /** All that a cluster consists of when its creation has succeeded. */
    static final Set<String> WHOLE = ALL.values().stream()
            .filter(work -> work.verb() == Verb.MAKE)
            .flatMap(work -> work.parts().stream())
            .filter(part -> !EXTRA.contains(part))
            .collect(Collectors.toCollection(TreeSet::new));

    static Work of(Payload command, Object message) {
        if (message instanceof TakeSnapshot snapshot && snapshot.getKind().equals("FINAL")) {
            return LOOK; // kept elsewhere, outlives the cluster
        } else if (message instanceof LaunchServers launch) {
            return new Work(Verb.MAKE, servers(0, launch.getServers()), true);
        } else if (message instanceof TerminateServers end) {
            return new Work(Verb.REMOVE, servers(end.getFirst(), end.getServers()), true);
        }
        if (message instanceof RemovePeerings removal
                && removal.getRemoteVirtualNetworkIds().isEmpty()) {
            return LOOK;
        }
        return ALL.getOrDefault(command.type(), LOOK);
    }

    /** The names of servers, from the first index to before the other. */
    static List<String> servers(int first, int end) {
        return IntStream.range(first, end).mapToObj(index -> "server-" + index).toList();
    }

    /** The cluster whose resources a command names: every wire command has it first. */
    static ClusterRef cluster(Object command) {
        if (command instanceof ExtendClusterSaga.Task task) {
            return task.cluster();
        }
        return (ClusterRef) ((SpecificRecord) command).get(0);
    }

    /** The cluster that a saga's input is or has first. */
    static Cluster clusterOf(Object input) {
        return input instanceof Cluster cluster ? cluster : (Cluster) ((SpecificRecord) input).get(0);
    }

    private static Entry<String, Work> make(String command, String... parts) {
        return Map.entry(command, new Work(Verb.MAKE, List.of(parts), false));
    }

    private static Entry<String, Work> remove(String command, String... parts) {
        return Map.entry(command, new Work(Verb.REMOVE, List.of(parts), false));
    }

    private static Entry<String, Work> look(String command) {
        return Map.entry(command, LOOK);
    }

    private static Entry<String, Work> lengthy(Entry<String, Work> entry) {
        var work = entry.getValue();
        return Map.entry(entry.getKey(), new Work(work.verb(), work.parts(), true));
    }
}
