package io.proconsul.gateway.token;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A management token of Consul.
 *
 * @param accessorId names it
 * @param secretId opens the cluster; shown to its user once, and kept nowhere
 */
@Schema(name = "MasterToken")
public record MasterToken(String accessorId, String secretId) {

    /** Both are random, from a source fit for secrets. */
    static MasterToken drawn() {
        return new MasterToken(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return "MasterToken[accessorId=" + accessorId + "]";
    }
}
