package io.proconsul.local.azure.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the publisher's webhook what happens to managed applications. A notification that meets 5xx, 429 or nobody is
 * sent again, later and later, for ten hours; other answers end it (MAN-01..13). Nothing waits for it.
 */
public final class Notifications implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Notifications.class.getName());
    private static final Duration GIVE_UP = Duration.ofHours(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final URI webhook;
    private final HttpClient client;
    private final Duration firstPause;
    private final Clock clock;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4, work -> {
        var thread = new Thread(work, "notifications");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Sends to one webhook.
     *
     * @param registered the URL as the publisher gave it, with its {@code sig}; {@code /resource} is added to its path
     * @param firstPause before the first repetition
     */
    public Notifications(URI registered, HttpClient client, Duration firstPause, Clock clock) {
        var text = registered.toString();
        int query = text.indexOf('?');
        var base = (query < 0 ? text : text.substring(0, query)).replaceAll("/+$", "");
        this.webhook = URI.create(base + "/resource" + (query < 0 ? "" : text.substring(query)));
        this.client = client;
        this.firstPause = firstPause;
        this.clock = clock;
    }

    /** Sends one event, as often as it takes. */
    public void send(Resource application, String eventType, String state, Optional<Refusal> error) {
        var body = body(application, eventType, state, error).toString();
        schedule(body, clock.instant().plus(GIVE_UP), Duration.ZERO);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void schedule(String body, Instant giveUp, Duration pause) {
        var unused = threads.schedule(() -> attempt(body, giveUp, pause), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(String body, Instant giveUp, Duration pause) {
        if (post(body) || clock.instant().isAfter(giveUp)) {
            return;
        }
        var next = pause.isZero() ? firstPause : pause.multipliedBy(2);
        schedule(body, giveUp, next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next);
    }

    /** Whether the matter is closed. */
    private boolean post(String body) {
        var request = HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                LOG.log(Level.WARNING, () -> "the webhook answered " + status);
            }
            return status < 500 && status != 429;
        } catch (IOException e) {
            LOG.log(Level.WARNING, () -> "the webhook cannot be reached: " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private ObjectNode body(Resource application, String eventType, String state, Optional<Refusal> error) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("eventType", eventType)
                .put("applicationId", application.id().path())
                .put("eventTime", TIME.format(clock.instant()))
                .put("provisioningState", state);
        var plan = application.at("/plan");
        if (plan.isObject()) {
            body.set("plan", plan);
            body.set("billingDetails", application.at("/properties/billingDetails"));
        } else {
            body.set("applicationDefinitionId", application.at("/properties/applicationDefinitionId"));
        }
        error.ifPresent(refusal -> body.set("error", refusal.error()));
        return body;
    }
}
