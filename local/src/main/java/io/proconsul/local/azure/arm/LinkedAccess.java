package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.azure.entra.Principal;
import java.util.Optional;

/** What a write needs besides the right to write: the right to what it links to, such as the network that is peered with. */
final class LinkedAccess {
    private static final String PEER = "Microsoft.Network/virtualNetworks/peer/action";

    private LinkedAccess() {}

    static Optional<Refusal> refusal(
            String method, Address id, JsonNode body, Principal caller, Authorization authorization) {
        var remote = body.at("/properties/remoteVirtualNetwork/id").asText();
        if (!method.equals("PUT") || !id.type().equalsIgnoreCase(ResourceType.PEERING) || remote.isEmpty()) {
            return Optional.empty();
        }
        boolean allowed = Address.parse(remote)
                .filter(scope -> authorization.allows(caller.objectId(), PEER, scope))
                .isPresent();
        return allowed
                ? Optional.empty()
                : Optional.of(new Refusal(
                        403,
                        "LinkedAuthorizationFailed",
                        "The client '%s' with object id '%s' has permission to perform action '%s/write' on scope '%s'; however, it does not have permission to perform action '%s' on the linked scope(s) '%s' or the linked scope(s) are invalid."
                                .formatted(caller.name(), caller.objectId(), ResourceType.PEERING, id, PEER, remote)));
    }
}
