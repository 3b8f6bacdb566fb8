package io.proconsul.local.consul.raft;

import com.fasterxml.jackson.databind.JsonNode;
import io.microraft.RaftEndpoint;
import io.microraft.model.message.RaftMessage;
import io.microraft.transport.Transport;
import java.util.function.Predicate;

/** Hands MicroRaft's messages to whoever carries them; a message that is lost is sent again by raft itself. */
public final class RaftWire implements Transport {
    /** Sends without waiting. */
    @FunctionalInterface
    public interface Carrier {
        void carry(String peerId, JsonNode message);
    }

    private final Carrier carrier;
    private final Predicate<String> alive;

    public RaftWire(Carrier carrier, Predicate<String> alive) {
        this.carrier = carrier;
        this.alive = alive;
    }

    @Override
    public void send(RaftEndpoint to, RaftMessage message) {
        carrier.carry((String) to.getId(), RaftCodec.encode(message));
    }

    @Override
    public boolean isReachable(RaftEndpoint peer) {
        return alive.test((String) peer.getId());
    }

    public static RaftMessage received(JsonNode message) {
        return RaftCodec.decode(message, RaftMessage.class);
    }
}
