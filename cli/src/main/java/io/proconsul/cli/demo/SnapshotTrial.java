package io.proconsul.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A user writes something, takes a snapshot, overwrites it, and has the cluster put back. */
final class SnapshotTrial {
    private static final String KEY = "demo/restored";

    private final Actions actions;
    private final TokenTrial.Opened opened;
    private final PrintWriter out;
    private final Patience patience;

    SnapshotTrial(Customer customer, TokenTrial.Opened opened, PrintWriter out, Patience patience) {
        this.actions = new Actions(customer, patience);
        this.opened = opened;
        this.out = out;
        this.patience = patience;
    }

    /** @throws DemoFailure if a snapshot does not hold what was there, or is not listed, renamed or deleted as asked */
    void run() throws InterruptedException {
        write("before");
        var begun = actions.act("createSnapshot", Map.of("name", "demo"));
        var id = begun.path("snapshotId").asText();
        actions.follow(begun);
        write("after");
        actions.follow(actions.act("restoreSnapshot", Map.of("snapshotId", id, "takeSnapshot", "TRUE")));
        patience.until(
                "the value of the snapshot",
                () -> opened.user().get(KEY, opened.token()).equals("before"));
        var renamed = actions.act("renameSnapshot", Map.of("snapshotId", id, "name", "golden"));
        Actions.expect(renamed.at("/snapshot/name").asText().equals("golden"), "a renamed snapshot", renamed);
        Actions.expect(listed(id).isPresent(), "the snapshot in the list", renamed);
        actions.follow(actions.act("deleteSnapshot", Map.of("snapshotId", id)));
        Actions.expect(listed(id).isEmpty(), "no deleted snapshot in the list", renamed);
        out.printf("  %-24s %s was taken, restored, renamed and deleted%n", "snapshot", id);
    }

    private void write(String value) throws InterruptedException {
        patience.until("Consul to take " + value, () -> opened.user().put(KEY, value, opened.token()) == 200);
    }

    private Optional<JsonNode> listed(String id) throws InterruptedException {
        var list = actions.act("listSnapshots", Map.of()).path("snapshots");
        return StreamSupport.stream(list.spliterator(), false)
                .filter(snapshot -> snapshot.path("id").asText().equals(id))
                .findFirst();
    }
}
