package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Vault's envelope around what it answers. */
final class Answers {
    private Answers() {}

    static Response data(JsonNode data) {
        return data(data, List.of());
    }

    static Response data(JsonNode data, List<String> warnings) {
        return Response.json(200, envelope(data, NullNode.instance, warnings).toString());
    }

    /** As {@link #data}, with the status of a batch that failed in part. */
    static Response data(int status, JsonNode data) {
        return Response.json(
                status, envelope(data, NullNode.instance, List.of()).toString());
    }

    static Response auth(ObjectNode auth) {
        return Response.json(200, envelope(NullNode.instance, auth, List.of()).toString());
    }

    /** The names below a path; Vault answers 404 if there are none. */
    static Response keys(Collection<String> names) {
        if (names.isEmpty()) {
            throw Refusal.notFound();
        }
        var data = Json.object();
        data.set("keys", Json.array(names));
        return data(data);
    }

    static Response noContent() {
        return Response.empty(204);
    }

    static Response accepted(List<String> warnings) {
        return Response.json(
                202, envelope(NullNode.instance, NullNode.instance, warnings).toString());
    }

    static Response refusal(int status, List<String> errors) {
        var body = Json.object();
        body.set("errors", Json.array(errors));
        return Response.json(status, body.toString());
    }

    /** The envelope itself, for the paths of sys that repeat their data beside it. */
    static ObjectNode envelope(JsonNode data, JsonNode auth, List<String> warnings) {
        var body = Json.object()
                .put("request_id", UUID.randomUUID().toString())
                .put("lease_id", "")
                .put("renewable", false)
                .put("lease_duration", 0);
        body.set("data", data);
        body.putNull("wrap_info");
        body.set("warnings", warnings.isEmpty() ? NullNode.instance : Json.array(warnings));
        body.set("auth", auth);
        return body;
    }
}
