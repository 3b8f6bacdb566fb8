package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.node.TextNode;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;

/** {@code /v1/status}: needs no token. */
final class StatusApi implements Api {
    private final Agent agent;

    StatusApi(Agent agent) {
        this.agent = agent;
    }

    @Override
    public Response handle(Request request, Path path) {
        return switch (path.from(1)) {
            case "leader" ->
                Answers.json(TextNode.valueOf(agent.consensus()
                        .leader()
                        .flatMap(agent.members()::get)
                        .map(Member::rpcAddress)
                        .orElse("")));
            case "peers" -> {
                var peers = Json.array();
                for (var peer : agent.consensus().peers()) {
                    agent.members().get(peer).ifPresent(member -> peers.add(member.rpcAddress()));
                }
                yield Answers.json(peers);
            }
            default -> throw Api.unknown();
        };
    }
}
