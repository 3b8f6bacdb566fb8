package io.proconsul.bench.chaos.plan;

import java.util.Locale;

/**
 * The resource that a doomed cluster never gets whole: what its request begins fails for good and leaves it half made, so
 * that it fails for whoever asks again, also where the first to ask has died before the answer.
 */
public enum Doom {
    NETWORK("Microsoft.Network/virtualNetworks"),
    IDENTITY("Microsoft.ManagedIdentity/userAssignedIdentities"),
    STORAGE("Microsoft.Storage/storageAccounts"),
    SERVERS("Microsoft.Compute/virtualMachineScaleSets"),
    /** Only for a cluster that is open to the internet: of all steps, one of the last fails. */
    ENDPOINT("Microsoft.Network/loadBalancers");

    private final String type;

    Doom(String type) {
        this.type = type;
    }

    /** How the names of the clusters begin that are doomed so. */
    public String namePrefix() {
        return "doomed-" + name().toLowerCase(Locale.ROOT) + "-";
    }

    /** A regular expression for the paths of the requests that fail. */
    public String path() {
        return ".*/resourceGroups/" + namePrefix() + "[^/]+/providers/" + type + "/[^/]+";
    }
}
