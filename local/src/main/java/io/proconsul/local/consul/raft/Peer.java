package io.proconsul.local.consul.raft;

import io.microraft.RaftEndpoint;

/** A server in the raft group; the id is its node id, which survives restarts and new addresses. */
public record Peer(String id) implements RaftEndpoint {
    @Override
    public Object getId() {
        return id;
    }
}
