package io.proconsul.bench.chaos.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.local.ledger.Entry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashPointsTest {
    private static final String GROUP =
            "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/sweep-0-mrg";

    @Test
    void thereAreTwoForEachKindOfSideEffect() {
        var points = CrashPoints.in(List.of(
                call("azure", "PUT", GROUP + "/providers/Microsoft.Network/virtualNetworks/hvn-c0123456789a-vnet", 201),
                call("vault", "POST", "/v1/sys/mounts/pki/c0123456789a", 204)));

        assertThat(points)
                .extracting(CrashPoint::service, point -> point.effect().name())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("azure", "KILL_THEN_IGNORE"),
                        org.assertj.core.groups.Tuple.tuple("azure", "APPLY_THEN_KILL"),
                        org.assertj.core.groups.Tuple.tuple("vault", "KILL_THEN_IGNORE"),
                        org.assertj.core.groups.Tuple.tuple("vault", "APPLY_THEN_KILL"));
    }

    @Test
    void theSameEffectOnAnotherClusterOrServerIsTheSamePoint() {
        var points = CrashPoints.in(List.of(
                call("azure", "PUT", scaleSet("sweep-0", "c0123456789a", 0), 201),
                call("azure", "PUT", scaleSet("sweep-1", "cba987654321", 2), 201)));

        assertThat(points).hasSize(2);
        assertThat(scaleSet("other", "c000000000ff", 4)).matches(points.get(0).path());
    }

    @Test
    void readsRefusalsSignInsAndOthersCallsAreNoSideEffects() {
        var customers = new Entry(Instant.EPOCH, "azure", "PUT", GROUP, 201, "customer", "", "");

        assertThat(CrashPoints.in(List.of(
                        call("azure", "GET", GROUP, 200),
                        call("azure", "PUT", GROUP, 409),
                        call("vault", "POST", "/v1/auth/approle/login", 200),
                        call("entra", "POST", "/token", 200),
                        customers)))
                .isEmpty();
    }

    @Test
    void aPointIsMetByTheCallAtWhichTheProcessDied() {
        var point = CrashPoints.in(List.of(call("azure", "PUT", scaleSet("a", "c0123456789a", 0), 201)))
                .get(1);
        var path = scaleSet("b", "cba987654321", 1);

        assertThat(point.isPlayedBy(new Entry(Instant.EPOCH, "azure", "PUT", path, 0, "", "", "APPLY_THEN_KILL")))
                .isTrue();
        assertThat(point.isPlayedBy(new Entry(Instant.EPOCH, "azure", "PUT", path, 0, "", "", "KILL_THEN_IGNORE")))
                .isFalse();
        assertThat(point.isPlayedBy(call("azure", "PUT", path, 201))).isFalse();
    }

    private static String scaleSet(String cluster, String id, int server) {
        return "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/%s-mrg/providers/Microsoft.Compute/virtualMachineScaleSets/%s-server-%d"
                .formatted(cluster, id, server);
    }

    private static Entry call(String service, String method, String path, int status) {
        return new Entry(Instant.EPOCH, service, method, path, status, "infra", "", "");
    }
}
