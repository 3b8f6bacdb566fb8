package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A Vault and someone who talks to it. */
record VaultDialogue(VaultServer server, Path state, String token) {

    static VaultDialogue open(Path state, Clock clock) {
        return new VaultDialogue(Seed.open(state, clock), state, "");
    }

    VaultDialogue as(String role) throws Exception {
        var credentials = Json.MAPPER
                .readTree(Files.readString(state.resolve("approles.json")))
                .path(role);
        var login = send("POST", "auth/approle/login", credentials);
        return new VaultDialogue(
                server, state, json(login).at("/auth/client_token").asText());
    }

    VaultDialogue asRoot() throws Exception {
        var init = Json.MAPPER.readTree(Files.readString(state.resolve("init.json")));
        return new VaultDialogue(server, state, init.path("root_token").asText());
    }

    Response send(String method, String path, JsonNode body) {
        return server.handle(new Request(
                method,
                "/v1/" + path,
                Map.of(),
                token.isEmpty() ? Map.of() : Map.of("x-vault-token", token),
                Body.of(body.isMissingNode() ? "" : body.toString()),
                List.of()));
    }

    Response get(String path) {
        return send("GET", path, Json.MAPPER.missingNode());
    }

    Response post(String path, ObjectNode body) {
        return send("POST", path, body);
    }

    /** The data of an answer that must be a success. */
    JsonNode data(String path, ObjectNode body) {
        var answer = post(path, body);
        if (answer.status() != 200) {
            throw new AssertionError(
                    path + ": " + answer.status() + " " + answer.body().text());
        }
        return json(answer).path("data");
    }

    static JsonNode json(Response response) {
        return Json.parseObject(response.body().text());
    }
}
