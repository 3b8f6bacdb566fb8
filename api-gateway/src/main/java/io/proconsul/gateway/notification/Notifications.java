package io.proconsul.gateway.notification;

import io.proconsul.gateway.command.CommandLog;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.LogUnavailableException;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.view.ClusterView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Acts on what Azure tells. A cluster is created by the deployment's own PUT and not by a notification, so that only the
 * end of an application means work.
 */
@ApplicationScoped
public class Notifications {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final Set<String> DONE = Set.of("DELETED", "DELETING");

    private final ClusterView view;
    private final CommandLog log;
    private final NotifiedApplications applications;

    public Notifications(ClusterView view, CommandLog log, NotifiedApplications applications) {
        this.view = view;
        this.log = log;
        this.applications = applications;
    }

    /** Returns when all that follows from it is durable (MAN-01). */
    void take(Notification notification, Request origin) throws LogUnavailableException {
        LOG.infof(
                "Application %s: %s %s",
                notification.applicationId(), notification.eventType(), notification.provisioningState());
        if (notification.tellsBilling()) {
            applications.remember(notification);
        }
        if (notification.endsApplication()) {
            for (var cluster : view.ofApplication(notification.applicationId())) {
                if (!DONE.contains(cluster.getPhase())) {
                    log.append(Commands.deleteWithApplication(cluster.getScope(), notification.key(), origin));
                }
            }
        }
    }
}
