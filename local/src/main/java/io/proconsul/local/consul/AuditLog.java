package io.proconsul.local.consul;

import io.proconsul.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The audit log of Consul Enterprise: a line for the beginning and one for the end of each request that arrives here. */
final class AuditLog {
    private static final String ENTERPRISE = "+ent";

    private final Optional<Path> file;
    private final Clock clock;

    private AuditLog(Optional<Path> file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Where the configuration says; another edition takes the configuration and logs nothing. */
    static AuditLog of(AgentConfig config, String version, Clock clock) {
        return new AuditLog(version.endsWith(ENTERPRISE) ? config.auditLog() : Optional.empty(), clock);
    }

    void begins(UUID id, Request request, String accessor) {
        note(id, request, accessor, "OperationStart", 0);
    }

    void ends(UUID id, Request request, String accessor, int status) {
        note(id, request, accessor, "OperationComplete", status);
    }

    private synchronized void note(UUID id, Request request, String accessor, String stage, int status) {
        if (file.isEmpty()) {
            return;
        }
        var event = Json.object().put("created_at", clock.instant().toString()).put("event_type", "audit");
        var payload = event.putObject("payload")
                .put("id", id.toString())
                .put("version", "1")
                .put("type", "HTTPEvent")
                .put("stage", stage);
        payload.putObject("auth").put("accessor_id", accessor);
        payload.putObject("request").put("operation", request.method()).put("endpoint", request.path());
        if (status > 0) {
            payload.putObject("response").put("status", Integer.toString(status));
        }
        append(file.get(), event + "\n");
    }

    private static void append(Path log, String line) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
