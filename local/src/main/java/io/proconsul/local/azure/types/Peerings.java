package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inet.ipaddr.IPAddressString;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.arm.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A peering has a half in each of its two networks. A half alone is Initiated, both are Connected, and the one that is left
 * when the other goes is Disconnected until it is written again. No network is peered with one whose address space it has,
 * or that has a peer whose address space it has.
 */
final class Peerings implements Lifecycle {
    private static final String REMOTE = "/properties/remoteVirtualNetwork/id";
    private static final String STATE = "peeringState";
    private static final String INITIATED = "Initiated";
    private static final String CONNECTED = "Connected";
    private static final String DISCONNECTED = "Disconnected";

    private final ResourceStore store;

    Peerings(ResourceStore store) {
        this.store = store;
    }

    /** The halves in a network. */
    static Stream<Resource> of(ResourceStore store, Address network) {
        return store.below(network).stream().filter(below -> below.id().type().equalsIgnoreCase(ResourceType.PEERING));
    }

    @Override
    public Optional<Refusal> refuse(Address id, ObjectNode body, Optional<Resource> before) {
        var local = store.find(id.parent().orElseThrow());
        var remote = Address.parse(body.at(REMOTE).asText()).flatMap(store::find);
        if (local.isEmpty() || remote.isEmpty()) {
            return Optional.of(Refusal.invalid(
                    "InvalidRequestFormat", "properties.remoteVirtualNetwork.id must be the id of a network."));
        }
        return Stream.<Supplier<Optional<Refusal>>>of(
                        () -> twin(id, local.get(), remote.get()),
                        () -> overlap(id, local.get(), remote.get()),
                        () -> overlapWithPeers(id, local.get(), remote.get()),
                        () -> overlapWithPeers(id, remote.get(), local.get()),
                        () -> broken(id, local.get(), remote.get()))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Refusal> twin(Address id, Resource local, Resource remote) {
        return half(local.id(), remote.id())
                .filter(other -> !other.id().key().equals(id.key()))
                .map(other -> Refusal.invalid(
                        "AnotherPeeringAlreadyReferencesRemoteVnet",
                        "Cannot create or update peering %s. Virtual network %s already has a peering %s referencing remote virtual network %s."
                                .formatted(id, local.id(), other.id(), remote.id())));
    }

    private static Optional<Refusal> overlap(Address id, Resource local, Resource remote) {
        return common(local, remote)
                .map(prefixes -> Refusal.invalid(
                        "VnetAddressSpacesOverlap",
                        "Cannot create or update peering %s. Virtual networks %s and %s cannot be peered because their address spaces overlap. Overlapping address prefixes: %s."
                                .formatted(id, local.id(), remote.id(), prefixes)));
    }

    private Optional<Refusal> overlapWithPeers(Address id, Resource one, Resource other) {
        return of(store, other.id())
                .flatMap(half -> remoteOf(half).flatMap(store::find).stream())
                .filter(peer -> !peer.id().key().equals(one.id().key()))
                .flatMap(peer -> common(one, peer).stream()
                        .map(prefixes -> Refusal.invalid(
                                "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
                                "Cannot create or update peering %s. Virtual networks %s and %s cannot be peered because address space of the first virtual network overlaps with address space of virtual network %s already peered with the second virtual network. Overlapping address prefixes: %s."
                                        .formatted(id, one.id(), other.id(), peer.id(), prefixes))))
                .findFirst();
    }

    private Optional<Refusal> broken(Address id, Resource local, Resource remote) {
        return half(remote.id(), local.id())
                .filter(half -> stateOf(half).equals(DISCONNECTED))
                .map(half -> Refusal.invalid(
                        "RemotePeeringIsDisconnected",
                        "Cannot create or update peering %s because remote peering %s referencing parent virtual network %s is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state."
                                .formatted(id, half.id(), local.id())));
    }

    @Override
    public boolean holds(Resource half) {
        return !stateOf(half).equals(DISCONNECTED);
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        var state = before.map(Peerings::stateOf)
                .filter(known -> !known.equals(DISCONNECTED))
                .orElse(INITIATED);
        var properties = body.withObject("/properties").put(STATE, state).put("peeringSyncLevel", "FullyInSync");
        Address.parse(body.at(REMOTE).asText())
                .flatMap(store::find)
                .ifPresent(remote -> properties.set("remoteAddressSpace", remote.at("/properties/addressSpace")));
    }

    @Override
    public Optional<Refusal> provision(Resource half) {
        synchronized (store) {
            opposite(half).ifPresent(other -> {
                store.change(half.id(), now -> inPeeringState(now, CONNECTED));
                store.change(other.id(), now -> inPeeringState(now, CONNECTED));
            });
        }
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> dismantle(Resource half) {
        synchronized (store) {
            opposite(half).ifPresent(other -> store.change(other.id(), now -> inPeeringState(now, DISCONNECTED)));
        }
        return Optional.empty();
    }

    private static Resource inPeeringState(Resource half, String state) {
        var body = half.body();
        body.withObject("/properties").put(STATE, state);
        return half.with(body);
    }

    /** The other half, unless it is going. */
    private Optional<Resource> opposite(Resource half) {
        return remoteOf(half)
                .flatMap(remote -> half(remote, half.id().parent().orElseThrow()))
                .filter(other -> !other.state().equals("Deleting"));
    }

    private Optional<Resource> half(Address in, Address to) {
        return of(store, in)
                .filter(half -> remoteOf(half)
                        .filter(remote -> remote.key().equals(to.key()))
                        .isPresent())
                .findFirst();
    }

    private static Optional<Address> remoteOf(Resource half) {
        return Address.parse(half.at(REMOTE).asText());
    }

    private static String stateOf(Resource half) {
        return half.at("/properties/" + STATE).asText();
    }

    /** The prefixes of the two that have addresses in common; empty if none have. */
    private static Optional<String> common(Resource one, Resource other) {
        for (var first : prefixes(one)) {
            for (var second : prefixes(other)) {
                var ours = new IPAddressString(first).getAddress();
                var theirs = new IPAddressString(second).getAddress();
                if (ours != null && theirs != null && ours.intersect(theirs) != null) {
                    return Optional.of(first + ", " + second);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> prefixes(Resource network) {
        return StreamSupport.stream(
                        network.at("/properties/addressSpace/addressPrefixes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
