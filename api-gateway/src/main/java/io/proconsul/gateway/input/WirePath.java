package io.proconsul.gateway.input;

import io.proconsul.gateway.error.ApiError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The path that a client means, out of the one it sends. Clients of old encode the slashes of a resource id as %2F,
 * double the first slash, spell fixed segments in any letter case (RPC-003), and Azure's custom-provider proxy sends
 * the path in a header (CUR-01 to CUR-04). What comes out is one canonical path; names keep their letter case (RPC-004).
 */
public final class WirePath {

    /** The API versions that clients have been seen to use, the newest last. They differ in nothing we serve. */
    public static final List<String> VERSIONS =
            List.of("2019-09-10", "2020-04-21", "2020-07-09", "2020-09-09", "2020-11-06", "2020-12-21", "2021-04-23");

    private static final String NEWEST = VERSIONS.get(VERSIONS.size() - 1);
    private static final Pattern SLASHES = Pattern.compile("(?:/|%2[fF])+");
    /** In no name; who reads it twice would find something else than who reads it once. */
    private static final String ENCODED_PERCENT = "%25";

    private static final Pattern DOTS = Pattern.compile("(?:\\.|%2[eE]){1,2}");

    private static final Map<String, String> FIXED = Stream.of(
                    "subscriptions",
                    "resourceGroups",
                    "providers",
                    "Microsoft.CustomProviders",
                    "resourceProviders",
                    "public",
                    "consulClusters",
                    "operation",
                    "config",
                    "createToken",
                    "createSnapshot",
                    "getSnapshot",
                    "listSnapshots",
                    "renameSnapshot",
                    "deleteSnapshot",
                    "restoreSnapshot",
                    "createPeering",
                    "getPeering",
                    "listPeerings",
                    "deletePeering",
                    "billingInfo",
                    "billingReport",
                    "listConsulUpgradeVersions",
                    "update",
                    "createFederationToken",
                    "getFederation",
                    "notifications",
                    "resource")
            .collect(Collectors.toMap(WirePath::folded, Function.identity(), (one, same) -> one, LinkedHashMap::new));

    /** Where names stand in {@code subscriptions/{}/resourceGroups/{}/providers/../../public/{type}/{}}. */
    private static final List<Integer> NAMES = List.of(1, 3, 9);

    private WirePath() {}

    /** What a path was found to be. */
    public sealed interface Reading {}

    /** @param path starts with {@code /consulama/{version}/} */
    public record Canonical(String path) implements Reading {}

    public record Refused(ApiError error) implements Reading {}

    /**
     * @param rawPath as on the wire, not decoded, without the query
     * @param requestPath the header X-MS-CustomProviders-RequestPath; counts only where the URL names no resource
     */
    public static Reading read(String rawPath, Optional<String> requestPath) {
        var segments = segments(rawPath);
        var version = NEWEST;
        if (!segments.isEmpty() && segments.get(0).equalsIgnoreCase("consulama")) {
            version = segments.size() > 1 ? segments.get(1) : NEWEST;
            segments = segments.subList(Math.min(2, segments.size()), segments.size());
        }
        if (segments.isEmpty()) {
            segments = requestPath.map(WirePath::segments).orElse(List.of());
        }
        if (segments.isEmpty()) {
            return refused(
                    "MissingRequestPath",
                    "Expected a resource path in the URL or in the header X-MS-CustomProviders-RequestPath.",
                    "X-MS-CustomProviders-RequestPath");
        }
        if (!VERSIONS.contains(version)) {
            return refused(
                    "UnsupportedApiVersion",
                    "Expected one of the versions %s after /consulama/.".formatted(String.join(", ", VERSIONS)),
                    "version");
        }
        if (segments.stream().anyMatch(segment -> DOTS.matcher(segment).matches())) {
            return refused("InvalidPath", "The path must not hold the segments '.' and '..'.", "path");
        }
        if (segments.stream().anyMatch(segment -> segment.contains(ENCODED_PERCENT))) {
            return refused("InvalidPath", "The path must not hold an encoded percent sign.", "path");
        }
        return new Canonical("/consulama/" + version + "/" + String.join("/", canonical(segments)));
    }

    private static List<String> canonical(List<String> segments) {
        var result = new ArrayList<>(segments);
        for (int i = 0; i < result.size(); i++) {
            if (!NAMES.contains(i)) {
                var segment = result.get(i);
                result.set(i, FIXED.getOrDefault(folded(segment), segment));
            }
        }
        if (result.size() == 2) { // notifications/resource has no names
            result.replaceAll(segment -> FIXED.getOrDefault(folded(segment), segment));
        }
        return result;
    }

    private static List<String> segments(String path) {
        return Arrays.stream(SLASHES.split(path))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static String folded(String segment) {
        return segment.toLowerCase(Locale.ROOT);
    }

    private static Refused refused(String code, String message, String target) {
        return new Refused(ApiError.badRequest(code, message, target));
    }
}
