package io.proconsul.local.azure.application;

import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The deployment of a managed application: one PUT of the cluster through the custom provider, looked at until it is
 * done. An outage of the provider is waited out. Without a gateway there is nothing to deploy.
 */
public final class Deployment {
    private static final Duration LIMIT = Duration.ofMinutes(60);

    private final Optional<Gateway> gateway;
    private final Duration pause;
    private final Clock clock;

    /**
     * Deploys through a gateway.
     *
     * @param pause between two looks at the cluster
     */
    public Deployment(Optional<Gateway> gateway, Duration pause, Clock clock) {
        this.gateway = gateway;
        this.pause = pause;
        this.clock = clock;
    }

    Optional<Refusal> deploy(Resource application, Address group) {
        return gateway.flatMap(provider -> {
            var path = clusterPath(application, group);
            var body = Body.of(ClusterTemplate.cluster(application, path).toString());
            var accepted = untilServed(provider, "PUT", path, body);
            return accepted.status() >= 300 ? Optional.of(refusal(accepted)) : untilRunning(provider, path);
        });
    }

    Optional<Refusal> withdraw(Resource application, Address group) {
        return gateway.flatMap(provider -> {
            var path = clusterPath(application, group);
            var accepted = untilServed(provider, "DELETE", path, Body.EMPTY);
            return accepted.status() >= 300 && accepted.status() != 404
                    ? Optional.of(refusal(accepted))
                    : untilGone(provider, path);
        });
    }

    private Optional<Refusal> untilRunning(Gateway provider, String path) {
        var limit = clock.instant().plus(LIMIT);
        while (true) {
            var seen = untilServed(provider, "GET", path, Body.EMPTY);
            var state = Gateway.json(seen).at("/properties/state").asText();
            switch (state) {
                case "RUNNING" -> {
                    return Optional.empty();
                }
                case "FAILED" -> {
                    return Optional.of(
                            Refusal.conflict("DeploymentFailed", "The cluster " + path + " ended in state FAILED."));
                }
                default -> {
                    if (seen.status() >= 400 && seen.status() != 404) {
                        return Optional.of(refusal(seen));
                    }
                }
            }
            if (!waited(limit)) {
                return Optional.of(
                        Refusal.conflict("DeploymentTimeout", "The cluster " + path + " is not RUNNING yet."));
            }
        }
    }

    private Optional<Refusal> untilGone(Gateway provider, String path) {
        var limit = clock.instant().plus(LIMIT);
        while (untilServed(provider, "GET", path, Body.EMPTY).status() != 404) {
            if (!waited(limit)) {
                return Optional.of(Refusal.conflict("DeploymentTimeout", "The cluster " + path + " is still there."));
            }
        }
        return Optional.empty();
    }

    /** Calls until the provider answers with something else than an outage. */
    private Response untilServed(Gateway provider, String method, String path, Body body) {
        var limit = clock.instant().plus(LIMIT);
        while (true) {
            var response = provider.call(method, path, body);
            boolean served = response.status() < 500 && response.status() != 429;
            if (served || !waited(limit)) {
                return response;
            }
        }
    }

    private boolean waited(Instant limit) {
        try {
            Thread.sleep(pause.toMillis());
            return clock.instant().isBefore(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Refusal refusal(Response response) {
        var error = Gateway.json(response).path("error");
        return new Refusal(
                response.status(),
                error.path("code").asText("DeploymentFailed"),
                error.path("message").asText("The provider answered " + response.status() + "."));
    }

    private static String clusterPath(Resource application, Address group) {
        return group.path() + "/providers/Microsoft.CustomProviders/resourceProviders/public/consulClusters/"
                + ClusterTemplate.clusterName(application);
    }
}
