package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A user writes something, takes a snapshot, overwrites it, and has the cluster put back. */
final class SnapshotTrial {
    private static final String KEY = "demo/restored";

    private final Customer customer;
    private final TokenTrial.Opened opened;
    private final PrintWriter out;
    private final Patience patience;

    SnapshotTrial(Customer customer, TokenTrial.Opened opened, PrintWriter out, Patience patience) {
        this.customer = customer;
        this.opened = opened;
        this.out = out;
        this.patience = patience;
    }

    /** @throws DemoFailure if a snapshot does not hold what was there, or is not listed, renamed or deleted as asked */
    void run() throws InterruptedException {
        write("before");
        var begun = act("createSnapshot", Map.of("name", "demo"));
        var id = begun.path("snapshotId").asText();
        follow(begun);
        write("after");
        follow(act("restoreSnapshot", Map.of("snapshotId", id, "takeSnapshot", "TRUE")));
        patience.until(
                "the value of the snapshot",
                () -> opened.user().get(KEY, opened.token()).equals("before"));
        var renamed = act("renameSnapshot", Map.of("snapshotId", id, "name", "golden"));
        expect(renamed.at("/snapshot/name").asText().equals("golden"), "a renamed snapshot", renamed);
        expect(listed(id).isPresent(), "the snapshot in the list", renamed);
        follow(act("deleteSnapshot", Map.of("snapshotId", id)));
        expect(listed(id).isEmpty(), "no deleted snapshot in the list", renamed);
        out.printf("  %-24s %s was taken, restored, renamed and deleted%n", "snapshot", id);
    }

    private void write(String value) throws InterruptedException {
        patience.until("Consul to take " + value, () -> opened.user().put(KEY, value, opened.token()) == 200);
    }

    private JsonNode act(String action, Map<String, String> what) throws InterruptedException {
        return patience.await("an answer to " + action, () -> customer.act(action, what));
    }

    private void follow(JsonNode begun) throws InterruptedException {
        var id = begun.at("/operation/id").asText();
        var ended =
                patience.await("the end of operation " + id, () -> customer.act("operation", Map.of("operationId", id))
                        .filter(answer -> answer.at("/operation/state").asText().equals("DONE")));
        expect(ended.at("/operation/error").isMissingNode(), "an operation without an error", ended);
    }

    private Optional<JsonNode> listed(String id) throws InterruptedException {
        var list = act("listSnapshots", Map.of()).path("snapshots");
        return StreamSupport.stream(list.spliterator(), false)
                .filter(snapshot -> snapshot.path("id").asText().equals(id))
                .findFirst();
    }

    private static void expect(boolean holds, String what, JsonNode found) {
        if (!holds) {
            throw new DemoFailure("Expected " + what + ", found " + found);
        }
    }
}
