package io.proconsul.gateway.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.proconsul.gateway.application.Reading.Known;
import io.proconsul.gateway.command.Applications;
import io.proconsul.gateway.command.Billing;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads managed applications, and remembers for a while what was read. */
@ApplicationScoped
public class KnownApplications implements Applications {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final AzureApplications azure;
    private final Offers offers;
    private final Cache<String, ManagedApplication> remembered =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    public KnownApplications(AzureApplications azure, Offers offers) {
        this.azure = azure;
        this.offers = offers;
    }

    /** As it is now. */
    Reading<Optional<ManagedApplication>> read(String applicationId) {
        var reading = azure.find(applicationId);
        if (reading instanceof Known<Optional<ManagedApplication>> known) {
            known.value()
                    .ifPresentOrElse(
                            found -> remembered.put(folded(applicationId), found),
                            () -> remembered.invalidate(folded(applicationId)));
        }
        return reading;
    }

    @Override
    public Optional<Billing> billing(Scope cluster, String applicationId) {
        if (applicationId.isEmpty() || !offers.areAny()) {
            return Optional.of(Billing.NONE);
        }
        var recent = remembered.getIfPresent(folded(applicationId));
        if (recent != null) {
            return Optional.of(billing(cluster, recent));
        }
        return read(applicationId) instanceof Known<Optional<ManagedApplication>> known
                ? Optional.of(
                        known.value().map(found -> billing(cluster, found)).orElse(Billing.NONE))
                : Optional.empty();
    }

    private Billing billing(Scope cluster, ManagedApplication application) {
        var itsOwn = application.managedGroup().key().equals(Group.of(cluster).key());
        return itsOwn && offers.include(application) ? application.billing() : Billing.NONE;
    }

    private static String folded(String applicationId) {
        return applicationId.toLowerCase(Locale.ROOT);
    }
}
