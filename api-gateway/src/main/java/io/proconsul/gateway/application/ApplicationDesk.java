package io.proconsul.gateway.application;

import io.proconsul.gateway.application.Reading.Known;
import io.proconsul.gateway.application.Reading.Unknown;
import io.proconsul.gateway.command.CommandLog;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.LogUnavailableException;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an application and writes the command that follows from what it is, whoever has drawn attention to it: the end of
 * its clusters if it ends, its cluster if it is deployed and there never was one. The command's id is a function of the
 * application and of what there is of it, so that to look twice, here or elsewhere, is to ask once.
 */
@ApplicationScoped
public class ApplicationDesk {

    private static final Set<String> ENDING = Set.of("DELETED", "DELETING");

    private final KnownApplications applications;
    private final Offers offers;
    private final ClusterView view;
    private final Deployer deployer;
    private final CommandLog log;

    public ApplicationDesk(
            KnownApplications applications, Offers offers, ClusterView view, Deployer deployer, CommandLog log) {
        this.applications = applications;
        this.offers = offers;
        this.view = view;
        this.deployer = deployer;
        this.log = log;
    }

    /**
     * Returns when all that follows is durable.
     *
     * @param claim never believed alone: a cluster ends if its application is being deleted, or if it is said to be gone
     *     and Azure knows no such resource
     */
    public Settlement settle(String applicationId, Claim claim, Request origin) throws LogUnavailableException {
        if (!offers.areAny()) {
            return new Settlement.NotOurs();
        }
        var reading = applications.read(applicationId);
        if (reading instanceof Unknown<Optional<ManagedApplication>> unknown) {
            return new Settlement.Unreadable(unknown.why());
        }
        var found = ((Known<Optional<ManagedApplication>>) reading).value();
        return found.isEmpty() ? absent(applicationId, claim, origin) : settle(found.get(), origin);
    }

    private Settlement absent(String applicationId, Claim claim, Request origin) throws LogUnavailableException {
        return switch (claim) {
            case IT_IS_GONE -> end(view.ofApplication(applicationId), applicationId, origin);
            case IT_IS_THERE -> new Settlement.NotThere();
            case ANYTHING -> new Settlement.Settled(0);
        };
    }

    private Settlement settle(ManagedApplication application, Request origin) throws LogUnavailableException {
        if (!offers.include(application)) {
            return new Settlement.NotOurs();
        }
        if (application.isEnding()) {
            return end(clustersOf(application), application.id(), origin);
        }
        return application.isDeployed()
                        && view.inGroup(application.managedGroup()).isEmpty()
                ? deployer.deploy(application, origin)
                : new Settlement.Settled(0);
    }

    /** Anybody can name the application in a request about a group of their own. */
    private List<ClusterState> clustersOf(ManagedApplication application) {
        var group = application.managedGroup().key();
        return view.ofApplication(application.id()).stream()
                .filter(cluster -> Group.of(cluster.getScope()).key().equals(group))
                .toList();
    }

    private Settlement end(List<ClusterState> clusters, String applicationId, Request origin)
            throws LogUnavailableException {
        var ended = 0;
        for (var cluster : clusters) {
            if (!ENDING.contains(cluster.getPhase())) {
                log.append(Commands.deleteWithApplication(cluster, applicationId, origin));
                ended++;
            }
        }
        return new Settlement.Settled(ended);
    }
}
