package io.proconsul.gateway;

import io.proconsul.gateway.application.AzureApplications;
import io.proconsul.gateway.application.ManagedApplication;
import io.proconsul.gateway.application.Reading;
import io.proconsul.gateway.application.Subscription;
import io.proconsul.gateway.command.Billing;
import io.proconsul.gateway.view.Group;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Azure with the applications that a test has put there. */
@Mock
@ApplicationScoped
public class InMemoryAzure implements AzureApplications {

    static final String OFFER = "publisher/consul";

    private final Map<String, ManagedApplication> applications = new ConcurrentHashMap<>();
    private volatile boolean down;
    private volatile Optional<Reading<List<ManagedApplication>>> untrue = Optional.empty();

    public void reset() {
        applications.clear();
        down = false;
        untrue = Optional.empty();
    }

    /** Every list is this, whatever there is. */
    public void list(Reading<List<ManagedApplication>> answer) {
        untrue = Optional.of(answer);
    }

    public void breakDown() {
        down = true;
    }

    public void put(ManagedApplication application) {
        applications.put(application.id().toLowerCase(Locale.ROOT), application);
    }

    @Override
    public Reading<Optional<ManagedApplication>> find(String applicationId) {
        return down
                ? new Reading.Unknown<>("nobody answers")
                : new Reading.Known<>(Optional.ofNullable(applications.get(applicationId.toLowerCase(Locale.ROOT))));
    }

    @Override
    public Reading<List<Subscription>> subscriptions() {
        return down && untrue.isEmpty()
                ? new Reading.Unknown<>("nobody answers")
                : new Reading.Known<>(List.of(new Subscription(Samples.TENANT, Samples.SUBSCRIPTION)));
    }

    @Override
    public Reading<List<ManagedApplication>> inSubscription(Subscription subscription) {
        return untrue.orElseGet(() -> new Reading.Known<>(applications.values().stream()
                .filter(found -> found.managedGroup().subscriptionId().equalsIgnoreCase(subscription.id()))
                .toList()));
    }

    /** Of our offer, billed, for a cluster of three servers. */
    public static ManagedApplication application(String id, String state, Group managedGroup) {
        return new ManagedApplication(
                id,
                state,
                OFFER,
                managedGroup,
                new Billing("usage-1", "on-demand-v2"),
                "westus2",
                Map.of("clusterName", "c-one", "numServers", "3", "consulDataCenter", "dc1"));
    }

    static ManagedApplication publishedAs(String offer, ManagedApplication application) {
        return new ManagedApplication(
                application.id(),
                application.state(),
                offer,
                application.managedGroup(),
                application.billing(),
                application.location(),
                application.parameters());
    }

    static ManagedApplication with(Map<String, String> parameters, ManagedApplication application) {
        return new ManagedApplication(
                application.id(),
                application.state(),
                application.publishedAs(),
                application.managedGroup(),
                application.billing(),
                application.location(),
                parameters);
    }
}
