package io.proconsul.gateway.caller;

import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.view.Group;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The request being served: who sent it, and what ties it to the log lines of others. */
@RequestScoped
public class CurrentRequest {

    private static final String WEBHOOK = "azure";

    private final Clock clock;
    private String correlationId = "";
    private @Nullable Caller caller;

    public CurrentRequest(Clock clock) {
        this.clock = clock;
    }

    void correlate(String id) {
        correlationId = id;
    }

    void sentBy(Caller known) {
        caller = known;
    }

    /** Who was let in; a webhook has nobody to name. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("Expected a caller, but this request has none");
        }
        return caller;
    }

    /** The resource group of that name as this caller sees it: another tenant's is another group. */
    public Group group(String subscriptionId, String resourceGroup) {
        return new Group(caller().tenantId(), subscriptionId, resourceGroup);
    }

    public Request origin() {
        return new Request(correlationId, caller == null ? WEBHOOK : caller.principal(), clock.instant());
    }
}
