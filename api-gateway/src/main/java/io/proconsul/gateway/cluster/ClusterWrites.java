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
import io.proconsul.wire.Condition;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What callers want changed. */
@ApplicationScoped
public class ClusterWrites {

    private final SpecReader specs;
    private final Applications applications;
    private final OpenSagas openSagas;
    private final CommandDesk desk;

    public ClusterWrites(SpecReader specs, Applications applications, OpenSagas openSagas, CommandDesk desk) {
        this.specs = specs;
        this.applications = applications;
        this.openSagas = openSagas;
        this.desk = desk;
    }

    /** @throws io.proconsul.gateway.error.ApiException with everything that is wrong; then no command was written */
    ClusterSpec specification(Scope scope, ObjectNode body) {
        var reading = specs.read(scope, body);
        if (reading instanceof SpecReader.Invalid invalid) {
            throw ApiError.invalid(invalid.problems()).asException();
        }
        return ((SpecReader.Valid) reading).spec();
    }

    /** The answer to a request that would begin more work than its subscription or tenant may have under way. */
    Optional<ApiError> tooMuchUnderWay(Scope scope) {
        return openSagas.admit(scope);
    }

    /** @throws io.proconsul.gateway.error.ApiException if it cannot be known how the cluster is billed */
    Answer create(Scope scope, ClusterSpec spec, @Nullable Condition condition, Request request) {
        var billing = applications
                .billing(scope, spec.getManagedApplicationId())
                .orElseThrow(() -> ApiError.unavailable("The managed application cannot be read at present.")
                        .asException());
        return desk.submit(Commands.on(condition, Commands.create(scope, spec, billing, request)));
    }

    Answer delete(Scope scope, @Nullable Condition condition, Request request) {
        return desk.submit(Commands.on(condition, Commands.delete(scope, request)));
    }
}
