package io.proconsul.worker.infra.arm;

import static io.proconsul.worker.infra.Fixtures.CLUSTER_ID;
import static io.proconsul.worker.infra.Fixtures.SUBSCRIPTION;
import static io.proconsul.worker.infra.Fixtures.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.proconsul.wire.Done;
import io.proconsul.wire.FailureCause;
import io.proconsul.worker.Attempt;
import io.proconsul.worker.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConvergerTest {

    private static final ArmId FIRST = ArmId.of(SUBSCRIPTION, "group", "Test/things", "first");
    private static final ArmId SECOND = ArmId.of(SUBSCRIPTION, "group", "Test/things", "second");
    private static final Outcome DONE = Outcome.succeeded(new Done(0));

    private final FakeArm arm = new FakeArm();
    private final Converger converger = new Converger(arm.resources(), FakeArm.POLL);

    @Test
    void puts_what_is_missing_and_waits_for_its_operation() {
        var first = create(attempt(1), wanted(FIRST));

        assertThat(first)
                .isEqualTo(Outcome.pending(
                        "{\"" + FIRST + "\":\"https://management.azure.com/operations/first\"}",
                        Duration.ofSeconds(2)));
        assertThat(create(goOn(2, first), wanted(FIRST)))
                .isEqualTo(Outcome.pending(((Outcome.Pending) first).continuation(), Duration.ofSeconds(10)));

        arm.operation = FakeArm.succeeded();
        arm.settle(FIRST, "Succeeded");
        assertThat(create(goOn(3, first), wanted(FIRST))).isEqualTo(DONE);
        assertThat(arm.puts).containsExactly(FIRST);
    }

    @Test
    void begins_all_that_does_not_depend_on_each_other_at_once() {
        create(attempt(1), wanted(FIRST), wanted(SECOND));

        assertThat(arm.puts).containsExactly(FIRST, SECOND);
    }

    @Test
    void begins_nothing_before_what_it_comes_after() {
        create(attempt(1), wanted(FIRST), wanted(SECOND).after(FIRST));
        assertThat(arm.puts).containsExactly(FIRST);

        arm.settle(FIRST, "Succeeded");
        create(attempt(2), wanted(FIRST), wanted(SECOND).after(FIRST));
        assertThat(arm.puts).containsExactly(FIRST, SECOND);
    }

    @Test
    void a_lost_answer_costs_nothing() {
        create(attempt(1), wanted(FIRST));

        assertThat(create(attempt(2), wanted(FIRST))).isEqualTo(Outcome.pending("{}", FakeArm.POLL));
        assertThat(arm.puts).containsExactly(FIRST);
    }

    @Test
    void a_status_that_cannot_be_read_says_nothing_about_the_resource() {
        var begun = create(attempt(1), wanted(FIRST));
        arm.operation = FakeArm.gone();
        arm.settle(FIRST, "Succeeded");

        assertThat(create(goOn(2, begun), wanted(FIRST))).isEqualTo(DONE);
        assertThat(arm.puts).containsExactly(FIRST);
    }

    @Test
    void a_failed_operation_is_told_with_its_code_and_put_again_by_the_next_attempt() {
        var begun = create(attempt(1), wanted(FIRST));
        arm.operation = FakeArm.failed("AllocationFailed");
        arm.settle(FIRST, "Failed");

        assertThat(create(goOn(2, begun), wanted(FIRST)))
                .isEqualTo(
                        new Outcome.Failed("AllocationFailed", "sorry", FailureCause.TRANSIENT, Duration.ofMinutes(2)));
        assertThat(arm.puts).containsExactly(FIRST);

        create(attempt(3), wanted(FIRST));
        assertThat(arm.puts).containsExactly(FIRST, FIRST);
    }

    @Test
    void a_resource_that_is_there_after_a_failed_operation_is_there() {
        var begun = create(attempt(1), wanted(FIRST));
        arm.operation = FakeArm.failed("InternalServerError");
        arm.settle(FIRST, "Succeeded");

        assertThat(create(goOn(2, begun), wanted(FIRST))).isEqualTo(DONE);
    }

    @Test
    void a_resource_that_does_not_fit_is_put_again() {
        arm.resources.put(FIRST, new ArmType.Facts("Succeeded", Map.of("colour", "red")));

        create(attempt(1), wanted(FIRST).fitsIf(it -> "blue".equals(it.marks().get("colour"))));

        assertThat(arm.puts).containsExactly(FIRST);
    }

    @Test
    void another_clusters_resource_is_left_alone() {
        arm.resources.put(FIRST, new ArmType.Facts("Failed", Map.of("proconsul-cluster", "someone-else")));

        assertThat(create(attempt(1), wanted(FIRST)))
                .isEqualTo(Outcome.permanent("ResourceTaken", FIRST + " belongs to another cluster"));
        assertThat(arm.puts).isEmpty();
    }

    @Test
    void an_attempt_that_a_newer_one_overtook_stops() {
        arm.resources.put(
                FIRST, new ArmType.Facts("Failed", Map.of("proconsul-cluster", CLUSTER_ID, "proconsul-epoch", "10")));

        assertThat(create(attempt(9), wanted(FIRST))).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("Superseded");
            assertThat(failed.cause()).isEqualTo(FailureCause.PERMANENT);
        });
        assertThat(arm.puts).isEmpty();
    }

    @Test
    void what_has_to_finish_elsewhere_first_is_waited_for() {
        arm.refusals.add(FakeArm.refusal(400, "PrincipalNotFound", new HttpHeaders()));

        assertThat(create(attempt(1), wanted(FIRST))).isEqualTo(Outcome.pending("{}", FakeArm.POLL));
    }

    @Test
    void what_exists_under_another_name_is_there() {
        arm.refusals.add(FakeArm.refusal(409, "RoleAssignmentExists", new HttpHeaders()));

        assertThat(create(attempt(1), wanted(FIRST))).isEqualTo(DONE);
    }

    @Test
    void a_long_pause_that_azure_asks_for_is_not_slept_through() {
        arm.refusals.add(
                FakeArm.refusal(429, "TooManyRequests", new HttpHeaders().set(HttpHeaderName.RETRY_AFTER, "300")));

        assertThat(create(attempt(1), wanted(FIRST)))
                .isEqualTo(new Outcome.Failed(
                        "TooManyRequests", "because", FailureCause.UNAVAILABLE, Duration.ofMinutes(5)));
    }

    @Test
    void an_operation_on_a_strange_host_is_never_followed() {
        arm.operationHost = "https://evil.example";

        assertThat(create(attempt(1), wanted(FIRST))).isEqualTo(Outcome.pending("{}", Duration.ofSeconds(2)));
        create(attempt(2, "{\"" + FIRST + "\":\"https://evil.example/operations/first\"}"), wanted(FIRST));

        assertThat(arm.polls).isEmpty();
    }

    @Test
    void a_continuation_that_makes_no_sense_is_as_good_as_none() {
        create(attempt(1), wanted(FIRST));

        assertThat(create(attempt(2, "[nonsense"), wanted(FIRST))).isEqualTo(Outcome.pending("{}", FakeArm.POLL));
    }

    private Desired<Map<String, String>, ArmType.Facts> wanted(ArmId id) {
        return Desired.of(arm.type, id, Map.of("proconsul-cluster", CLUSTER_ID, "proconsul-epoch", "1"));
    }

    private Outcome create(Attempt attempt, Desired<?, ?>... wanted) {
        return converger.create(List.of(wanted), attempt, seen -> new Done(0));
    }

    private static Attempt goOn(long epoch, Outcome before) {
        return attempt(epoch, ((Outcome.Pending) before).continuation());
    }
}
