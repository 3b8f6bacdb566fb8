package io.proconsul.gateway.application;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.managedapplications.fluent.models.ApplicationInner;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.proconsul.gateway.application.Reading.Known;
import io.proconsul.gateway.application.Reading.Unknown;
import io.proconsul.gateway.command.Billing;
import io.proconsul.gateway.view.Group;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Azure Resource Manager through the SDK. */
@ApplicationScoped
public class ArmApplications implements AzureApplications {

    /** What a 404 says of a resource that is not there; other codes speak of subscriptions and rights. */
    private static final Set<String> GONE = Set.of("ResourceNotFound", "ResourceGroupNotFound");

    private static final int SUBSCRIPTION = 2;
    private static final int GROUP = 4;
    private static final int TENANTS = 10_000;

    private final ArmConnection arm;
    /** By subscription, which hardly ever changes its tenant. */
    private final Cache<String, String> tenants =
            Caffeine.newBuilder().maximumSize(TENANTS).build();

    ArmApplications(ArmConnection arm) {
        this.arm = arm;
    }

    @Override
    public Reading<Optional<ManagedApplication>> find(String applicationId) {
        var subscription = segment(applicationId, SUBSCRIPTION);
        return reading(() -> {
            try {
                var found = arm.applications(subscription)
                        .getByIdWithResponse(applicationId.substring(1), Context.NONE)
                        .getValue();
                return Optional.of(application(found, tenant(subscription)));
            } catch (ManagementException e) {
                if (isGone(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public Reading<List<Subscription>> subscriptions() {
        return reading(() -> arm.subscriptions().list().stream()
                .map(found -> new Subscription(text(found.innerModel().tenantId()), found.subscriptionId()))
                .toList());
    }

    @Override
    public Reading<List<ManagedApplication>> inSubscription(Subscription subscription) {
        return reading(() -> arm.applications(subscription.id()).list().stream()
                .map(found -> application(found, subscription.tenantId()))
                .toList());
    }

    private static <T> Reading<T> reading(Supplier<T> question) {
        try {
            return new Known<>(question.get());
        } catch (RuntimeException e) { // whatever it is, it is no answer
            return new Unknown<>(e.toString());
        }
    }

    private static boolean isGone(ManagementException failure) {
        var error = failure.getValue();
        return failure.getResponse() != null
                && failure.getResponse().getStatusCode() == 404
                && error != null
                && error.getCode() != null
                && GONE.contains(error.getCode());
    }

    private String tenant(String subscriptionId) {
        return Objects.requireNonNull(tenants.get(
                subscriptionId,
                id -> arm.subscriptions().getById(id).innerModel().tenantId()));
    }

    private static ManagedApplication application(ApplicationInner found, String tenantId) {
        var group = text(found.managedResourceGroupId());
        var plan = found.plan();
        var billed = found.billingDetails();
        return new ManagedApplication(
                found.id(),
                Objects.toString(found.provisioningState(), ""),
                plan == null ? text(found.applicationDefinitionId()) : plan.publisher() + "/" + plan.product(),
                new Group(tenantId, segment(group, SUBSCRIPTION), segment(group, GROUP)),
                new Billing(
                        billed == null ? "" : text(billed.resourceUsageId()), plan == null ? "" : text(plan.name())),
                text(found.location()),
                parameters(found.parameters()));
    }

    /** {@code {"name": {"value": "text"}}}; what is secret has no value here. */
    private static Map<String, String> parameters(@Nullable Object declared) {
        var values = new HashMap<String, String>();
        if (declared instanceof Map<?, ?> all) {
            all.forEach((name, one) -> {
                if (one instanceof Map<?, ?> parameter && parameter.get("value") != null) {
                    values.put(name.toString(), parameter.get("value").toString());
                }
            });
        }
        return values;
    }

    /** Of a path that begins with a slash; empty where it is shorter. */
    private static String segment(String path, int index) {
        var segments = path.split("/", -1);
        return index < segments.length ? segments[index] : "";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
