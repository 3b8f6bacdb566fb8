package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.blob.BlobStore;
import java.util.Optional;
import java.util.regex.Pattern;

/** A blob container takes its blobs with it. */
final class Containers implements Lifecycle {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){2,62}");

    private final BlobStore blobs;

    Containers(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public Optional<Refusal> refuse(Address id, ObjectNode body, Optional<Resource> before) {
        return NAME.matcher(id.name()).matches()
                ? Optional.empty()
                : Optional.of(
                        Refusal.invalid("InvalidResourceName", "The container name '" + id.name() + "' is not legal."));
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        body.withObject("/properties").put("leaseStatus", "Unlocked").put("leaseState", "Available");
    }

    @Override
    public Optional<Refusal> dismantle(Resource resource) {
        blobs.deleteAll(resource.id().names().get(0), resource.id().name());
        return Optional.empty();
    }
}
