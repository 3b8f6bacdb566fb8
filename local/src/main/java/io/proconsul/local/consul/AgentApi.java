package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import io.proconsul.local.tls.OwnerOnly;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code /v1/agent}: about this server itself. */
final class AgentApi implements Api {
    private static final Set<String> TOKENS = Set.of(
            "default",
            "agent",
            "agent_recovery",
            "replication",
            "acl_token",
            "acl_agent_token",
            "config_file_registration");

    private final Agent agent;
    private final Acl acl;
    private final ObjectNode tokens = Json.object();

    AgentApi(Agent agent, Acl acl) {
        this.agent = agent;
        this.acl = acl;
    }

    @Override
    public Response handle(Request request, Path path) {
        var name = agent.config().nodeName();
        return switch (path.segment(1)) {
            case "self" -> {
                acl.require(request, "agent", name, "read");
                yield Answers.json(self());
            }
            case "members" -> members(request);
            case "reload" -> {
                mustPut(request);
                acl.require(request, "agent", name, "write");
                agent.reload();
                yield Answers.ok();
            }
            case "leave" -> {
                mustPut(request);
                acl.require(request, "agent", name, "write");
                agent.leave();
                yield Answers.ok();
            }
            case "force-leave" -> forceLeave(request, path.segment(2));
            case "token" -> token(request, path.segment(2));
            default -> throw Api.unknown();
        };
    }

    private Response members(Request request) {
        var token = acl.token(request);
        var members = Json.array();
        var pool = request.query().containsKey("wan") ? agent.wan().members() : agent.members();
        for (var member : pool.all()) {
            if (acl.allows(token, "node", member.name(), "read")) {
                members.add(describe(member, pool));
            }
        }
        return Answers.json(members);
    }

    private Response forceLeave(Request request, String name) {
        mustPut(request);
        acl.require(request, "operator", "", "write");
        var member = agent.members()
                .named(name)
                .orElseThrow(() -> new ApiError(500, "agent: No node found with name '" + name + "'"));
        agent.members().forceLeave(member, request.query().containsKey("prune"));
        return Answers.ok();
    }

    private synchronized Response token(Request request, String kind) {
        mustPut(request);
        acl.require(request, "agent", agent.config().nodeName(), "write");
        if (!TOKENS.contains(kind)) {
            throw new ApiError(404, "Token \"" + kind + "\" is unknown");
        }
        var token = Json.body(request.body().text()).path("Token").asText();
        tokens.put(kind, token);
        if (kind.equals("default")) {
            agent.defaultToken(token);
        }
        if (agent.config().json().at("/acl/enable_token_persistence").asBoolean()) {
            var file = agent.config().dataDir().resolve("acl-tokens.json");
            OwnerOnly.write(file, tokens.toString().getBytes(StandardCharsets.UTF_8));
        }
        return Answers.ok();
    }

    private ObjectNode self() {
        var own = agent.members().self();
        var self = Json.object();
        self.putObject("Config")
                .put("Datacenter", own.datacenter())
                .put("PrimaryDatacenter", agent.config().primaryDatacenter())
                .put("NodeName", own.name())
                .put("NodeID", own.id())
                .put("Server", true)
                .put("Revision", "standin")
                .put("Version", own.version());
        var raft = self.putObject("Stats").putObject("raft");
        raft.put("state", agent.consensus().leads() ? "Leader" : "Follower")
                .put("term", Integer.toString(agent.consensus().term()))
                .put(
                        "num_peers",
                        Integer.toString(Math.max(0, agent.consensus().peers().size() - 1)));
        if (agent.consensus().started() && !agent.consensus().removed()) {
            var log = agent.consensus().report().getLog();
            raft.put("commit_index", Long.toString(log.getCommitIndex()))
                    .put("applied_index", Long.toString(log.getCommitIndex()))
                    .put("last_log_index", Long.toString(log.getLastLogOrSnapshotIndex()))
                    .put("last_log_term", Integer.toString(log.getLastLogOrSnapshotTerm()));
        }
        self.set("Member", describe(own, agent.members()));
        self.set("Meta", agent.config().json().path("node_meta"));
        return self;
    }

    private static ObjectNode describe(Member member, Members pool) {
        var described = Json.object()
                .put("Name", member.name())
                .put("Addr", member.address())
                .put("Port", member.gossipPort())
                .put("Status", pool.status(member).code());
        described
                .putObject("Tags")
                .put("role", "consul")
                .put("dc", member.datacenter())
                .put("id", member.id())
                .put("port", Integer.toString(member.rpcPort()))
                .put("build", member.version() + ":standin")
                .put("expect", Integer.toString(member.expect()))
                .put("acls", "1")
                .put("use_tls", "1")
                .put("raft_vsn", "3");
        return described
                .put("ProtocolMin", 1)
                .put("ProtocolMax", 5)
                .put("ProtocolCur", 2)
                .put("DelegateMin", 2)
                .put("DelegateMax", 5)
                .put("DelegateCur", 4);
    }

    private static void mustPut(Request request) {
        if (!request.method().equals("PUT")) {
            throw Api.method(request);
        }
    }
}
