package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.stack.StackStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the cloud itself says of what is and was in it: asked past ARM, so that no bug of ours can hide anything. */
final class Witness {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI control;
    private final HttpClient client = HttpClient.newHttpClient();

    private Witness(URI control) {
        this.control = control;
    }

    static Witness of(StackStatus stack) {
        return new Witness(URI.create(String.valueOf(stack.endpoints().get("azureControl"))));
    }

    /** @param created so many resources were ever created, without those that a subscription begins with */
    record Resources(int created, List<String> left) {

        /** What has come since: nothing that was there before counts. */
        Resources since(Resources before) {
            var fresh = left.stream()
                    .filter(resource -> !before.left().contains(resource))
                    .toList();
            return new Resources(created - before.created(), fresh);
        }
    }

    /**
     * One long-running operation of the cloud.
     *
     * @param own how long it takes by itself, without what it waits for
     * @param retryAfter how long its callers were told to wait between two looks
     */
    record Operation(
            String resource,
            String type,
            String kind,
            String status,
            Instant begin,
            Duration own,
            Duration retryAfter,
            Optional<Instant> end) {

        /** The earliest moment at which a caller who comes back as told can know the end. */
        Optional<Instant> knownEnd() {
            long wait = Math.max(1, retryAfter.toMillis());
            long looks = (own.toMillis() + wait - 1) / wait;
            var look = begin.plusMillis(looks * wait);
            return end.map(ended -> ended.isAfter(look) ? ended : look);
        }
    }

    Resources resources() throws InterruptedException {
        var body = get("/resources");
        var left = new ArrayList<String>();
        body.path("ids").forEach(id -> left.add(id.asText()));
        return new Resources(body.path("created").asInt(), List.copyOf(left));
    }

    int blobsLeft() throws InterruptedException {
        return get("/blobs").path("left").asInt();
    }

    List<Operation> operations() throws InterruptedException {
        var operations = new ArrayList<Operation>();
        for (var one : get("/operations").path("operations")) {
            operations.add(new Operation(
                    one.path("resource").asText(),
                    one.path("type").asText(),
                    one.path("kind").asText(),
                    one.path("status").asText(),
                    Instant.parse(one.path("begin").asText()),
                    Duration.parse(one.path("own").asText()),
                    Duration.ofSeconds(one.path("retryAfterSeconds").asLong()),
                    Optional.of(one.path("end").asText())
                            .filter(text -> !text.isEmpty())
                            .map(Instant::parse)));
        }
        return List.copyOf(operations);
    }

    private JsonNode get(String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(control.resolve(path)).build();
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new DemoFailure("The cloud's own list at " + control + path + " cannot be read: " + e.getMessage());
        }
    }
}
