package io.proconsul.worker.infra.configuration;

import io.proconsul.wire.ClusterRef;
import io.proconsul.worker.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Refuses names that Consul would read as more than names: its join strings split at spaces, and braces begin a template
 * (B4). The gateway lets none of them in; this is the second lock.
 */
final class SafeNames {

    private static final Pattern DATACENTER = Pattern.compile("[a-z0-9_-]{1,63}");
    private static final Pattern IN_JOIN_STRING = Pattern.compile("[A-Za-z0-9._()-]{1,90}");

    private SafeNames() {}

    static Optional<Outcome> refusal(ClusterRef cluster) {
        var rules = new TreeMap<>(Map.of(
                "datacenter " + cluster.getDatacenter(), DATACENTER.matcher(cluster.getDatacenter()),
                "subscription " + cluster.getSubscriptionId(), IN_JOIN_STRING.matcher(cluster.getSubscriptionId()),
                "resource group " + cluster.getResourceGroup(), IN_JOIN_STRING.matcher(cluster.getResourceGroup())));
        return rules.entrySet().stream()
                .filter(rule -> !rule.getValue().matches())
                .<Outcome>map(rule -> Outcome.permanent(
                        "UnsafeName",
                        "The " + rule.getKey() + " does not match "
                                + rule.getValue().pattern()))
                .findFirst();
    }
}
