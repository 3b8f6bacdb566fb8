package io.proconsul.gateway.azure;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.fetch.JsonFetch;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the list of Azure's client certificates: read at start and every hour. If it cannot be read, the last good one
 * goes on to serve, and it is tried again soon.
 */
@ApplicationScoped
@Startup
public class AzureCertificates {

    private static final Logger LOG = Logger.getLogger(AzureCertificates.class);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration WITHOUT_ANY = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration OLDEST = Duration.ofHours(24);

    private final URI location;
    private final JsonFetch fetch;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var created = new Thread(work, "azure-certificates");
        created.setDaemon(true);
        return created;
    });
    private volatile CertificateList list = CertificateList.EMPTY;
    private volatile Instant readAt = Instant.MIN;

    public AzureCertificates(GatewayConfig config, JsonFetch fetch, Clock clock) {
        this.location = config.azure().certificates();
        this.fetch = fetch;
        this.clock = clock;
    }

    @PostConstruct
    void begin() {
        var unused = thread.schedule(this::refreshAndGoOn, 0, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        thread.shutdownNow();
    }

    /** Whether Azure shows this certificate at present. */
    public boolean includes(X509Certificate shown) {
        return list.holds(shown, clock.instant());
    }

    /** Whether the list is less than a day old: by then Azure may have changed all of its certificates. */
    public boolean areCurrent() {
        return readAt.isAfter(clock.instant().minus(OLDEST));
    }

    /** Reads the list. False: it could not be had, and the one before is kept. */
    boolean refresh() {
        try {
            var read = CertificateList.parse(fetch.get(location));
            if (read.isPresent()) {
                list = read.get();
                readAt = clock.instant();
                LOG.debugf("Azure shows one of %d certificates", list.size());
                return true;
            }
            LOG.warnf("Expected a list of certificates at %s, found something else; the last one is kept", location);
        } catch (IOException | RuntimeException e) { // whatever happens, it is tried again
            LOG.warnf("Azure's certificates could not be read, the last ones are kept: %s", e.getMessage());
        }
        return false;
    }

    private void refreshAndGoOn() {
        var pause = pause(refresh());
        var unused = thread.schedule(this::refreshAndGoOn, pause.toSeconds(), TimeUnit.SECONDS);
    }

    private Duration pause(boolean refreshed) {
        if (refreshed) {
            return PERIOD;
        }
        return readAt.equals(Instant.MIN) ? WITHOUT_ANY : AFTER_FAILURE;
    }
}
