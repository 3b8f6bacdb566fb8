package io.proconsul.worker.infra.configuration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;

/**
 * The audit log of a server, as a file of its configuration: only Consul Enterprise has one. The host manager copies what
 * is written; Consul keeps enough of it for a container that cannot be reached for a while.
 */
record AuditConfig(Audit audit) {

    static final String FILE = "audit.json";

    /** From Consul's working directory, which is its configuration directory. */
    private static final String LOG = "../../var/log/consul-audit/audit.json";

    private static final int FILE_BYTES = 16 << 20;
    private static final int FILES = 32;

    record Audit(boolean enabled, Map<String, Sink> sink) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Sink(
            String type,
            String format,
            String path,
            String deliveryGuarantee,
            String mode,
            int rotateBytes,
            String rotateDuration,
            int rotateMaxFiles) {}

    static AuditConfig toFile() {
        var sink = new Sink("file", "json", LOG, "best-effort", "0600", FILE_BYTES, "24h", FILES);
        return new AuditConfig(new Audit(true, Map.of("proconsul", sink)));
    }
}
