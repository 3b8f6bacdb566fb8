package io.proconsul.gateway.peering;

import io.proconsul.gateway.operation.Operation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of answers about peerings. */
final class PeeringAnswers {

    private PeeringAnswers() {}

    /** A peering is being made; it is listed under its id from now on. */
    @Schema(name = "CreatePeeringResponse")
    public record Begun(Operation operation, String peeringId) {}

    @Schema(name = "GetPeeringResponse")
    public record One(PeeringProperties peering) {}

    @Schema(name = "ListPeeringsResponse")
    public record All(List<PeeringProperties> peerings) {}
}
