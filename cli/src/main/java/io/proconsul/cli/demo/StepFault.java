package io.proconsul.cli.demo;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.fault.Fault.Effect;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How a step is made to fail for good, after its side effect: the request that the step cannot do without takes effect
 * and is answered as an error that no repetition mends.
 *
 * @param service whose request it is: azure, blob, vault or consul
 * @param path a regular expression for the whole path
 * @param isOnce only the first such request is meant, not every one
 */
record StepFault(String service, String method, String path, Effect effect, boolean isOnce) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROVIDERS = ".*/resourceGroups/[^/]+/providers/";

    /** Every step of create-cluster has one. */
    private static final Map<String, StepFault> BY_STEP = Map.ofEntries(
            // Once: undoing it is the same request.
            entry(
                    "reserve-resource-group",
                    azure("PATCH", "/subscriptions/[^/]+/resourceGroups/[^/]+").once()),
            entry("prepare-network", resource("Microsoft.Network/virtualNetworks/[^/]+")),
            entry("create-identity", resource("Microsoft.ManagedIdentity/userAssignedIdentities/[^/]+")),
            entry("create-storage", resource("Microsoft.Storage/storageAccounts/[^/]+")),
            entry("grant-access", azure("PUT", ".*/providers/Microsoft.Authorization/roleAssignments/[^/]+")),
            entry("issue-certificate-authority", vault("/v1/sys/mounts/pki/[^/]+")),
            entry("create-secrets", vault("/v1/transit/encrypt/proconsul-secrets")),
            entry("issue-server-certificates", vault("/v1/pki/[^/]+/(issue|sign)/.*")),
            entry("publish-configuration", blob("/[^/]+/config/manifests/.*")),
            entry("launch-servers", resource("Microsoft.Compute/virtualMachineScaleSets/[^/]+")),
            entry("await-quorum", consul("GET", "/v1/(operator/autopilot/health|status/leader)")),
            entry("bootstrap-acl", consul("PUT", "/v1/acl/.*")),
            entry("publish-client-configuration", blob("/[^/]+/config/client/.*")),
            entry("publish-dns", azure("PUT", PROVIDERS + "Microsoft.Network/dnsZones/[^/]+/A/.*\\.private.*")),
            entry("open-endpoint", resource("Microsoft.Network/loadBalancers/[^/]+")),
            entry("take-first-snapshot", blob("/[^/]+/snapshots/.*")));

    private static StepFault resource(String resource) {
        return azure("PUT", PROVIDERS + resource);
    }

    private static StepFault azure(String method, String path) {
        return new StepFault("azure", method, path, Effect.APPLY_THEN_FAIL, false);
    }

    private static StepFault vault(String path) {
        return new StepFault("vault", "POST|PUT", path, Effect.APPLY_THEN_FAIL, false);
    }

    private static StepFault blob(String path) {
        return new StepFault("blob", "PUT", path, Effect.APPLY_THEN_FAIL, false);
    }

    private static StepFault consul(String method, String path) {
        return new StepFault("consul", method, path, Effect.APPLY_THEN_FAIL, false);
    }

    private StepFault once() {
        return new StepFault(service, method, path, effect, true);
    }

    static StepFault of(String step) {
        var fault = BY_STEP.get(step);
        if (fault == null) {
            throw new IllegalArgumentException("Expected one of " + BY_STEP.keySet() + ", but found " + step);
        }
        return fault;
    }

    static Set<String> steps() {
        return BY_STEP.keySet();
    }

    /** The content of a fault script that plays it. */
    String script() {
        var line = JSON.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("service", service)
                .put("method", method)
                .put("path", path)
                .put("effect", effect.name())
                .put("status", 400)
                .put("code", "InjectedFault")
                .put("message", "The demonstration wants this step to fail.");
        if (isOnce) {
            line.put("times", 1);
        }
        return JSON.createArrayNode().add(line).toPrettyString() + "\n";
    }
}
