package io.proconsul.worker.snapshot.consul;

import io.proconsul.worker.secrets.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Consul server. Calls that need no token take none; that is all that can be asked before the ACL system is
 * bootstrapped under a default policy of deny.
 *
 * <p>Every call may throw {@link ConsulException} for an answer that is not what the call promises, and an IOException
 * for none.
 */
public interface Consul {

    /** The RPC address, such as 10.0.0.4:8300, of the leader that this server follows; empty for none. No token. */
    Optional<String> leader() throws IOException, InterruptedException;

    /** The RPC addresses of all members of the Raft configuration. No token. */
    List<String> peers() throws IOException, InterruptedException;

    /** The datacenters that are known of, this one included. No token. */
    List<String> datacenters() throws IOException, InterruptedException;

    /** Autopilot's view of all servers; unhealthy is an answer, not an error. */
    Health health(Secret token) throws IOException, InterruptedException;

    /** What this server says of itself. */
    Agent agent(Secret token) throws IOException, InterruptedException;

    /** Has the leader, which this server must be, hand over to the server of that id; false before 1.15, where it cannot. */
    boolean transferLeadership(Secret token, String id) throws IOException, InterruptedException;

    /** Raft's configuration, as the leader has it; any server may be asked. */
    List<RaftServer> raft(Secret token) throws IOException, InterruptedException;

    /** Takes the server of that id out of Raft; any server may be asked. */
    void removePeer(Secret token, String id) throws IOException, InterruptedException;

    /** Bootstraps the ACL system with this secret; false if it had been bootstrapped before, by whomever. No token. */
    boolean bootstrap(Secret secret) throws IOException, InterruptedException;

    /** The accessor id of the token itself; empty if Consul does not know the token. */
    Optional<String> accessor(Secret token) throws IOException, InterruptedException;

    /** Creates the policy or gives the existing one of its name these rules. Returns its id. */
    String putPolicy(Secret token, AclPolicy policy) throws IOException, InterruptedException;

    /** Creates a token; its accessor and secret must not exist. */
    void createToken(Secret token, AclToken created) throws IOException, InterruptedException;

    /** All tokens there are, without their secrets. */
    List<KnownToken> tokens(Secret token) throws IOException, InterruptedException;

    /** Deletes the token; false if there was none of this accessor id, where Consul says so: before 1.15 it does not. */
    boolean deleteToken(Secret token, String accessorId) throws IOException, InterruptedException;

    /** Deletes the policy of that name; false if there was none. */
    boolean deletePolicy(Secret token, String name) throws IOException, InterruptedException;

    /** Writes a consistent snapshot to the file, which must be empty. */
    SnapshotHead snapshot(Secret token, Path file) throws IOException, InterruptedException;

    /** Replaces all that the cluster holds by what the snapshot in the file does; the leader follows at once. */
    void restore(Secret token, Path file) throws IOException, InterruptedException;

    /** Autopilot's verdict on the whole and on each server. */
    record Health(boolean healthy, List<ServerHealth> servers) {

        public Health {
            servers = List.copyOf(servers);
        }

        public long healthyVoters() {
            return servers.stream()
                    .filter(server -> server.healthy() && server.voter())
                    .count();
        }

        /** The leader's version, without a v; empty if there is no leader. */
        public Optional<String> version() {
            return servers.stream()
                    .filter(ServerHealth::leader)
                    .map(ServerHealth::version)
                    .findFirst();
        }
    }

    /**
     * One server with autopilot's eyes.
     *
     * @param id its node id
     * @param stableSince since when it has been as healthy as it is
     */
    record ServerHealth(
            String id,
            String name,
            String version,
            boolean leader,
            boolean voter,
            boolean healthy,
            Instant stableSince) {}

    /**
     * A server's own view.
     *
     * @param version without a v
     * @param meta of its node
     * @param appliedIndex up to where of Raft's log it holds the data
     * @param commitIndex up to where it knows the log to be agreed on
     */
    record Agent(String version, Map<String, String> meta, long appliedIndex, long commitIndex) {}

    /** One member of the Raft configuration; its node's name. */
    record RaftServer(String id, String name) {}

    record AclPolicy(String name, String description, String rules) {}

    record AclToken(String accessorId, Secret secret, String description, String policyId) {}

    record KnownToken(String accessorId, String description) {}

    /**
     * What the answer's headers say of a snapshot.
     *
     * @param index Raft's index
     * @param knownLeader false if the server may have been cut off when it took it
     */
    record SnapshotHead(long index, boolean knownLeader) {}
}
