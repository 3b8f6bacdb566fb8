package io.proconsul.local.consul;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;

/** {@code /v1/catalog} and {@code /v1/health}, as far as they tell of the servers themselves. */
final class CatalogApi implements Api {
    private final Agent agent;
    private final Acl acl;

    CatalogApi(Agent agent, Acl acl) {
        this.agent = agent;
        this.acl = acl;
    }

    @Override
    public Response handle(Request request, Path path) {
        if (path.text().equals("catalog/datacenters")) {
            return Answers.json(Json.MAPPER.valueToTree(agent.wan().datacenters()));
        }
        var token = acl.token(request);
        var list = Json.array();
        boolean serviceRead = acl.allows(token, "service", "consul", "read");
        for (var member : agent.members().all()) {
            if (agent.members().status(member) == Members.Status.LEFT
                    || !acl.allows(token, "node", member.name(), "read")) {
                continue;
            }
            switch (path.text()) {
                case "catalog/nodes" -> list.add(node(member));
                case "health/service/consul" -> {
                    if (serviceRead && (!request.query().containsKey("passing") || alive(member))) {
                        list.add(health(member));
                    }
                }
                default -> throw Api.unknown();
            }
        }
        return Answers.read(list, agent.store().index());
    }

    private boolean alive(Member member) {
        return agent.members().alive(member.id());
    }

    private static ObjectNode node(Member member) {
        var node = Json.object()
                .put("ID", member.id())
                .put("Node", member.name())
                .put("Address", member.address())
                .put("Datacenter", member.datacenter());
        node.putObject("TaggedAddresses").put("lan", member.address()).put("wan", member.address());
        node.putObject("Meta").put("consul-version", member.version());
        return node;
    }

    private ObjectNode health(Member member) {
        var entry = Json.object();
        entry.set("Node", node(member));
        entry.putObject("Service")
                .put("ID", "consul")
                .put("Service", "consul")
                .put("Address", "")
                .put("Port", member.rpcPort());
        entry.putArray("Checks")
                .addObject()
                .put("Node", member.name())
                .put("CheckID", "serfHealth")
                .put("Name", "Serf Health Status")
                .put("Status", alive(member) ? "passing" : "critical")
                .put("Output", alive(member) ? "Agent alive and reachable" : "Agent not live or unreachable");
        return entry;
    }
}
