package io.proconsul.gateway.application;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.proconsul.gateway.view.Documents;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterState;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An application that a notification may have been lost of. It says where to look and decides nothing: lists are read in
 * pages while things change, and are sometimes empty without a reason.
 *
 * @param claim what the list says of it
 */
record Suspicion(String applicationId, Claim claim) {

    private static final Set<String> ENDING = Set.of("DELETED", "DELETING");

    /**
     * What a complete list of applications and the clusters of such applications do not agree on.
     *
     * @param clusters those that belong to applications of which the list should speak
     * @param ours which applications should have a cluster
     * @param heardOf whether there is or was a cluster in a managed resource group
     */
    static Set<Suspicion> between(
            Collection<ManagedApplication> listed,
            Collection<ClusterState> clusters,
            Predicate<ManagedApplication> ours,
            Predicate<Group> heardOf) {
        var living = clusters.stream()
                .filter(Suspicion::lives)
                .map(Suspicion::application)
                .toList();
        var livingIds = living.stream().map(Suspicion::folded).collect(toSet());
        var suspicions = listed.stream()
                .filter(ours)
                .filter(found -> found.isEnding()
                        ? livingIds.contains(folded(found.id()))
                        : found.isDeployed() && !heardOf.test(found.managedGroup()))
                .map(found -> new Suspicion(found.id(), Claim.IT_IS_THERE))
                .collect(toCollection(LinkedHashSet::new));
        var listedIds = listed.stream()
                .map(ManagedApplication::id)
                .map(Suspicion::folded)
                .collect(toSet());
        living.stream()
                .filter(application -> !listedIds.contains(folded(application)))
                .map(application -> new Suspicion(application, Claim.IT_IS_GONE))
                .forEach(suspicions::add);
        return suspicions;
    }

    /** The application that a cluster belongs to; empty if it belongs to none. */
    static String application(ClusterState cluster) {
        return Documents.of(cluster)
                .map(document -> document.getSpec().getManagedApplicationId())
                .orElse("");
    }

    private static boolean lives(ClusterState cluster) {
        return !ENDING.contains(cluster.getPhase()) && !application(cluster).isEmpty();
    }

    private static String folded(String applicationId) {
        return applicationId.toLowerCase(Locale.ROOT);
    }
}
