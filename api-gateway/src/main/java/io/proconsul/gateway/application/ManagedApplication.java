package io.proconsul.gateway.application;

import io.proconsul.gateway.command.Billing;
import io.proconsul.gateway.view.Group;
import java.util.Map;

/**
 * A managed application as Azure Resource Manager has it.
 *
 * @param state its provisioningState
 * @param publishedAs {@code publisher/product} of the Marketplace, else the id of its application definition
 * @param managedGroup where its cluster lives
 * @param parameters of its deployment, as text
 */
public record ManagedApplication(
        String id,
        String state,
        String publishedAs,
        Group managedGroup,
        Billing billing,
        String location,
        Map<String, String> parameters) {

    public ManagedApplication {
        parameters = Map.copyOf(parameters);
    }

    /** Whether its deployment has succeeded, so that its cluster has been asked for. */
    boolean isDeployed() {
        return state.equalsIgnoreCase("Succeeded");
    }

    boolean isEnding() {
        return state.equalsIgnoreCase("Deleting") || state.equalsIgnoreCase("Deleted");
    }
}
