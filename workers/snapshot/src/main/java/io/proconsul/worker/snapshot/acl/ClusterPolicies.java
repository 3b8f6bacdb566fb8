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
