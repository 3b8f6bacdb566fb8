package io.proconsul.local.stack;

import io.proconsul.local.deployment.Component;
import io.proconsul.local.deployment.Preparation;
import io.proconsul.local.deployment.ServiceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts components as soon as all that they need is ready, several at once, and stops them in the opposite order. */
final class Conductor {
    private final List<List<Component>> levels;
    private final Map<String, ServiceKeeper> keepers;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param keepers one for each service of the components, by name */
    Conductor(List<Component> components, Map<String, ServiceKeeper> keepers) {
        this.levels = StartOrder.levels(components);
        this.keepers = Map.copyOf(keepers);
    }

    /** Returns when everything is ready, or throws what went wrong first. */
    void start() throws ExecutionException, InterruptedException {
        Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();
        var failure = new CompletableFuture<Void>();
        for (var level : levels) {
            for (var component : level) {
                var needs = component.after().stream().map(ready::get).toArray(CompletableFuture<?>[]::new);
                var begun = CompletableFuture.allOf(needs).thenRunAsync(() -> begin(component), threads);
                ready.put(component.name(), begun.whenComplete((done, problem) -> {
                    if (problem != null) {
                        failure.completeExceptionally(problem);
                    }
                }));
            }
        }
        var all = CompletableFuture.allOf(ready.values().toArray(CompletableFuture<?>[]::new));
        CompletableFuture.anyOf(all, failure).get();
    }

    private void begin(Component component) {
        try {
            if (component instanceof Preparation preparation) {
                preparation.work().run();
            } else {
                var keeper = keeper(component);
                keeper.start();
                threads.execute(() -> keep(keeper));
            }
        } catch (Exception e) {
            throw new IllegalStateException(
                    e.getMessage() == null ? component.name() + " failed: " + e : e.getMessage(), e);
        }
    }

    private static void keep(ServiceKeeper keeper) {
        try {
            keeper.keep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServiceKeeper keeper(Component component) {
        var keeper = keepers.get(component.name());
        if (keeper == null) {
            throw new IllegalArgumentException("Expected a keeper for " + component.name());
        }
        return keeper;
    }

    /** Returns when every process has ended. */
    void stop() throws InterruptedException {
        var downwards = new ArrayList<>(levels);
        Collections.reverse(downwards);
        for (var level : downwards) {
            var ends = new ArrayList<CompletableFuture<Void>>();
            for (var component : level) {
                if (component instanceof ServiceDefinition) {
                    ends.add(CompletableFuture.runAsync(() -> end(keeper(component)), threads));
                }
            }
            CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).join();
        }
        threads.shutdownNow();
    }

    private static void end(ServiceKeeper keeper) {
        try {
            keeper.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
