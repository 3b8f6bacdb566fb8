package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.Scope;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Scope SCOPE = new Scope("Tenant", "Subscription", "Group", "Istanbul");

    @Test
    void uuidV5IsThatOfTheRfc() {
        var dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        var id = Ids.uuidV5(dns, "www.example.com");

        assertThat(id).isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    /** Frozen: these ids are keys of topics and names of cloud resources. */
    @Test
    void idsNeverChange() {
        var clusterId = Ids.clusterId(SCOPE, 1);
        var sagaId = Ids.sagaId(clusterId, "command");

        assertThat(Ids.scopeKey(SCOPE)).isEqualTo("14d6a0c4-d6a1-539c-abbb-fe46e03a838f");
        assertThat(clusterId).isEqualTo("d85dfcb7-ea12-5774-96ab-37ee73f54df6");
        assertThat(sagaId).isEqualTo("ec361c54-6d5f-5f95-9839-815c3312bbae");
        assertThat(Ids.taskId(sagaId, "prepare-network", 1, 5)).isEqualTo("db6ba2e1-f363-5c3d-b068-e9813f3bca04");
    }

    @Test
    void caseMakesNoDifferenceInAnyLocale() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(Ids.scopeKey(new Scope("TENANT", "SUBSCRIPTION", "GROUP", "ISTANBUL")))
                    .isEqualTo(Ids.scopeKey(SCOPE));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyPartOfAnIdMatters() {
        var clusterId = Ids.clusterId(SCOPE, 1);
        var sagaId = Ids.sagaId(clusterId, "command");

        assertThat(new String[] {
                    Ids.scopeKey(SCOPE),
                    Ids.scopeKey(Scope.newBuilder(SCOPE).setClusterName("other").build()),
                    clusterId,
                    Ids.clusterId(SCOPE, 2),
                    sagaId,
                    Ids.sagaId(clusterId, "other"),
                    Ids.taskId(sagaId, "step", 1, 1),
                    Ids.taskId(sagaId, "step", 1, 2),
                    Ids.taskId(sagaId, "step", 2, 1),
                    Ids.taskId(sagaId, "other", 1, 1)
                })
                .doesNotHaveDuplicates();
    }
}
