package io.proconsul.worker.infra.arm;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** What an error of Azure means to a step (SDK-12). */
public enum Verdict {
    /** What was wanted is there already. */
    ALREADY,
    /** Something else has to finish first, by itself and soon: ask again; costs no attempt. */
    WAIT,
    /** May succeed next time; costs an attempt. */
    RETRY,
    /** No capacity, or something that people see to: come back much later; costs an attempt. */
    RETRY_LATER,
    /** Azure throttles or is down; costs no attempt. */
    UNAVAILABLE,
    /** Fails however often it is tried. */
    GIVE_UP;

    private static final Map<String, Verdict> BY_CODE = Map.ofEntries(
            entry("RoleAssignmentExists", ALREADY),
            entry("BlobAlreadyExists", ALREADY),
            entry("PrincipalNotFound", WAIT),
            entry("AnotherOperationInProgress", WAIT),
            entry("ReferencedResourceNotProvisioned", WAIT),
            entry("AuthorizationPermissionMismatch", WAIT),
            entry("ContainerBeingDeleted", WAIT),
            entry("ResourceGroupBeingDeleted", GIVE_UP),
            entry("OperationPreempted", RETRY),
            entry("Conflict", RETRY),
            entry("AuthorizationFailed", RETRY),
            entry("LinkedAuthorizationFailed", RETRY),
            entry("AllocationFailed", RETRY_LATER),
            entry("ZonalAllocationFailed", RETRY_LATER),
            entry("OverconstrainedAllocationRequest", RETRY_LATER),
            entry("OverconstrainedZonalAllocationRequest", RETRY_LATER),
            entry("AuthenticationFailed", UNAVAILABLE),
            entry("TooManyRequests", UNAVAILABLE),
            entry("SubscriptionRequestsThrottled", UNAVAILABLE),
            entry("ServerBusy", UNAVAILABLE),
            entry("QuotaExceeded", GIVE_UP),
            entry("OperationNotAllowed", GIVE_UP),
            entry("SkuNotAvailable", GIVE_UP),
            entry("InvalidParameter", GIVE_UP),
            entry("ResourceGroupNotFound", GIVE_UP),
            entry("SubscriptionNotFound", GIVE_UP),
            entry("ParentResourceNotFound", GIVE_UP),
            entry("MissingSubscriptionRegistration", GIVE_UP),
            entry("RequestDisallowedByPolicy", GIVE_UP),
            entry("ReadOnlyDisabledSubscription", GIVE_UP),
            entry("PublicIPAddressCannotBeDeleted", RETRY),
            entry("ScopeLocked", RETRY_LATER));

    /** Families of codes, by how they begin; the Network provider has one per kind of resource. */
    private static final List<Map.Entry<String, Verdict>> BY_PREFIX =
            List.of(entry("RetryableError", WAIT), entry("InUse", RETRY), entry("Invalid", GIVE_UP));

    /** The verdict on an error: by its code if that is known, else by its status. */
    public static Verdict on(ArmError error) {
        var byCode = BY_CODE.get(error.code());
        if (byCode != null) {
            return byCode;
        }
        return BY_PREFIX.stream()
                .filter(family -> error.code().startsWith(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> byStatus(error.status()));
    }

    private static Verdict byStatus(int status) {
        if (status == 401 || status == 408 || status == 429 || status >= 500) {
            return UNAVAILABLE;
        }
        // 404 of something just made, 409 and 412 of something that changes, 403 of a right just given; or an operation
        var passing = status < 400 || status == 403 || status == 404 || status == 409 || status == 412;
        return passing ? RETRY : GIVE_UP;
    }
}
