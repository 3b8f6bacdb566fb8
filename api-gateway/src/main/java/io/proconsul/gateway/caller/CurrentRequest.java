package io.proconsul.gateway.caller;

import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.view.Group;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;

/** The request being served: who sent it, and what ties it to the log lines of others. */
@RequestScoped
public class CurrentRequest {

    private final Callers callers;
    private final Clock clock;
    private String correlationId = "";

    public CurrentRequest(Callers callers, Clock clock) {
        this.callers = callers;
        this.clock = clock;
    }

    void correlate(String id) {
        correlationId = id;
    }

    public Caller caller() {
        return callers.current();
    }

    /** The resource group of that name as this caller sees it: another tenant's is another group. */
    public Group group(String subscriptionId, String resourceGroup) {
        return new Group(caller().tenantId(), subscriptionId, resourceGroup);
    }

    public Request origin() {
        return new Request(correlationId, caller().principal(), clock.instant());
    }
}
