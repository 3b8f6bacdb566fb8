package io.proconsul.bench.chaos.act;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.bench.chaos.check.Asked;
import io.proconsul.bench.chaos.plan.Story;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Plays one story: subscribes at Azure, and then is Azure, which deploys and withdraws the cluster through the custom
 * provider and waits an outage of it out.
 */
final class Customer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger TURN = new AtomicInteger();
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final long PAUSE_MILLIS = 1000;
    private static final int REPETITIONS = 3;

    private final Story story;
    private final Arm arm;
    private final List<Provider> gateways;
    private final Consumer<Asked> history;
    private final Clock clock;
    private final String subscription;

    Customer(Story story, String subscription, Arm arm, List<Provider> gateways, Consumer<Asked> history, Clock clock) {
        this.story = story;
        this.subscription = subscription;
        this.arm = arm;
        this.gateways = gateways;
        this.history = history;
        this.clock = clock;
    }

    /** Plays the story to its end, or until the patience is over; {@code ended} is called after each saga. */
    void play(Runnable ended) throws InterruptedException {
        subscribe();
        var until = clock.instant().plus(LIMIT);
        int times = story.kind() == Story.Kind.REPEATED ? REPETITIONS : 1;
        ask("PUT", body(), times);
        if (story.kind() == Story.Kind.OVERTAKEN) {
            await(until, state -> !state.isEmpty());
            Thread.sleep(story.hesitation().toMillis());
        } else {
            await(until, state -> state.equals("RUNNING") || state.equals("FAILED"));
        }
        ended.run();
        if (story.kind() == Story.Kind.DOOMED) {
            return;
        }
        ask("DELETE", "", times);
        await(until, String::isEmpty);
        ended.run();
    }

    private void subscribe() throws InterruptedException {
        arm.put(
                group(story.name() + "-rg"),
                "2021-04-01",
                JSON.createObjectNode().put("location", "westeurope"));
        var order = JSON.createObjectNode().put("kind", "MarketPlace").put("location", "westeurope");
        order.putObject("plan")
                .put("name", "on-demand-v2")
                .put("product", "hcs-production")
                .put("publisher", "hashicorp-4665790")
                .put("version", "0.0.76");
        order.putObject("properties").put("managedResourceGroupId", group(story.managedGroup()));
        arm.put(application(), "2021-07-01", order);
    }

    private String group(String name) {
        return "/subscriptions/" + subscription + "/resourceGroups/" + name;
    }

    private String application() {
        return group(story.name() + "-rg") + "/providers/Microsoft.Solutions/applications/" + story.name();
    }

    private String cluster() {
        return group(story.managedGroup())
                + "/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters/" + story.name();
    }

    private String body() {
        var body = JSON.createObjectNode()
                .put("id", cluster())
                .put("name", story.name())
                .put("type", "Microsoft.CustomProviders/resourceProviders/consulClusters");
        var properties = body.putObject("properties");
        Map.of(
                        "consulInitialVersion", "v1.21.4",
                        "consulDatacenter", "dc1",
                        "consulClusterMode", story.servers() == 1 ? "DEVELOPMENT" : "PRODUCTION",
                        "consulNumServers", Integer.toString(story.servers()),
                        "consulExternalEndpoint", story.servers() == 1 ? "disabled" : "enabled",
                        "consulVnetCidr", "172.25.16.0/24",
                        "email", "operator@example.com",
                        "location", "westeurope",
                        "managedAppId", application())
                .forEach(properties::put);
        return body.toString();
    }

    /** Sends a request until it is served, and so as many times as it is wanted. */
    private void ask(String verb, String body, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            var at = clock.instant();
            var answer = untilServed(verb, body, at.plus(LIMIT));
            if (verb.equals("PUT") && answer.status() == 400) {
                throw new IllegalStateException("Expected PUT of %s to be valid, but it was answered with %s"
                        .formatted(story.name(), answer.body()));
            }
            history.accept(new Asked(story.name(), verb, at, clock.instant(), answer.status(), answer.operation()));
        }
    }

    private Provider.Answer untilServed(String verb, String body, Instant until) throws InterruptedException {
        while (true) {
            var turn = Math.floorMod(TURN.getAndIncrement(), gateways.size());
            var answer = gateways.get(turn).call(verb, cluster(), body);
            if (answer.isServed() || clock.instant().isAfter(until)) {
                return answer;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** What is waited for: holds of the cluster's state, which is empty while there is no cluster. */
    @FunctionalInterface
    private interface Condition {
        boolean holds(String state);
    }

    private void await(Instant until, Condition condition) throws InterruptedException {
        while (!condition.holds(state(until)) && clock.instant().isBefore(until)) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private String state(Instant until) throws InterruptedException {
        var answer = untilServed("GET", "", until);
        return answer.status() == 404
                ? ""
                : answer.body().at("/properties/state").asText("UNKNOWN");
    }
}
