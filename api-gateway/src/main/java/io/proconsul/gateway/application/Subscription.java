package io.proconsul.gateway.application;

/** A subscription of Azure, and the tenant whose it is. */
public record Subscription(String tenantId, String id) {}
