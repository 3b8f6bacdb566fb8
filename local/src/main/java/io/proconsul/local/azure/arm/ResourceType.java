package io.proconsul.local.azure.arm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What ARM knows of a resource type.
 *
 * @param name its own spelling, as Microsoft.Network/virtualNetworks/subnets
 * @param creation how a PUT is answered
 * @param quickCreate how long that takes when the cloud is quick; {@code realisticCreate}: as in Azure
 * @param inUse the error code of a DELETE while another resource refers to it; empty: nobody minds
 * @param inline arrays of the properties that are child resources in their own right, as a network's subnets
 * @param embedded arrays of the properties whose elements have ids but are not resources
 * @param secret JSON pointers that a reader never gets back
 */
public record ResourceType(
        String name,
        Creation creation,
        boolean slowDelete,
        boolean tracked,
        boolean implicit,
        Duration quickCreate,
        Duration realisticCreate,
        Optional<InUse> inUse,
        List<String> inline,
        List<String> embedded,
        List<String> secret,
        Lifecycle lifecycle) {

    /** One half of it. Outlives the network that it leads to, and keeps nobody from deleting it. */
    public static final String PEERING = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";

    /** How a PUT is answered. */
    public enum Creation {
        /** 200 or 201, done. */
        AT_ONCE,
        /** 201 with a provisioningState, and an operation (RPC-110). */
        VISIBLE,
        /** 202, and nothing to see until the operation is done (RPC-121). */
        HIDDEN
    }

    /** How a DELETE is refused while the resource is in use. */
    public record InUse(int status, String code) {}

    /** A type that is written at once, has location and tags, and refers to nothing. */
    public static ResourceType named(String name) {
        return new ResourceType(
                name,
                Creation.AT_ONCE,
                false,
                true,
                false,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Lifecycle.NONE);
    }

    public ResourceType takes(Creation how, boolean alsoToDelete, int quickSeconds, int realisticSeconds) {
        return new ResourceType(
                name,
                how,
                alsoToDelete,
                tracked,
                implicit,
                Duration.ofSeconds(quickSeconds),
                Duration.ofSeconds(realisticSeconds),
                inUse,
                inline,
                embedded,
                secret,
                lifecycle);
    }

    /** Has neither location nor tags (RPC-015). */
    public ResourceType proxy() {
        return copy(false, implicit, inUse, inline, embedded, secret, lifecycle);
    }

    /** Exists with its parent, without being written. */
    public ResourceType implied() {
        return copy(false, true, inUse, inline, embedded, secret, lifecycle);
    }

    public ResourceType refusedInUse(int status, String code) {
        return copy(tracked, implicit, Optional.of(new InUse(status, code)), inline, embedded, secret, lifecycle);
    }

    public ResourceType inlining(String... arrays) {
        return copy(tracked, implicit, inUse, List.of(arrays), embedded, secret, lifecycle);
    }

    public ResourceType embedding(String... arrays) {
        return copy(tracked, implicit, inUse, inline, List.of(arrays), secret, lifecycle);
    }

    public ResourceType hiding(String... pointers) {
        return copy(tracked, implicit, inUse, inline, embedded, List.of(pointers), lifecycle);
    }

    public ResourceType with(Lifecycle special) {
        return copy(tracked, implicit, inUse, inline, embedded, secret, special);
    }

    private ResourceType copy(
            boolean tracked,
            boolean implicit,
            Optional<InUse> inUse,
            List<String> inline,
            List<String> embedded,
            List<String> secret,
            Lifecycle lifecycle) {
        return new ResourceType(
                name,
                creation,
                slowDelete,
                tracked,
                implicit,
                quickCreate,
                realisticCreate,
                inUse,
                inline,
                embedded,
                secret,
                lifecycle);
    }
}
