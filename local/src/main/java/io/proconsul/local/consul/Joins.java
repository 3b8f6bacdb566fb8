package io.proconsul.local.consul;

import java.io.IOException;
import java.util.Map;

/** Looks for others until some are found: the servers of the own datacenter, and those of all. */
final class Joins {
    private final AgentConfig config;
    private final Map<String, String> environment;
    private final Members members;
    private final Gossip gossip;
    private final Wan wan;
    private final Log log;

    /** @param environment where Azure is, for auto-join */
    Joins(AgentConfig config, Map<String, String> environment, Members members, Gossip gossip, Wan wan, Log log) {
        this.config = config;
        this.environment = environment;
        this.members = members;
        this.gossip = gossip;
        this.wan = wan;
        this.log = log;
    }

    void lan() {
        if (members.alive().size() > 1 || config.expect() == 1) {
            return;
        }
        var discovery = new RetryJoin(environment);
        for (var entry : config.retryJoin()) {
            try {
                for (var address : discovery.resolve(entry, config.port("serf_lan", 8301))) {
                    gossip.join(address).ifPresent(why -> log.warn("", "(LAN) couldn't join: " + address + ": " + why));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                log.warn("", "(LAN) couldn't join " + entry + ": " + e.getMessage());
            }
        }
    }

    void wan() {
        try {
            wan.join(members.alive(), environment);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("", "(WAN) will be tried again: " + e.getMessage());
        }
    }
}
