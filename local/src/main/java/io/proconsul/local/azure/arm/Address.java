package io.proconsul.local.azure.arm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an ARM request points: pairs of type and name below a scope (RPC-001). With as many names as types it is a
 * resource; with one type more it is a collection or an action. Names keep their casing, everything is compared without
 * regard to it (RPC-003, RPC-004).
 *
 * @param scope the address of what an extension resource or a provider's resource lives in; "" at the top
 * @param namespace the provider, or "" for subscriptions and resource groups
 */
public record Address(String scope, String namespace, List<String> types, List<String> names) {

    public Address {
        types = List.copyOf(types);
        names = List.copyOf(names);
    }

    /** Reads a path; empty if it cannot be an ARM path. */
    public static Optional<Address> parse(String path) {
        var segments =
                Arrays.stream(path.split("/", -1)).filter(s -> !s.isEmpty()).toList();
        int providers = -1;
        for (int i = 0; i < segments.size() - 1; i += 1) {
            if (segments.get(i).equalsIgnoreCase("providers")) {
                providers = i;
            }
        }
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        var own = segments.subList(providers < 0 ? 0 : providers + 2, segments.size());
        var types = new ArrayList<String>();
        var names = new ArrayList<String>();
        for (int i = 0; i < own.size(); i++) {
            (i % 2 == 0 ? types : names).add(own.get(i));
        }
        return Optional.of(new Address(
                providers <= 0 ? "" : scopeOf(segments.subList(0, providers)),
                providers < 0 ? "" : segments.get(providers + 1),
                types.stream().map(Address::keyword).toList(),
                names));
    }

    /** As {@link #parse}, for a path that is known to be one. */
    public static Address of(String path) {
        return parse(path).orElseThrow(() -> new IllegalArgumentException("not an ARM id: " + path));
    }

    private static String scopeOf(List<String> segments) {
        return parse("/" + String.join("/", segments)).map(Address::path).orElse("");
    }

    private static String keyword(String type) {
        return type.equalsIgnoreCase("resourceGroups")
                ? "resourceGroups"
                : type.equalsIgnoreCase("subscriptions") ? "subscriptions" : type;
    }

    public boolean isResource() {
        return types.size() == names.size();
    }

    /** The full type, as Microsoft.Network/virtualNetworks/subnets. */
    public String type() {
        return namespace.isEmpty() ? "Microsoft.Resources/" + last(types) : namespace + "/" + String.join("/", types);
    }

    public String name() {
        return last(names);
    }

    /** The id: no host, no query, not encoded (RPC-014). */
    public String path() {
        var path = new StringBuilder(scope);
        if (!namespace.isEmpty()) {
            path.append("/providers/").append(namespace);
        }
        for (int i = 0; i < types.size(); i++) {
            path.append('/').append(types.get(i));
            if (i < names.size()) {
                path.append('/').append(names.get(i));
            }
        }
        return path.toString();
    }

    /** The path in lower case: equal for addresses of the same thing. */
    public String key() {
        return path().toLowerCase(Locale.ROOT);
    }

    /** The resource or scope this one lives in; for a collection or an action, the resource it belongs to. */
    public Optional<Address> parent() {
        if (!isResource()) {
            return types.size() == 1 ? parse(scope) : Optional.of(cut(types.size() - 1));
        }
        return types.size() <= 1 ? parse(scope) : Optional.of(cut(types.size() - 1));
    }

    /** The action's or the collection's name. */
    public String tail() {
        return last(types);
    }

    /** The same address with the provider's own spelling of namespace and types. */
    public Address spelled(String fullType) {
        if (namespace.isEmpty()) {
            return this;
        }
        var parts = List.of(fullType.split("/", -1));
        return new Address(scope, parts.get(0), parts.subList(1, parts.size()), names);
    }

    public Address child(String type, String name) {
        var moreTypes = new ArrayList<>(types);
        var moreNames = new ArrayList<>(names);
        moreTypes.add(type);
        moreNames.add(name);
        return new Address(scope, namespace, moreTypes, moreNames);
    }

    public Optional<String> subscription() {
        return named("subscriptions");
    }

    public Optional<String> resourceGroup() {
        return named("resourceGroups");
    }

    /** Whether this is the other address or something below it. */
    public boolean isWithin(Address other) {
        return key().equals(other.key()) || key().startsWith(other.key() + "/");
    }

    private Optional<String> named(String type) {
        var top = namespace.isEmpty() ? Optional.of(this) : parse(scope);
        return top.flatMap(address -> {
            if (!address.namespace.isEmpty()) {
                return address.named(type);
            }
            int at = address.types.indexOf(type);
            return at >= 0 && at < address.names.size() ? Optional.of(address.names.get(at)) : Optional.empty();
        });
    }

    private Address cut(int length) {
        return new Address(scope, namespace, types.subList(0, length), names.subList(0, length));
    }

    private static String last(List<String> list) {
        return list.isEmpty() ? "" : list.get(list.size() - 1);
    }

    @Override
    public String toString() {
        return path();
    }
}
