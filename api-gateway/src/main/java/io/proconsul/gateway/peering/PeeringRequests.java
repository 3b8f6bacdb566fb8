package io.proconsul.gateway.peering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.input.Fields;
import io.proconsul.gateway.input.VirtualNetworkId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about peerings. Subscription and resource group count as the path has them. */
final class PeeringRequests {

    static final String NETWORK = "remoteVirtualNetworkId";

    private static final String PEERING = "peeringId";
    private static final Predicate<String> ID =
            Pattern.compile("[0-9A-Za-z-]{1,64}").asMatchPredicate();

    private PeeringRequests() {}

    @Schema(name = "CreatePeeringRequest")
    record Create(
            @Nullable String subscriptionId,
            @Nullable String resourceGroup,

            @Schema(description = "The id of a virtual network in the cluster's subscription.")
            String remoteVirtualNetworkId) {}

    /** Of the actions on one peering. */
    @Schema(name = "PeeringRequest")
    record OnOne(@Nullable String subscriptionId, @Nullable String resourceGroup, String peeringId) {}

    static Create create(ObjectNode body) {
        return new Create(
                null,
                null,
                required(body, NETWORK, id -> VirtualNetworkId.parse(id).isPresent(), VirtualNetworkId.RULE));
    }

    static OnOne onOne(ObjectNode body) {
        return new OnOne(null, null, required(body, PEERING, ID, "the id of a peering"));
    }

    /** @throws io.proconsul.gateway.error.ApiException with everything that is wrong */
    private static String required(ObjectNode body, String member, Predicate<String> test, String rule) {
        var problems = new ArrayList<Problem>();
        var fields = new Fields(body, "", problems);
        fields.allowOnly(List.of("subscriptionId", "resourceGroup", member));
        if (!fields.has(member)) {
            fields.invalid(member, rule);
        }
        var value = fields.satisfying(member, "", test, rule);
        if (!problems.isEmpty()) {
            throw ApiError.invalid(problems).asException();
        }
        return value;
    }
}
