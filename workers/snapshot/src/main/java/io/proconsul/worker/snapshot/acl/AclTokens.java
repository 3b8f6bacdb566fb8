package io.proconsul.worker.snapshot.acl;

import io.proconsul.wire.ClusterRef;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.secrets.Secret;
import io.proconsul.worker.snapshot.consul.Consul;
import io.proconsul.worker.snapshot.consul.Consul.AclPolicy;
import io.proconsul.worker.snapshot.consul.Consul.AclToken;
import java.io.IOException;

/** Tokens of servers: their names, and how they come to be. */
final class AclTokens {
    static final String AGENT = "acl-token-agent";
    static final String DNS = "acl-token-dns";
    static final String REPLICATION = "acl-token-replication";

    private AclTokens() {}

    /** By which the tokens of a cluster's users are known among all of its federation. */
    static String describeUsers(ClusterRef cluster) {
        return "The users of cluster " + ClusterNames.of(cluster).shortId();
    }

    /** Returns the accessor id of the token, which exists afterwards with this policy. */
    static String ensure(Consul consul, Secret management, AclPolicy policy, String accessorId, Secret secret)
            throws IOException, InterruptedException {
        var policyId = consul.putPolicy(management, policy);
        var existing = consul.accessor(secret);
        if (existing.isPresent()) {
            return existing.get();
        }
        consul.createToken(management, new AclToken(accessorId, secret, policy.description(), policyId));
        return accessorId;
    }
}
