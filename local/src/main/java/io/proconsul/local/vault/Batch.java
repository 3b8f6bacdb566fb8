package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Response;
import java.util.function.UnaryOperator;

/** Calls of the transit engine that take one input, or many at once in {@code batch_input}. */
final class Batch {
    private Batch() {}

    /** Keeps the order of a batch. If an item fails, the status is 400, or what the call asks for such a case. */
    static Response run(ObjectNode body, UnaryOperator<ObjectNode> one) {
        var items = body.path("batch_input");
        if (items.isMissingNode() || items.isNull()) {
            return Answers.data(one.apply(body));
        }
        if (!items.isArray() || items.isEmpty()) {
            throw Refusal.badRequest("missing batch input to process");
        }
        var results = Json.MAPPER.createArrayNode();
        boolean failed = false;
        for (var item : items) {
            var input = item.deepCopy() instanceof ObjectNode object ? object : Json.object();
            ObjectNode result;
            try {
                result = one.apply(inherit(input, body));
            } catch (Refusal refusal) {
                result = Json.object().put("error", String.join(", ", refusal.errors()));
                failed = true;
            }
            results.add(result.put("reference", item.path("reference").asText("")));
        }
        var data = Json.object();
        data.set("batch_results", results);
        int partly = body.path("partial_failure_response_code").asInt(400);
        return Answers.data(failed ? partly : 200, data);
    }

    /** What is said once for all items of a batch. */
    private static ObjectNode inherit(ObjectNode item, ObjectNode body) {
        body.properties().forEach(field -> {
            if (!field.getKey().equals("batch_input") && !item.has(field.getKey())) {
                item.set(field.getKey(), field.getValue());
            }
        });
        return item;
    }
}
