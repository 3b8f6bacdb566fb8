package io.proconsul.gateway.application;

import java.util.List;
import java.util.Optional;

/** Asks Azure Resource Manager for managed applications, as the publisher. */
public interface AzureApplications {

    /** The application of that id; known to be none only if Azure itself says that there is no such resource. */
    Reading<Optional<ManagedApplication>> find(String applicationId);

    /** The subscriptions in which we may read anything. */
    Reading<List<Subscription>> subscriptions();

    /** The applications of a subscription, whoever published them; known only if all of them were read. */
    Reading<List<ManagedApplication>> inSubscription(Subscription subscription);
}
