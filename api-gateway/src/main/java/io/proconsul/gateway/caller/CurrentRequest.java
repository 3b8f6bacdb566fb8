package io.proconsul.gateway.caller;

import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.input.GroupPath;
import io.proconsul.gateway.view.Group;
import jakarta.enterprise.context.RequestScoped;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The request being served: who sent it, and what ties it to the log lines of others. */
@RequestScoped
public class CurrentRequest {

    private static final String WEBHOOK = "azure";

    private final Clock clock;
    private String correlationId = "";
    private @Nullable Caller caller;
    private @Nullable Supplier<URI> address;

    public CurrentRequest(Clock clock) {
        this.clock = clock;
    }

    void correlate(String id) {
        correlationId = id;
    }

    void sentBy(Caller known) {
        caller = known;
    }

    void sentTo(Supplier<URI> publicAddress) {
        address = publicAddress;
    }

    /** Where the client has sent the request, as it sees it. */
    public URI address() {
        if (address == null) {
            throw new IllegalStateException("Expected an address, but this request was not let in");
        }
        return address.get();
    }

    /** Who was let in; a webhook has nobody to name. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("Expected a caller, but this request has none");
        }
        return caller;
    }

    /** The resource group of that path as this caller sees it: another tenant's is another group. */
    public Group group(GroupPath path) {
        return new Group(caller().tenantId(), path.subscriptionId(), path.resourceGroup());
    }

    public Request origin() {
        return new Request(correlationId, caller == null ? WEBHOOK : caller.principal(), clock.instant());
    }
}
