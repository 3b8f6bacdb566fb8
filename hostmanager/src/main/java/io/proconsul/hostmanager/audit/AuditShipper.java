package io.proconsul.hostmanager.audit;

import io.proconsul.hostmanager.azure.LogContainer;
import io.proconsul.hostmanager.generation.Disk;
import io.proconsul.hostmanager.health.StatusBoard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the audit log into a container, a blob for some lines. A blob is named by the place of its lines, and one that is
 * there is never written again: a crash between a blob and the record of it leaves no line out and none twice. One thread,
 * until interrupted.
 */
public final class AuditShipper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditShipper.class);

    private final String node;
    private final AuditFiles files;
    private final ShippedFile record;
    private final Supplier<Optional<String>> wanted;
    private final Function<String, LogContainer> containers;
    private final StatusBoard board;
    private final Duration pause;

    private Optional<String> problem = Optional.empty();
    private Optional<Destination> destination = Optional.empty();

    /** An open container. */
    private record Destination(String url, LogContainer container) {}

    /**
     * Ships what Consul writes into a folder.
     *
     * @param node whose log it is: the folder of its blobs
     * @param log the folder that Consul writes to
     * @param state where to keep what has been shipped
     * @param wanted the URL of the container; empty if nothing is to be shipped
     * @param containers opens one
     */
    public AuditShipper(
            String node,
            Path log,
            Path state,
            Disk disk,
            Supplier<Optional<String>> wanted,
            Function<String, LogContainer> containers,
            StatusBoard board,
            Duration pause) {
        this.node = node;
        this.files = new AuditFiles(log);
        this.record = new ShippedFile(state, disk);
        this.wanted = wanted;
        this.containers = containers;
        this.board = board;
        this.pause = pause;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                round();
                Thread.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ships all that is there. */
    void round() {
        Optional<String> trouble = Optional.empty();
        var url = wanted.get();
        if (url.isPresent()) {
            try {
                ship(open(url.get()));
            } catch (IOException e) {
                trouble = Optional.of("the audit log cannot be copied: " + e.getMessage());
            }
        }
        if (trouble.isPresent() && !trouble.equals(problem)) {
            LOG.atWarn().addKeyValue("reason", trouble.get()).log("The audit log waits on this host");
        }
        problem = trouble;
        board.auditProblem(trouble);
    }

    private LogContainer open(String url) {
        var open = destination
                .filter(known -> known.url().equals(url))
                .orElseGet(() -> new Destination(url, containers.apply(url)));
        destination = Optional.of(open);
        return open.container();
    }

    private void ship(LogContainer container) throws IOException {
        Map<String, Long> shipped = new HashMap<>(record.read());
        for (var chunk = files.next(shipped); chunk.isPresent(); chunk = files.next(shipped)) {
            var found = chunk.get();
            long there = container.put(found.blob(node), found.lines().bytes());
            if (there <= 0) {
                throw new IOException(found.blob(node) + " is there, and empty");
            }
            shipped.put(found.file(), found.offset() + there);
            record.write(files.present(shipped));
        }
    }
}
