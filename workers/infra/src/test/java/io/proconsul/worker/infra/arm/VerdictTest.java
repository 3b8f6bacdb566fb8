package io.proconsul.worker.infra.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.FailureCause;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "409, RoleAssignmentExists, ALREADY",
        "400, PrincipalNotFound, WAIT",
        "409, AnotherOperationInProgress, WAIT",
        "429, RetryableErrorDueToAnotherOperation, WAIT",
        "0, RetryableError, WAIT",
        "400, ReferencedResourceNotProvisioned, WAIT",
        "403, AuthorizationPermissionMismatch, WAIT",
        "0, OperationPreempted, RETRY",
        "409, Conflict, RETRY",
        "400, InUseSubnetCannotBeDeleted, RETRY",
        "400, InUseNetworkSecurityGroupCannotBeDeleted, RETRY",
        "400, PublicIPAddressCannotBeDeleted, RETRY",
        "403, AuthorizationFailed, RETRY",
        "0, AllocationFailed, RETRY_LATER",
        "0, ZonalAllocationFailed, RETRY_LATER",
        "409, ScopeLocked, RETRY_LATER",
        "429, TooManyRequests, UNAVAILABLE",
        "503, ServiceUnavailable, UNAVAILABLE",
        "401, AuthenticationFailed, UNAVAILABLE",
        "408, Http408, UNAVAILABLE",
        "400, VnetAddressSpacesOverlap, GIVE_UP",
        "403, LinkedAuthorizationFailed, RETRY",
        "409, QuotaExceeded, GIVE_UP",
        "409, SkuNotAvailable, GIVE_UP",
        "400, InvalidParameter, GIVE_UP",
        "400, InvalidRequestContent, GIVE_UP",
        "404, ParentResourceNotFound, GIVE_UP",
        "404, ResourceGroupNotFound, GIVE_UP",
        "409, MissingSubscriptionRegistration, GIVE_UP",
        "404, ResourceNotFound, RETRY",
        "412, PreconditionFailed, RETRY",
        "409, NeverHeardOf, RETRY",
        "0, NeverHeardOf, RETRY",
        "400, NeverHeardOf, GIVE_UP",
        "422, NeverHeardOf, GIVE_UP"
    })
    void an_error_is_judged_by_its_code_and_else_by_its_status(int status, String code, Verdict verdict) {
        assertThat(Verdict.on(new ArmError(status, code, "", Optional.empty()))).isEqualTo(verdict);
    }

    @Test
    void what_azure_throttles_costs_no_attempt_and_comes_back_when_azure_says() {
        var outcome = AzureFailures.outcomeOf(
                new ArmError(429, "TooManyRequests", "slow down", Optional.of(Duration.ofMinutes(5))));

        assertThat(outcome.cause()).isEqualTo(FailureCause.UNAVAILABLE);
        assertThat(outcome.retryAfter()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void capacity_is_waited_for_at_length() {
        var outcome = AzureFailures.outcomeOf(ArmError.ofOperation("ZonalAllocationFailed", "zone 2 is full"));

        assertThat(outcome.cause()).isEqualTo(FailureCause.TRANSIENT);
        assertThat(outcome.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void a_quota_is_not_tried_again() {
        var outcome = AzureFailures.outcomeOf(new ArmError(409, "QuotaExceeded", "no cores", Optional.empty()));

        assertThat(outcome.cause()).isEqualTo(FailureCause.PERMANENT);
        assertThat(outcome.code()).isEqualTo("QuotaExceeded");
    }

    @Test
    void an_endless_message_is_cut() {
        assertThat(new ArmError(400, "BadRequest", "x".repeat(10_000), Optional.empty()).message())
                .hasSizeLessThan(600);
    }

    @Test
    void a_long_message_keeps_its_reason_and_loses_the_beginning_of_ids_first() {
        var id = "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/" + "g".repeat(90)
                + "/providers/Microsoft.Network/virtualNetworks/";

        var message = new ArmError(
                        400,
                        "VnetAddressSpacesOverlap",
                        "Virtual networks " + id + "one and " + id + "two and " + id + "three overlap: 10.0.0.0/24",
                        Optional.empty())
                .message();

        assertThat(message)
                .isEqualTo("Virtual networks virtualNetworks/one and virtualNetworks/two and virtualNetworks/three"
                        + " overlap: 10.0.0.0/24");
    }
}
