package io.proconsul.gateway.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.command.Answer;
import io.proconsul.gateway.command.Applications;
import io.proconsul.gateway.command.CommandDesk;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.limit.OpenSagas;
import io.proconsul.wire.ClusterSpec;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Condition;
import io.proconsul.wire.FederatedCluster;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What callers want changed. */
@ApplicationScoped
public class ClusterWrites {

    private final SpecReader specs;
    private final Primaries primaries;
    private final Applications applications;
    private final OpenSagas openSagas;
    private final CommandDesk desk;

    public ClusterWrites(
            SpecReader specs, Primaries primaries, Applications applications, OpenSagas openSagas, CommandDesk desk) {
        this.specs = specs;
        this.primaries = primaries;
        this.applications = applications;
        this.openSagas = openSagas;
        this.desk = desk;
    }

    /**
     * The cluster that a client wants.
     *
     * @param primary of the federation that it is to join; the token that says so goes no further
     */
    record Wanted(ClusterSpec spec, Optional<FederatedCluster> primary) {}

    /** @throws io.proconsul.gateway.error.ApiException with everything that is wrong; then no command was written */
    Wanted wanted(Scope scope, ObjectNode body) {
        var reading = specs.read(scope, body);
        if (reading instanceof SpecReader.Invalid invalid) {
            throw ApiError.invalid(invalid.problems()).asException();
        }
        var valid = (SpecReader.Valid) reading;
        var primary = valid.federationToken().map(token -> primaries.of(scope, valid.spec(), token));
        return new Wanted(valid.spec(), primary);
    }

    /** The answer to a request that would begin more work than its subscription or tenant may have under way. */
    Optional<ApiError> tooMuchUnderWay(Scope scope) {
        return openSagas.admit(scope);
    }

    /** @throws io.proconsul.gateway.error.ApiException if it cannot be known how the cluster is billed */
    Answer create(Scope scope, Wanted wanted, @Nullable Condition condition, Request request) {
        var spec = wanted.spec();
        var billing = applications
                .billing(scope, spec.getManagedApplicationId())
                .orElseThrow(() -> ApiError.unavailable("The managed application cannot be read at present.")
                        .asException());
        var command = wanted.primary()
                .map(primary -> Commands.createSecondary(scope, spec, primary, billing, request))
                .orElseGet(() -> Commands.create(scope, spec, billing, request));
        return desk.submit(Commands.on(condition, command));
    }

    /** @param known the cluster as it is shown to callers */
    Answer delete(Scope scope, ClusterState known, @Nullable Condition condition, Request request) {
        return desk.submit(Commands.on(condition, Commands.fitting(known, Commands.delete(scope, request))));
    }
}
