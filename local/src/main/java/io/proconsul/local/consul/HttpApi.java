package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Consul's HTTP API. What concerns this agent, and reads that may be stale, are answered here; all else is answered by
 * the leader, to which a follower hands the request.
 */
final class HttpApi implements Handler {
    private static final Set<String> LOCAL = Set.of("agent", "status");

    private final Agent agent;
    private final Acl acl;
    private final AuditLog audit;
    private final Map<String, Api> apis;

    HttpApi(Agent agent, Clock clock) {
        this.agent = agent;
        this.acl = new Acl(agent.store(), clock);
        this.audit = AuditLog.of(agent.config(), agent.members().self().version(), clock);
        this.apis = Map.of(
                "agent", new AgentApi(agent, acl),
                "status", new StatusApi(agent),
                "acl", new AclApi(agent, acl, clock),
                "internal", (request, path) -> aclCopy(request, acl),
                "kv", new KvApi(agent, acl),
                "operator", new OperatorApi(agent, acl),
                "snapshot", new SnapshotApi(agent, acl),
                "catalog", new CatalogApi(agent, acl),
                "health", new CatalogApi(agent, acl));
    }

    @Override
    public Response handle(Request received) {
        var id = UUID.randomUUID();
        var accessor = accessor(received);
        audit.begins(id, received, accessor);
        var response = answer(received);
        audit.ends(id, received, accessor, response.status());
        return response;
    }

    private String accessor(Request request) {
        try {
            return acl.token(request).path("AccessorID").asText();
        } catch (ApiError unknown) {
            return "";
        }
    }

    private Response answer(Request received) {
        var request = withDefaultToken(received);
        try {
            if (!request.path().startsWith("/v1/")) {
                throw Api.unknown();
            }
            var path = new Api.Path(request.path().substring(4));
            var api = apis.get(path.segment(0));
            if (api == null) {
                throw Api.unknown();
            }
            var datacenter = datacenter(request, path);
            if (datacenter.isPresent()) {
                return read(agent.wan().ask(datacenter.get(), write(request)));
            }
            boolean here = LOCAL.contains(path.segment(0))
                    || agent.consensus().leads()
                    || (request.method().equals("GET") && request.query().containsKey("stale"));
            return here ? api.handle(request, path) : forward(request);
        } catch (ApiError error) {
            return Answers.error(error.status(), error.text());
        }
    }

    @Override
    public Response refusal(int status, String code, String message) {
        return Answers.error(status, message);
    }

    /** Only for another datacenter that has the token for it. */
    private Response aclCopy(Request request, Acl acl) {
        acl.require(request, "acl", "", "write");
        return Answers.json(AclReplication.copyOf(agent.store()));
    }

    private Request withDefaultToken(Request request) {
        if (Acl.secret(request).isPresent() || agent.defaultToken().isEmpty()) {
            return request;
        }
        var headers = new LinkedHashMap<>(request.headers());
        headers.put(Acl.HEADER, agent.defaultToken());
        return new Request(request.method(), request.path(), request.query(), headers, request.body(), request.peer());
    }

    /** The other datacenter that a request is for: one that it names, or the one that keeps the ACL system. */
    private Optional<String> datacenter(Request request, Api.Path path) {
        var own = agent.config().datacenter();
        boolean changesAcl = path.segment(0).equals("acl") && !request.method().equals("GET");
        return request.parameter("dc")
                .or(() -> changesAcl ? agent.wan().primary() : Optional.empty())
                .filter(named -> !named.equals(own));
    }

    private Response forward(Request request) {
        var leader = agent.consensus()
                .leader()
                .flatMap(agent.members()::get)
                .filter(member -> agent.members().alive(member.id()))
                .orElseThrow(ApiError::noLeader);
        return read(agent.ask(leader, write(request)));
    }

    /** Answers a request that a follower handed over; refuses it if this server does not lead any more. */
    JsonNode forwarded(JsonNode message) {
        var response = agent.consensus().leads()
                ? answer(request(message))
                : Answers.error(500, ApiError.noLeader().text());
        return answer(response);
    }

    private static JsonNode answer(Response response) {
        var answer = Json.object().put("status", response.status());
        answer.set("headers", Json.MAPPER.valueToTree(response.headers()));
        return answer.put("body", response.body().bytes());
    }

    /** Answers a request that came from another datacenter; any server may be asked. */
    JsonNode elsewhere(JsonNode message) {
        return answer(handle(request(message)));
    }

    private static ObjectNode write(Request request) {
        var message = Json.object().put("method", request.method()).put("path", request.path());
        message.set("query", Json.MAPPER.valueToTree(request.query()));
        message.set("headers", Json.MAPPER.valueToTree(request.headers()));
        return message.put("body", request.body().bytes());
    }

    private static Request request(JsonNode message) {
        return new Request(
                message.path("method").asText(),
                message.path("path").asText(),
                map(message.path("query")),
                map(message.path("headers")),
                bytes(message),
                List.of());
    }

    private static Response read(JsonNode answer) {
        return new Response(answer.path("status").asInt(500), map(answer.path("headers")), bytes(answer));
    }

    private static Map<String, String> map(JsonNode object) {
        var map = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static Body bytes(JsonNode message) {
        try {
            var bytes = message.path("body").binaryValue();
            return bytes == null ? Body.EMPTY : Body.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
