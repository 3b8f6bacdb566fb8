package io.proconsul.gateway.billing;

import io.proconsul.gateway.billing.BillingInfo.BillingSettings;
import io.proconsul.gateway.billing.BillingInfo.CurrentUsage;
import io.proconsul.gateway.billing.BillingInfo.CurrentUsagePeriods;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.gateway.view.Documents;
import io.proconsul.gateway.view.Group;
import io.proconsul.metering.TimeFrame;
import io.proconsul.metering.UseHistory;
import io.proconsul.metering.price.Charge;
import io.proconsul.wire.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller's applications have to pay. */
@ApplicationScoped
public class Bills {

    private final UseTable use;
    private final ClusterView clusters;
    private final Tariffs tariffs;

    public Bills(UseTable use, ClusterView clusters, Tariffs tariffs) {
        this.use = use;
        this.clusters = clusters;
        this.tariffs = tariffs;
    }

    /** @throws io.proconsul.gateway.error.ApiException if the group has had no cluster, or it is not known yet */
    BillingInfo info(Group group, Instant now) {
        var history = history(group);
        var today = TimeFrame.of(LocalDate.ofInstant(now, ZoneOffset.UTC));
        var month = TimeFrame.of(ReportMonths.at(now).newest());
        return new BillingInfo(
                settings(group, history, now).orElse(null),
                new CurrentUsage(new CurrentUsagePeriods(
                        BillingAnswers.usage(today, charges(history, today, now)),
                        BillingAnswers.usage(month, charges(history, month, now)))));
    }

    /** @throws io.proconsul.gateway.error.ApiException if the group has had no cluster, or it is not known yet */
    BillingReport report(Group group, YearMonth month, Instant now) {
        return new BillingReport(charges(history(group), TimeFrame.of(month), now).stream()
                .map(BillingAnswers::item)
                .toList());
    }

    /** A cluster that is still being made has a plan as well. */
    private Optional<BillingSettings> settings(Group group, UseHistory history, Instant now) {
        return history.running(now)
                .map(run -> settings(run.plan(), run.start().toString()))
                .or(() -> documents(group).stream()
                        .findFirst()
                        .map(cluster -> settings(cluster.getSpec().getPlan(), null)));
    }

    private BillingSettings settings(String plan, @Nullable String activeSince) {
        return new BillingSettings(plan, activeSince, BillingAnswers.prices(tariffs.of(plan)));
    }

    private List<Charge> charges(UseHistory history, TimeFrame frame, Instant now) {
        return history.hours(frame, now).stream()
                .map(hour -> tariffs.of(hour.plan()).charge(hour))
                .toList();
    }

    private UseHistory history(Group group) {
        if (!use.isCurrent()) {
            throw ApiError.unavailable("This instance is still reading what the clusters were used for.")
                    .asException();
        }
        var history = use.find(group);
        if (history.isEmpty() && documents(group).isEmpty()) {
            throw ApiError.notFound("There is no managed application with a cluster in this resource group.")
                    .asException();
        }
        return history;
    }

    private List<Cluster> documents(Group group) {
        return clusters.inGroup(group).stream()
                .flatMap(state -> Documents.of(state).stream())
                .toList();
    }
}
