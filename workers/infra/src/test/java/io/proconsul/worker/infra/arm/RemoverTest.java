package io.proconsul.worker.infra.arm;

import static io.proconsul.worker.infra.Fixtures.CLUSTER_ID;
import static io.proconsul.worker.infra.Fixtures.SUBSCRIPTION;
import static io.proconsul.worker.infra.Fixtures.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaders;
import io.proconsul.wire.Done;
import io.proconsul.wire.FailureCause;
import io.proconsul.worker.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoverTest {

    private static final ArmId USER = ArmId.of(SUBSCRIPTION, "group", "Test/things", "user");
    private static final ArmId USED = ArmId.of(SUBSCRIPTION, "group", "Test/things", "used");

    private final FakeArm arm = new FakeArm();
    private final Remover remover = new Remover(arm.resources(), FakeArm.POLL);
    private final List<Doomed> both = List.of(Doomed.of(arm.type, USER), Doomed.of(arm.type, USED, USER));

    @Test
    void what_is_not_there_is_gone() {
        assertThat(remover.delete(both, attempt(1))).isEqualTo(Outcome.succeeded(new Done(0)));
        assertThat(arm.deletes).isEmpty();
    }

    @Test
    void deletes_the_user_before_the_used_one() {
        exists(USER, Map.of());
        exists(USED, Map.of());

        var first = remover.delete(both, attempt(1));
        assertThat(first)
                .isEqualTo(Outcome.pending(
                        "{\"" + USER + "\":\"https://management.azure.com/operations/user\"}", Duration.ofSeconds(2)));
        assertThat(arm.deletes).containsExactly(USER);

        arm.resources.remove(USER);
        arm.operation = FakeArm.succeeded();
        remover.delete(both, attempt(2, ((Outcome.Pending) first).continuation()));
        assertThat(arm.deletes).containsExactly(USER, USED);

        arm.resources.remove(USED);
        assertThat(remover.delete(both, attempt(3))).isEqualTo(Outcome.succeeded(new Done(0)));
    }

    @Test
    void a_deletion_under_way_is_not_begun_again() {
        exists(USER, Map.of());
        arm.settle(USER, "Deleting");

        assertThat(remover.delete(both, attempt(1))).isEqualTo(Outcome.pending("{}", FakeArm.POLL));
        assertThat(arm.deletes).isEmpty();
    }

    @Test
    void in_use_is_tried_again_by_the_saga() {
        exists(USER, Map.of());
        arm.refusals.add(FakeArm.refusal(400, "InUseSubnetCannotBeDeleted", new HttpHeaders()));

        assertThat(remover.delete(both, attempt(1)))
                .isEqualTo(new Outcome.Failed("InUseSubnetCannotBeDeleted", "because", FailureCause.TRANSIENT, null));
    }

    @Test
    void a_failed_deletion_of_what_is_gone_is_a_success() {
        arm.operation = FakeArm.failed("InternalServerError");

        var outcome =
                remover.delete(both, attempt(1, "{\"" + USER + "\":\"https://management.azure.com/operations/user\"}"));

        assertThat(outcome).isEqualTo(Outcome.succeeded(new Done(1)));
    }

    @Test
    void another_clusters_resource_stays() {
        exists(USER, Map.of("proconsul-cluster", "someone-else"));

        assertThat(remover.delete(both, attempt(1))).isEqualTo(Outcome.succeeded(new Done(0)));
        assertThat(arm.deletes).isEmpty();
    }

    @Test
    void an_attempt_that_a_newer_one_overtook_deletes_nothing() {
        exists(USER, Map.of("proconsul-cluster", CLUSTER_ID, "proconsul-epoch", "8"));

        assertThat(remover.delete(both, attempt(7)))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("Superseded"));
        assertThat(arm.deletes).isEmpty();
    }

    private void exists(ArmId id, Map<String, String> marks) {
        arm.resources.put(id, new ArmType.Facts("Succeeded", marks));
    }
}
