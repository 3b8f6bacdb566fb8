package io.proconsul.gateway.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.proconsul.gateway.application.Reading.Known;
import io.proconsul.gateway.application.Reading.Unknown;
import io.proconsul.gateway.command.LogUnavailableException;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.input.ApplicationId;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.ClusterState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Finds what notifications were lost (MAN-08): compares the applications that Azure lists with the clusters, and settles
 * each that does not agree as its notification would have been. No list ends a cluster: an application that is missing is
 * asked for by its id, and only what Azure then says is gone is gone.
 */
@ApplicationScoped
public class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final int FAILURES_OF_AN_OUTAGE = 3;

    private final AzureApplications azure;
    private final Offers offers;
    private final ClusterView view;
    private final ApplicationDesk desk;
    private final int readBacks;

    public Reconciliation(
            AzureApplications azure, Offers offers, ClusterView view, ApplicationDesk desk, GatewayConfig config) {
        this.azure = azure;
        this.offers = offers;
        this.view = view;
        this.desk = desk;
        this.readBacks = config.applications().readBacks();
    }

    /**
     * What a round came to.
     *
     * @param complete whether all applications could be listed, and all that followed is durable
     * @param commands how many followed
     * @param unverified how many applications could not be read by their id
     * @param left how many have to wait for another round
     */
    public record Round(boolean complete, int commands, int unverified, int left) {
        static final Round NONE = new Round(false, 0, 0, 0);
        static final Round ALL_AGREES = new Round(true, 0, 0, 0);
    }

    /** Compares everything once. Two that do so at the same time ask for the same things. */
    public Round run(Request origin) {
        if (!offers.areAny()) {
            return Round.ALL_AGREES;
        }
        if (!view.isCurrent()) {
            return Round.NONE;
        }
        var reading = azure.subscriptions();
        if (reading instanceof Unknown<List<Subscription>> unknown) {
            LOG.warnf("The subscriptions cannot be listed: %s", unknown.why());
            return Round.NONE;
        }
        return settle(compare(((Known<List<Subscription>>) reading).value()), origin);
    }

    private record Compared(List<Suspicion> suspicions, boolean complete) {}

    private Compared compare(List<Subscription> subscriptions) {
        var clusters = bySubscription();
        var suspicions = new ArrayList<Suspicion>();
        var failures = 0;
        for (var subscription : subscriptions) {
            var known = clusters.getOrDefault(folded(subscription.id()), List.of());
            clusters.remove(folded(subscription.id()));
            var reading = azure.inSubscription(subscription);
            if (reading instanceof Unknown<List<ManagedApplication>> unknown) {
                LOG.warnf("The applications of %s cannot be listed: %s", subscription.id(), unknown.why());
                if (++failures == FAILURES_OF_AN_OUTAGE) {
                    return new Compared(suspicions, false);
                }
            } else {
                suspicions.addAll(suspicions(((Known<List<ManagedApplication>>) reading).value(), known));
            }
        }
        clusters.values().forEach(unseen -> suspicions.addAll(suspicions(List.of(), unseen)));
        return new Compared(suspicions, failures == 0);
    }

    private Set<Suspicion> suspicions(List<ManagedApplication> listed, List<ClusterState> clusters) {
        return Suspicion.between(listed, clusters, offers::include, this::heardOf);
    }

    private boolean heardOf(Group managedGroup) {
        return !view.inGroup(managedGroup).isEmpty();
    }

    /** By the subscription of their applications, whose list should speak of them. */
    private Map<String, List<ClusterState>> bySubscription() {
        return view.all()
                .filter(cluster -> ApplicationId.isValid(Suspicion.application(cluster)))
                .collect(groupingBy(Reconciliation::subscription, HashMap::new, toList()));
    }

    private static String subscription(ClusterState cluster) {
        return folded(ApplicationId.subscription(Suspicion.application(cluster)).orElseThrow());
    }

    /** In any order, so that those of which nobody can say anything do not stand before the others for ever. */
    private Round settle(Compared compared, Request origin) {
        var suspicions = new ArrayList<>(compared.suspicions());
        Collections.shuffle(suspicions);
        var now = suspicions.subList(0, Math.min(readBacks, suspicions.size()));
        var commands = 0;
        var unverified = 0;
        try {
            for (var suspicion : now) {
                var settlement = desk.settle(suspicion.applicationId(), suspicion.claim(), origin);
                LOG.infof("Application %s was not as listed: %s", suspicion.applicationId(), settlement);
                if (settlement instanceof Settlement.Settled settled) {
                    commands += settled.commands();
                } else if (settlement instanceof Settlement.Unreadable) {
                    unverified++;
                }
            }
        } catch (LogUnavailableException e) {
            LOG.warnf(e, "What follows could not be stored");
            return new Round(false, commands, unverified, suspicions.size());
        }
        return new Round(compared.complete(), commands, unverified, suspicions.size() - now.size());
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
