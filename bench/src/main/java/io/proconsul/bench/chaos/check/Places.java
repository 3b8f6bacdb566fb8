package io.proconsul.bench.chaos.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads resource ids: which managed resource group they are in. */
final class Places {
    private static final Pattern MANAGED_GROUP =
            Pattern.compile("/subscriptions/[^/]+/resourcegroups/([^/]+)-mrg(/.*)?", Pattern.CASE_INSENSITIVE);

    private Places() {}

    /** The cluster whose managed resource group a resource is in, or is; empty for resources elsewhere. */
    static Optional<String> cluster(String resource) {
        var match = MANAGED_GROUP.matcher(resource);
        return match.matches() ? Optional.of(match.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    static boolean isGroup(String resource) {
        var match = MANAGED_GROUP.matcher(resource);
        return match.matches() && match.group(2) == null;
    }
}
