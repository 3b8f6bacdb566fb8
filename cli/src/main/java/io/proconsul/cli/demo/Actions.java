package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a customer has done to the cluster, asked for again as long as the service is busy or down. */
final class Actions {
    private final Customer customer;
    private final Patience patience;

    Actions(Customer customer, Patience patience) {
        this.customer = customer;
        this.patience = patience;
    }

    /** Something to do between two looks. */
    @FunctionalInterface
    interface Meanwhile {
        void act() throws InterruptedException;
    }

    /** @param what members of the body beside those that all have */
    JsonNode act(String action, Map<String, ?> what) throws InterruptedException {
        return patience.await("an answer to " + action, () -> customer.act(action, what));
    }

    /** @throws DemoFailure if the operation that an action's answer names ends with an error */
    void follow(JsonNode begun) throws InterruptedException {
        follow(begun, () -> {});
    }

    void follow(JsonNode begun, Meanwhile meanwhile) throws InterruptedException {
        var id = begun.at("/operation/id").asText();
        var ended = patience.await("the end of operation " + id, () -> {
            meanwhile.act();
            return customer.act("operation", Map.of("operationId", id))
                    .filter(answer -> answer.at("/operation/state").asText().equals("DONE"));
        });
        expect(ended.at("/operation/error").isMissingNode(), "an operation without an error", ended);
    }

    static void expect(boolean holds, String what, Object found) {
        if (!holds) {
            throw new DemoFailure("Expected " + what + ", found " + found);
        }
    }
}
