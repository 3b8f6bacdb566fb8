package io.proconsul.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Samples;
import io.proconsul.gateway.config.Configs;
import io.proconsul.gateway.view.ClusterTable;
import io.proconsul.schemas.Ids;
import io.proconsul.wire.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenSagasTest {

    private final ClusterTable table = new ClusterTable();
    private final OpenSagas sagas = new OpenSagas(
            table,
            Configs.of(Map.of(
                    "proconsul.gateway.limits.subscription-open-sagas", "2",
                    "proconsul.gateway.limits.tenant-open-sagas", "3")));

    @Test
    void aSubscriptionMayHaveSoManyUnderWay() {
        put(cluster("one", "a"), "RUNNING");
        put(cluster("one", "b"), "SUCCEEDED");
        assertThat(sagas.admit(cluster("one", "c"))).isEmpty();

        put(cluster("one", "b"), "NEEDS_OPERATOR");

        assertThat(sagas.admit(cluster("one", "c"))).hasValueSatisfying(error -> {
            assertThat(error.status()).isEqualTo(429);
            assertThat(error.problem().code()).isEqualTo("TooManyOperations");
            assertThat(error.retryAfter()).isPresent();
        });
    }

    @Test
    void aRepeatedRequestIsNoFurtherOne() {
        put(cluster("one", "a"), "RUNNING");
        put(cluster("one", "b"), "PENDING");
        assertThat(sagas.admit(cluster("one", "b"))).isEmpty();
    }

    @Test
    void theSubscriptionsOfATenantShareItsLimit() {
        put(cluster("one", "a"), "RUNNING");
        put(cluster("one", "b"), "COMPENSATING");
        put(cluster("two", "a"), "PENDING");
        assertThat(sagas.admit(cluster("two", "b"))).isPresent();
        assertThat(sagas.admit(new Scope("another", "two", "rg", "b"))).isEmpty();
    }

    private void put(Scope scope, String status) {
        var state = Samples.state(scope, "CREATING", 1, List.of(), List.of(Samples.operation("operation", status)));
        table.put(Ids.scopeKey(scope), state);
    }

    private static Scope cluster(String subscription, String name) {
        return new Scope("tenant", subscription, "rg", name);
    }
}
