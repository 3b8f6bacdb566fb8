package io.proconsul.gateway.application;

import io.proconsul.gateway.application.Reading.Unknown;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks Azure a first question at start: it takes a token and seconds of loading, for which no request should wait. */
@ApplicationScoped
@Startup
public class AzureSignIn {

    private static final Logger LOG = Logger.getLogger(AzureSignIn.class);
    private static final int PAUSE_SECONDS = 2;

    private final AzureApplications azure;
    private final Offers offers;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var created = new Thread(work, "azure-sign-in");
        created.setDaemon(true);
        return created;
    });

    public AzureSignIn(AzureApplications azure, Offers offers) {
        this.azure = azure;
        this.offers = offers;
    }

    @PostConstruct
    void begin() {
        if (offers.areAny()) {
            thread.execute(this::ask);
        } else {
            end();
        }
    }

    @PreDestroy
    void end() {
        thread.shutdownNow();
    }

    private void ask() {
        if (azure.subscriptions() instanceof Unknown<?> unknown) {
            LOG.debugf("Not signed in to Azure yet: %s", unknown.why());
            var unused = thread.schedule(this::ask, PAUSE_SECONDS, TimeUnit.SECONDS);
        } else {
            thread.shutdown();
        }
    }
}
