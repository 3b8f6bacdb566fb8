package io.proconsul.gateway.billing;

import io.proconsul.gateway.view.Group;
import io.proconsul.gateway.view.TopicView;
import io.proconsul.metering.Change;
import io.proconsul.metering.TimeFrame;
import io.proconsul.metering.UseEvent;
import io.proconsul.metering.UseHistory;
import io.proconsul.wire.ClusterEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the clusters of each managed resource group were used for, in memory. Clusters that ended before the oldest month
 * that can be asked for are forgotten, so that it grows with the clusters of the last thirteen months and not with time.
 */
@ApplicationScoped
public class UseTable implements TopicView<ClusterEvent> {

    /** What else may happen to a cluster is not ours to bill. One of another size runs anew. */
    private static final Map<String, Change> CHANGES = Map.of(
            "ClusterStarted", Change.STARTED,
            "ClusterResized", Change.STARTED,
            "ClusterStopped", Change.STOPPED,
            "ClusterFailed", Change.FAILED);

    private final ConcurrentMap<String, UseHistory> histories = new ConcurrentHashMap<>();
    private final Clock clock;
    private Optional<YearMonth> oldest = Optional.empty();
    private volatile boolean current;

    public UseTable(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void put(String key, ClusterEvent event) {
        Optional.ofNullable(CHANGES.get(event.getType()))
                .map(change -> use(event, change))
                .ifPresent(use -> histories.merge(
                        Group.of(event.getScope()).key(),
                        UseHistory.EMPTY.with(use),
                        (known, news) -> known.with(use)));
        if (current) {
            forget();
        }
    }

    /** Does nothing: what was used stays used. */
    @Override
    public void remove(String key) {}

    @Override
    public boolean isCurrent() {
        return current;
    }

    @Override
    public void markCurrent() {
        forget();
        current = true;
    }

    /** How many resource groups have been billed, or may be. */
    @Override
    public int size() {
        return histories.size();
    }

    UseHistory find(Group group) {
        return histories.getOrDefault(group.key(), UseHistory.EMPTY);
    }

    /** Once a month: it looks at everything. */
    private void forget() {
        var month = ReportMonths.at(clock.instant()).oldest();
        if (oldest.isPresent() && !month.isAfter(oldest.get())) {
            return;
        }
        oldest = Optional.of(month);
        var horizon = TimeFrame.of(month).start();
        histories.replaceAll((group, history) -> history.since(horizon));
        histories.values().removeIf(UseHistory::isEmpty);
    }

    private static UseEvent use(ClusterEvent event, Change change) {
        return new UseEvent(
                event.getEventId(),
                event.getClusterId(),
                change,
                event.getAt(),
                event.getPlan(),
                Math.max(0, event.getServers()));
    }
}
