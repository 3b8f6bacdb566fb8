package io.proconsul.worker.snapshot.acl;

import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.snapshot.consul.Consul.AclPolicy;

/** What the cluster's tokens may do: those of the servers no more than they need to be servers. */
final class ClusterPolicies {
    /** Consul's own policy global-management, which every cluster has. */
    static final String MANAGEMENT_ID = "00000000-0000-0000-0000-000000000001";

    private ClusterPolicies() {}

    /** Servers register themselves in the catalog and read services for anti-entropy. */
    static AclPolicy agent(ClusterNames names) {
        return new AclPolicy("proconsul-agent", "The cluster's own servers", """
                node_prefix "%s-" {
                  policy = "write"
                }
                service_prefix "" {
                  policy = "read"
                }
                """.formatted(names.shortId()));
    }

    /** The same for the servers of a secondary; in one ACL system the names of policies have to differ. */
    static AclPolicy agentOfSecondary(ClusterNames names) {
        var agent = agent(names);
        return new AclPolicy(agent.name() + "-" + names.shortId(), "The servers of a secondary", agent.rules());
    }

    /** Secondaries copy tokens with their secrets, policies and roles, and the configuration of the mesh. */
    static AclPolicy replication() {
        return new AclPolicy("proconsul-replication", "Secondaries that copy the ACL system", """
                acl = "write"
                operator = "write"
                service_prefix "" {
                  policy = "read"
                  intentions = "read"
                }
                """);
    }

    /** What an agent uses when a request has no token: DNS. */
    static AclPolicy dns() {
        return new AclPolicy("proconsul-dns", "Requests without a token, such as DNS", """
                node_prefix "" {
                  policy = "read"
                }
                service_prefix "" {
                  policy = "read"
                }
                query_prefix "" {
                  policy = "read"
                }
                """);
    }
}
