package io.proconsul.gateway.command;

import io.proconsul.wire.Scope;
import java.util.Optional;

/** What is known of managed applications beyond what a cluster's own requests say. */
public interface Applications {

    /**
     * How a cluster is billed that belongs to this application; {@link Billing#NONE} if it belongs to none, or to one of
     * another resource group or publisher. Empty while that cannot be known.
     */
    Optional<Billing> billing(Scope cluster, String applicationId);
}
