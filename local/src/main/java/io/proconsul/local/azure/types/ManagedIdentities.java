package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.entra.Directory;
import io.proconsul.local.azure.entra.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A user-assigned identity is a principal of the directory, known to the rest of Azure only after a while. */
final class ManagedIdentities implements Lifecycle {
    private final Directory directory;
    private final Duration replication;
    private final Clock clock;

    ManagedIdentities(Directory directory, Duration replication, Clock clock) {
        this.directory = directory;
        this.replication = replication;
        this.clock = clock;
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        var properties = body.withObject("/properties").put("tenantId", directory.tenantId());
        for (var computed : new String[] {"principalId", "clientId"}) {
            properties.put(
                    computed,
                    before.map(resource ->
                                    resource.at("/properties/" + computed).asText())
                            .orElseGet(() -> UUID.randomUUID().toString()));
        }
    }

    @Override
    public Optional<Refusal> provision(Resource resource) {
        var clientId = resource.at("/properties/clientId").asText();
        if (directory.byClientId(clientId).isEmpty()) {
            directory.register(new Principal(
                    resource.at("/properties/principalId").asText(),
                    clientId,
                    resource.id().name(),
                    clock.instant().plus(replication)));
        }
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> dismantle(Resource resource) {
        directory.forget(resource.at("/properties/clientId").asText());
        return Optional.empty();
    }
}
