package io.proconsul.local.azure.arm;

/** Whether a principal may do something somewhere. */
@FunctionalInterface
public interface Authorization {

    /**
     * Decides on one action.
     *
     * @param action as Microsoft.Network/virtualNetworks/write
     */
    boolean allows(String principalId, String action, Address scope);
}
