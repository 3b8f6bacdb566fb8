package io.proconsul.worker;

import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterRef;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The names of everything that belongs to one cluster: pure functions of its id, so that a repeated attempt meets its
 * own resources and nobody else's.
 */
public final class ClusterNames {

    /** Tag: whose resource it is. */
    public static final String CLUSTER_TAG = "proconsul-cluster";

    /** Tag: which saga wrote it last. */
    public static final String SAGA_TAG = "proconsul-saga";

    /** Tag: the fencing number of the attempt that wrote it last. */
    public static final String EPOCH_TAG = "proconsul-epoch";

    /** Member of a server's node_meta in Consul: the saga that configured it last. */
    public static final String UPDATE_META = "proconsul_update";

    private static final UUID ROLE_ASSIGNMENTS = UUID.fromString("8f6b0c3e-2a54-5d0f-9c55-6b6a3f0b7d11");

    private final UUID clusterId;
    private final String hex;
    private final String shortId;

    private ClusterNames(UUID clusterId) {
        this.clusterId = clusterId;
        this.hex = clusterId.toString().replace("-", "");
        this.shortId = "c" + hex.substring(0, 11);
    }

    public static ClusterNames of(ClusterRef cluster) {
        return of(cluster.getClusterId());
    }

    public static ClusterNames of(String clusterId) {
        return new ClusterNames(UUID.fromString(clusterId));
    }

    /** Twelve characters, a letter first, fit for every kind of name. */
    public String shortId() {
        return shortId;
    }

    public String vnet() {
        return "hvn-" + shortId + "-vnet";
    }

    public String subnet() {
        return "servers";
    }

    public String securityGroup() {
        return shortId + "-nsg";
    }

    public String identity() {
        return shortId + "-id";
    }

    /** Unique in all of Azure: 24 lower-case letters and digits. */
    public String storageAccount() {
        return "pc" + hex.substring(0, 22);
    }

    public String configContainer() {
        return "config";
    }

    public String snapshotContainer() {
        return "snapshots";
    }

    /** The path of a server's manifest in the configuration container. */
    public String manifest(int server) {
        return "manifests/server-" + server + ".json";
    }

    public String scaleSet(int server) {
        return shortId + "-server-" + server;
    }

    /** The name of a server in Consul. */
    public String node(int server) {
        return shortId + "-" + server;
    }

    public String publicIp() {
        return shortId + "-pip";
    }

    public String loadBalancer() {
        return shortId + "-lb";
    }

    public String privateDnsName(String zone) {
        return shortId + ".private." + zone;
    }

    public String publicDnsName(String zone) {
        return shortId + ".consul." + zone;
    }

    /** The Vault mount of the cluster's certificate authority. */
    public String pkiMount() {
        return "pki/" + shortId;
    }

    /** The Vault role that issues server certificates. */
    public String pkiRole() {
        return "consul-server";
    }

    /** The same in the mount of its primary. */
    public String pkiRoleOfSecondary() {
        return pkiRole() + "-" + shortId;
    }

    /** The name of the peering to another cluster's network, in this one's. */
    public String peering(ClusterNames other) {
        return "to-" + other.shortId;
    }

    /** The name of the peering to a network of the cluster's owner, in the cluster's; the same whatever the id's letter case. */
    public String peeringWith(String networkId) {
        var network = Ids.uuidV5(clusterId, "peering|" + networkId.toLowerCase(Locale.ROOT));
        return "to-n" + network.toString().replace("-", "").substring(0, 11);
    }

    /** The name of the peering to the cluster's network, in one of its owner's. */
    public String peeringFromOutside() {
        return "proconsul-" + shortId;
    }

    /** The accessor id of an ACL token or policy of this cluster. */
    public UUID aclAccessorId(String purpose) {
        return Ids.uuidV5(clusterId, purpose);
    }

    /** The name of a role assignment, which Azure wants to be a UUID. */
    public static UUID roleAssignment(String scope, String principalId, String roleDefinitionId) {
        return Ids.uuidV5(ROLE_ASSIGNMENTS, scope + "|" + principalId + "|" + roleDefinitionId);
    }

    /** The tags of every resource that an attempt writes. */
    public Map<String, String> tags(Attempt attempt) {
        return Map.of(
                CLUSTER_TAG, clusterId.toString(),
                SAGA_TAG, attempt.sagaId(),
                EPOCH_TAG, Long.toString(attempt.epoch()));
    }
}
