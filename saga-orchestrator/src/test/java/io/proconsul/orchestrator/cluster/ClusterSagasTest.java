package io.proconsul.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterSagasTest {

    @Test
    void everyDefinitionHolds() {
        assertThat(ClusterSagas.definitions().names()).containsExactly("create-cluster v1", "delete-cluster v1");
    }

    @Test
    void readsFromReserveToSnapshot() {
        assertThat(ClusterSagas.definitions()
                        .newest("create-cluster")
                        .orElseThrow()
                        .stepNames())
                .containsExactly(
                        "reserve-resource-group",
                        "prepare-network",
                        "create-identity",
                        "create-storage",
                        "grant-access",
                        "issue-certificate-authority",
                        "create-secrets",
                        "issue-server-certificates",
                        "publish-configuration",
                        "launch-servers",
                        "await-quorum",
                        "bootstrap-acl",
                        "publish-client-configuration",
                        "publish-dns",
                        "open-endpoint",
                        "take-first-snapshot");
    }
}
