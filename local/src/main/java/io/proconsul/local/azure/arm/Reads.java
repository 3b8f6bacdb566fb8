package io.proconsul.local.azure.arm;

import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** GET of collections: by group, by subscription, of children, and the generic list of resources (RPC-041, RPC-042). */
final class Reads {
    private static final Pattern CONDITION = Pattern.compile("(\\w+) eq '([^']*)'", Pattern.CASE_INSENSITIVE);

    private static final String SUBSCRIPTION = "Microsoft.Resources/subscriptions";

    private final ResourceStore store;
    private final ResourceCatalog catalog;
    private final Views views;

    Reads(ResourceStore store, ResourceCatalog catalog, Views views) {
        this.store = store;
        this.catalog = catalog;
        this.views = views;
    }

    Response list(Request request, Address collection) {
        var place = collection.parent();
        var refusal = place.flatMap(this::missing);
        if (refusal.isPresent()) {
            return refusal.get().response();
        }
        var filter = filter(request.parameter("$filter").orElse(""));
        return views.list(store.all().stream()
                .filter(Resource::visible)
                .filter(resource -> place.map(resource.id()::isWithin).orElse(true))
                .filter(resource -> belongs(resource, collection))
                .filter(filter)
                .toList());
    }

    /** The subscriptions of which the caller may read anything. */
    Response subscriptions(Predicate<Address> readable) {
        return views.list(store.all().stream()
                .filter(resource -> resource.id().type().equals(SUBSCRIPTION))
                .filter(subscription -> store.all().stream()
                        .map(Resource::id)
                        .filter(id -> id.isWithin(subscription.id()))
                        .anyMatch(readable))
                .toList());
    }

    private Optional<Refusal> missing(Address place) {
        var holder = Optional.of(place);
        while (holder.isPresent()
                && catalog.find(holder.get().type()).map(ResourceType::implicit).orElse(false)) {
            holder = holder.get().parent();
        }
        return holder.filter(address -> store.find(address).isEmpty()).map(Refusal::notFound);
    }

    private boolean belongs(Resource resource, Address collection) {
        if (collection.namespace().isEmpty() && collection.tail().equals("resources")) {
            return catalog.of(resource).tracked()
                    && resource.id().types().size() == 1
                    && !resource.id().namespace().isEmpty();
        }
        boolean anyRecordSet = collection.tail().equalsIgnoreCase("recordsets")
                || collection.tail().equalsIgnoreCase("all");
        return anyRecordSet
                ? resource.id().parent().equals(collection.parent())
                        && resource.id().types().size() > 1
                : resource.id().type().equalsIgnoreCase(collection.type());
    }

    /** The part of OData that clients of these lists use: conditions on tags, type and principal, all of which must hold. */
    private static Predicate<Resource> filter(String odata) {
        Predicate<Resource> all = resource -> true;
        var conditions = CONDITION.matcher(odata);
        Optional<String> tag = Optional.empty();
        while (conditions.find()) {
            var value = conditions.group(2);
            switch (conditions.group(1)) {
                case "tagName" -> {
                    tag = Optional.of(value);
                    all = all.and(resource -> resource.body().path("tags").has(value));
                }
                case "tagValue" -> {
                    var name = tag.orElse("");
                    all = all.and(resource ->
                            resource.body().path("tags").path(name).asText().equals(value));
                }
                case "resourceType" ->
                    all = all.and(resource -> resource.id().type().equalsIgnoreCase(value));
                case "principalId" ->
                    all = all.and(resource ->
                            resource.at("/properties/principalId").asText().equalsIgnoreCase(value));
                case "roleName" ->
                    all = all.and(resource ->
                            resource.at("/properties/roleName").asText().equalsIgnoreCase(value));
                default -> {}
            }
        }
        return all;
    }
}
