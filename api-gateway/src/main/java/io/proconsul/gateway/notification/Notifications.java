package io.proconsul.gateway.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.proconsul.gateway.application.ApplicationDesk;
import io.proconsul.gateway.application.Settlement;
import io.proconsul.gateway.command.LogUnavailableException;
import io.proconsul.gateway.command.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/** A notification says where to look, and no more: what follows is decided by the application as it is (MAN-04). */
@ApplicationScoped
public class Notifications {

    private static final Logger LOG = Logger.getLogger(Notifications.class);

    private final ApplicationDesk desk;
    private final MeterRegistry meters;

    public Notifications(ApplicationDesk desk, MeterRegistry meters) {
        this.desk = desk;
        this.meters = meters;
    }

    /** Returns when all that follows from it is durable (MAN-01). */
    Settlement take(Notification notification, Request origin) throws LogUnavailableException {
        var settlement = desk.settle(notification.applicationId(), notification.claim(), origin);
        var outcome = settlement.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("proconsul.gateway.notifications", "outcome", outcome).increment();
        LOG.infof(
                "Application %s: %s %s, found %s",
                notification.applicationId(), notification.eventType(), notification.provisioningState(), settlement);
        return settlement;
    }
}
