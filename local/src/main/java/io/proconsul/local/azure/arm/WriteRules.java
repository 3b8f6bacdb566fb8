package io.proconsul.local.azure.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold for a resource to be written. */
final class WriteRules {
    private static final Pattern ILLEGAL_NAME = Pattern.compile("[<>%&:\\\\?/\\p{Cntrl}]");
    private static final Pattern GROUP_NAME = Pattern.compile("[-\\w().]{0,89}[-\\w()]");

    private final ResourceStore store;
    private final ResourceCatalog catalog;

    WriteRules(ResourceStore store, ResourceCatalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /** The first rule that the write breaks; the store's monitor is held. */
    Optional<Refusal> refuse(
            Request request, Address id, ResourceType type, ObjectNode body, Optional<Resource> before) {
        return Stream.<Supplier<Optional<Refusal>>>of(
                        () -> name(id),
                        () -> group(id),
                        () -> parent(id),
                        () -> preconditions(request, before),
                        () -> location(type, body, before),
                        () -> tags(body),
                        () -> provisioningState(body, before),
                        () -> references(id, body),
                        () -> type.lifecycle().refuse(id, body, before))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** RPC-071, RPC-072, RPC-073. */
    static Optional<Refusal> preconditions(Request request, Optional<Resource> before) {
        var match = request.header("if-match");
        var noneMatch = request.header("if-none-match");
        boolean unmatched = match.isPresent()
                && !before.map(resource -> match.get().equals("*")
                                || match.get()
                                        .replace("\"", "")
                                        .equals(resource.etag().replace("\"", "")))
                        .orElse(false);
        boolean failed = unmatched || (noneMatch.isPresent() && before.isPresent());
        return failed
                ? Optional.of(new Refusal(
                        412, "PreconditionFailed", "The condition of If-Match or If-None-Match is not met."))
                : Optional.empty();
    }

    private static Optional<Refusal> name(Address id) {
        boolean group = id.tail().equals("resourceGroups");
        boolean legal = group
                ? GROUP_NAME.matcher(id.name()).matches()
                : id.name().length() <= 260 && !ILLEGAL_NAME.matcher(id.name()).find();
        return legal
                ? Optional.empty()
                : Optional.of(
                        Refusal.invalid("InvalidResourceName", "The resource name '" + id.name() + "' is not legal."));
    }

    private Optional<Refusal> group(Address id) {
        var name = id.resourceGroup();
        if (name.isEmpty() || (id.tail().equals("resourceGroups") && id.scope().isEmpty())) {
            return Optional.empty();
        }
        var group = store.find(groupOf(id));
        if (group.isEmpty()) {
            return Optional.of(Refusal.groupNotFound(name.get()));
        }
        return group.get().state().equals("Deleting")
                ? Optional.of(Refusal.conflict(
                        "ResourceGroupBeingDeleted",
                        "The resource group '%s' is in deprovisioning state and cannot perform this operation."
                                .formatted(name.get())))
                : Optional.empty();
    }

    static Address groupOf(Address id) {
        return Address.of("/subscriptions/" + id.subscription().orElse("") + "/resourceGroups/"
                + id.resourceGroup().orElse(""));
    }

    private Optional<Refusal> parent(Address id) {
        var parent = id.parent();
        while (parent.isPresent()
                && catalog.find(parent.get().type()).map(ResourceType::implicit).orElse(false)) {
            parent = parent.get().parent();
        }
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        var found = store.find(parent.get()).filter(Resource::visible);
        if (found.isEmpty()) {
            return Optional.of(new Refusal(
                    404,
                    "ParentResourceNotFound",
                    "Failed to perform 'write' on resource(s) of type '%s', because the parent resource '%s' could not be found."
                            .formatted(id.type(), parent.get())));
        }
        boolean nested = id.scope().equals(parent.get().scope());
        return nested && found.get().busy() ? Optional.of(inProgress(parent.get())) : Optional.empty();
    }

    static Refusal inProgress(Address id) {
        return Refusal.conflict(
                "AnotherOperationInProgress",
                "Another operation on this or dependent resource " + id + " is in progress.");
    }

    private static Optional<Refusal> location(ResourceType type, ObjectNode body, Optional<Resource> before) {
        var asked = normal(body.path("location").asText());
        if (type.tracked() && asked.isEmpty()) {
            return Optional.of(
                    Refusal.invalid("LocationRequired", "The location property is required for this definition."));
        }
        var is = before.map(resource -> normal(resource.at("/location").asText()))
                .orElse(asked);
        return type.tracked() && !is.equals(asked)
                ? Optional.of(Refusal.conflict(
                        "InvalidResourceLocation",
                        "The resource already exists in location '%s'; a resource with the same name cannot be created in location '%s'."
                                .formatted(is, asked)))
                : Optional.empty();
    }

    private static String normal(String location) {
        return location.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<Refusal> tags(ObjectNode body) {
        var tags = body.path("tags");
        boolean legal = tags.size() <= 50
                && tags.properties().stream()
                        .allMatch(tag -> tag.getKey().length() <= 512
                                && tag.getValue().asText().length() <= 256);
        return legal
                ? Optional.empty()
                : Optional.of(Refusal.invalid(
                        "InvalidTags", "At most 50 tags, names of at most 512 and values of at most 256 characters."));
    }

    private static Optional<Refusal> provisioningState(ObjectNode body, Optional<Resource> before) {
        var sent = body.at("/properties/provisioningState");
        return sent.isTextual() && before.isPresent() && !before.get().state().equals(sent.asText())
                ? Optional.of(Refusal.invalid("InvalidProvisioningState", "provisioningState is read-only."))
                : Optional.empty();
    }

    private Optional<Refusal> references(Address id, ObjectNode body) {
        for (var reference : ResourceStore.references(body)) {
            boolean ours =
                    reference.isWithin(id) || (catalog.find(reference.type()).isEmpty() && !embedded(reference));
            if (ours) {
                continue;
            }
            var holder = store.find(reference).or(() -> reference.parent().flatMap(store::find));
            if (holder.isEmpty() || !holder.get().visible() || !exists(reference, holder.get())) {
                return Optional.of(Refusal.invalid(
                        "InvalidResourceReference",
                        "Resource %s referenced by resource %s was not found.".formatted(reference, id)));
            }
            if (holder.get().busy() && !id.isWithin(holder.get().id())) {
                return Optional.of(Refusal.conflict(
                        "ReferencedResourceNotProvisioned",
                        "Cannot proceed with operation because resource %s used by resource %s is not in Succeeded state. Resource is in %s state."
                                .formatted(reference, id, holder.get().state())));
            }
        }
        return Optional.empty();
    }

    private boolean embedded(Address reference) {
        return reference
                .parent()
                .flatMap(parent -> catalog.find(parent.type()))
                .map(type -> type.embedded().stream().anyMatch(reference.tail()::equalsIgnoreCase))
                .orElse(false);
    }

    private static boolean exists(Address reference, Resource holder) {
        return holder.id().key().equals(reference.key())
                || holder.body().findValuesAsText("id").stream().anyMatch(reference.path()::equalsIgnoreCase);
    }
}
