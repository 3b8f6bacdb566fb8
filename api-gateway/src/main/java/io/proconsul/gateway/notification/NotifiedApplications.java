package io.proconsul.gateway.notification;

import io.proconsul.gateway.command.Applications;
import io.proconsul.gateway.command.Billing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Remembers what notifications said, for as long as this instance runs. */
@ApplicationScoped
public class NotifiedApplications implements Applications {

    private final ConcurrentMap<String, Billing> known = new ConcurrentHashMap<>();

    @Override
    public Billing billing(String applicationId) {
        return known.getOrDefault(folded(applicationId), Billing.NONE);
    }

    void remember(Notification notification) {
        known.put(folded(notification.applicationId()), notification.billing());
    }

    private static String folded(String applicationId) {
        return applicationId.toLowerCase(Locale.ROOT);
    }
}
