package io.proconsul.gateway.command;

/**
 * How the Marketplace bills a managed application (MAN-10); empty strings for one that is not from the Marketplace.
 *
 * @param resourceUsageId what usage is reported against
 * @param plan the name of the plan that was bought
 */
public record Billing(String resourceUsageId, String plan) {

    public static final Billing NONE = new Billing("", "");
}
