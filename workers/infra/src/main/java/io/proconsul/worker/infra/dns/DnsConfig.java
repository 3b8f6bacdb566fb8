package io.proconsul.worker.infra.dns;

import io.smallrye.config.ConfigMapping;

/** The public DNS zone of the control plane, in which every cluster gets its names. */
@ConfigMapping(prefix = "proconsul.dns")
public interface DnsConfig {

    /** The subscription that the zone is in: the control plane's, not a customer's. */
    String subscriptionId();

    /** The resource group that the zone is in. */
    String resourceGroup();

    /** The zone's name, without a dot at the end: consul.example.com. */
    String zone();
}
