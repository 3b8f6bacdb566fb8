package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import java.util.Optional;
import java.util.regex.Pattern;

/** A storage account's name is unique in all of Azure, and a part of its blob endpoint. */
final class StorageAccounts implements Lifecycle {
    static final String TYPE = "Microsoft.Storage/storageAccounts";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");

    private final ResourceStore store;
    private final Endpoints endpoints;

    StorageAccounts(ResourceStore store, Endpoints endpoints) {
        this.store = store;
        this.endpoints = endpoints;
    }

    @Override
    public Optional<Refusal> refuse(Address id, ObjectNode body, Optional<Resource> before) {
        if (!NAME.matcher(id.name()).matches()) {
            return Optional.of(
                    Refusal.invalid(
                            "AccountNameInvalid",
                            id.name()
                                    + " is not a valid storage account name. It must be 3 to 24 characters of numbers and lower-case letters."));
        }
        boolean taken = store.all().stream()
                .anyMatch(other -> other.id().type().equalsIgnoreCase(TYPE)
                        && other.id().name().equals(id.name())
                        && !other.id().key().equals(id.key()));
        return taken
                ? Optional.of(Refusal.conflict(
                        "StorageAccountAlreadyTaken", "The storage account named " + id.name() + " is already taken."))
                : Optional.empty();
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        var properties = body.withObject("/properties");
        properties.put("primaryLocation", body.path("location").asText()).put("statusOfPrimary", "available");
        properties.withObject("/primaryEndpoints").put("blob", endpoints.blob() + "/" + id.name() + "/");
    }
}
