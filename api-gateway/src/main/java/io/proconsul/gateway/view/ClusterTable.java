package io.proconsul.gateway.view;

import io.proconsul.schemas.Ids;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Holds every cluster in memory, by key, by resource group and by managed application, and knows which have work under
 * way. One writer feeds it in the order of the log; any thread reads.
 */
@ApplicationScoped
public class ClusterTable implements ClusterView, TopicView<ClusterState> {

    private final ConcurrentMap<String, ClusterState> clusters = new ConcurrentHashMap<>();
    /** By the cluster's name, folded as the group's key is. */
    private final ConcurrentMap<String, NavigableMap<String, String>> keysByGroup = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, Set<String>> keysByApplication = new ConcurrentHashMap<>();
    /** By tenant: those that a limit counts. */
    private final ConcurrentMap<String, Set<String>> keysUnderWay = new ConcurrentHashMap<>();

    private final Map<Object, Waiter> waiters = new ConcurrentHashMap<>();
    private volatile boolean current;

    /** The state of a cluster has become this. */
    @Override
    public void put(String key, ClusterState state) {
        clusters.put(key, state);
        keysByGroup
                .computeIfAbsent(Group.of(state.getScope()).key(), absent -> new ConcurrentSkipListMap<>())
                .put(folded(state.getScope().getClusterName()), key);
        Documents.of(state)
                .map(cluster -> cluster.getSpec().getManagedApplicationId())
                .ifPresent(application -> keysByApplication
                        .computeIfAbsent(folded(application), absent -> ConcurrentHashMap.newKeySet())
                        .add(key));
        var underWay = underWayIn(state);
        if (UnderWay.in(state)) {
            underWay.add(key);
        } else {
            underWay.remove(key);
        }
        waiters.values().stream().filter(waiter -> waiter.key().equals(key)).forEach(waiter -> waiter.offer(state));
    }

    @Override
    public void remove(String key) {
        var forgotten = clusters.remove(key);
        if (forgotten != null) {
            underWayIn(forgotten).remove(key);
        }
    }

    @Override
    public void markCurrent() {
        current = true;
    }

    @Override
    public int size() {
        return clusters.size();
    }

    @Override
    public boolean isCurrent() {
        return current;
    }

    @Override
    public Optional<ClusterState> find(Scope scope) {
        return Optional.ofNullable(clusters.get(Ids.scopeKey(scope)));
    }

    @Override
    public List<ClusterState> inGroup(Group group) {
        return inGroupAfter(group, "").toList();
    }

    @Override
    public Stream<ClusterState> inGroupAfter(Group group, String name) {
        return keysByGroup
                .getOrDefault(group.key(), Collections.emptyNavigableMap())
                .tailMap(folded(name), false)
                .values()
                .stream()
                .map(clusters::get)
                .filter(Objects::nonNull);
    }

    @Override
    public List<ClusterState> ofApplication(String applicationId) {
        return keysByApplication.getOrDefault(folded(applicationId), Set.of()).stream()
                .map(clusters::get)
                .filter(Objects::nonNull)
                .filter(state -> Documents.of(state)
                        .filter(cluster ->
                                cluster.getSpec().getManagedApplicationId().equalsIgnoreCase(applicationId))
                        .isPresent())
                .sorted(Comparator.comparing(state -> state.getScope().getClusterName()))
                .toList();
    }

    @Override
    public Stream<ClusterState> underWayOf(String tenantId) {
        return keysUnderWay.getOrDefault(folded(tenantId), Set.of()).stream()
                .map(clusters::get)
                .filter(Objects::nonNull);
    }

    @Override
    public Stream<ClusterState> all() {
        return clusters.values().stream();
    }

    @Override
    public Optional<ClusterState> await(Scope scope, Predicate<ClusterState> condition, Duration patience) {
        var waiter = new Waiter(Ids.scopeKey(scope), condition, new CompletableFuture<>());
        var ticket = new Object();
        waiters.put(ticket, waiter);
        try {
            find(scope).ifPresent(waiter::offer);
            return Optional.of(waiter.satisfied().get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A wait ends with a state or not at all", e);
        } finally {
            waiters.remove(ticket);
        }
    }

    private Set<String> underWayIn(ClusterState state) {
        return keysUnderWay.computeIfAbsent(
                folded(state.getScope().getTenantId()), absent -> ConcurrentHashMap.newKeySet());
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private record Waiter(String key, Predicate<ClusterState> condition, CompletableFuture<ClusterState> satisfied) {

        void offer(ClusterState state) {
            if (condition.test(state)) {
                satisfied.complete(state);
            }
        }
    }
}
