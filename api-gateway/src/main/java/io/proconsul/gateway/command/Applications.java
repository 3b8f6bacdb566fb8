package io.proconsul.gateway.command;

/** What is known of managed applications beyond what a cluster's own requests say. */
public interface Applications {

    /** {@link Billing#NONE} for an application that is unknown or not billed. */
    Billing billing(String applicationId);
}
