package io.proconsul.gateway.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.input.Fields;
import io.proconsul.gateway.upkeep.UpkeepFields;
import io.proconsul.gateway.version.VersionCatalogue;
import io.proconsul.gateway.view.Documents;
import io.proconsul.schemas.ConsulVersion;
import io.proconsul.wire.AuditLogging;
import io.proconsul.wire.Cluster;
import io.proconsul.wire.GrowCluster;
import io.proconsul.wire.UpdateCluster;
import io.proconsul.wire.Upkeep;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the body of an update, and the cluster that it is about, to a command, or to everything that is wrong with it. */
@ApplicationScoped
class UpdateReader {

    private static final List<String> MEMBERS = List.of("subscriptionId", "resourceGroup", "update", "sourceChannel");
    private static final List<String> BOOLEAN = List.of("TRUE", "FALSE");
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9 ._/()+-]{1,64}");
    private static final String CONSUL_VERSION = "consulVersion";
    private static final String NUM_SERVERS = "consulNumServers";
    private static final String AUDIT_LOGGING = "auditLogging";
    private static final String ENABLED = "enabled";
    private static final String CONTAINER = "storageContainerUrl";

    /** What one update may change together. */
    private static final List<String> CHANGES = Stream.concat(
                    Stream.of(CONSUL_VERSION, AUDIT_LOGGING), UpkeepFields.NAMES.stream())
            .toList();

    private static final List<String> ALLOWED =
            Stream.concat(CHANGES.stream(), Stream.of(NUM_SERVERS)).toList();

    private final VersionCatalogue catalogue;
    private final Pattern containers;

    UpdateReader(VersionCatalogue catalogue, GatewayConfig config) {
        this.catalogue = catalogue;
        this.containers = Pattern.compile(config.clusters().auditLogContainers());
    }

    /** @throws io.proconsul.gateway.error.ApiException with everything that is wrong */
    Wanted read(ObjectNode body, Cluster cluster, Instant now) {
        var problems = new ArrayList<Problem>();
        var request = new Fields(body, "", problems);
        request.allowOnly(MEMBERS);
        request.matching("sourceChannel", "", CHANNEL, "up to 64 letters, digits, spaces and ._/()+-");
        var update = request.object("update");
        update.allowOnly(ALLOWED);
        var wanted = update.has(NUM_SERVERS) ? growth(update, cluster) : update(request, update, cluster, now);
        if (!problems.isEmpty()) {
            throw ApiError.invalid(problems).asException();
        }
        return wanted;
    }

    private static Wanted growth(Fields update, Cluster cluster) {
        if (CHANGES.stream().anyMatch(update::has)) {
            update.invalid(NUM_SERVERS, "no other member beside consulNumServers: to grow is an operation of its own");
        }
        return new Wanted.Growth(new GrowCluster(ClusterSizes.read(update, NUM_SERVERS, cluster)));
    }

    private Wanted update(Fields request, Fields update, Cluster cluster, Instant now) {
        if (CHANGES.stream().noneMatch(update::has)) {
            request.invalid("update", "an object with one or more of " + String.join(", ", ALLOWED));
        }
        var running = Documents.runningVersion(cluster);
        var version = version(update, running);
        return new Wanted.Update(new UpdateCluster(
                running, version, auditLogging(update, cluster, version), now, upkeep(update, cluster), false));
    }

    /** Null: it stays as it is. */
    private static @Nullable Upkeep upkeep(Fields update, Cluster cluster) {
        var present = Documents.upkeep(cluster).orElse(UpkeepFields.DEFAULT);
        return UpkeepFields.anyIn(update) ? UpkeepFields.read(update, present) : null;
    }

    private String version(Fields update, String running) {
        var reachable = ConsulVersion.parse(running).map(catalogue::upgradesFrom).orElse(List.of()).stream()
                .map(offered -> offered.version().toString())
                .toList();
        return update.satisfying(
                CONSUL_VERSION,
                running,
                text -> text.equals(running) || reachable.contains(text),
                Stream.concat(Stream.of(running), reachable.stream())
                        .collect(Collectors.joining(", ", "one of ", ", where one step leads from " + running)));
    }

    /** Null: it stays as it is. */
    private @Nullable AuditLogging auditLogging(Fields update, Cluster cluster, String version) {
        if (!update.has(AUDIT_LOGGING)) {
            return null;
        }
        var asked = update.object(AUDIT_LOGGING);
        asked.allowOnly(List.of(ENABLED, CONTAINER));
        boolean enabled = asked.oneOf(ENABLED, "FALSE", BOOLEAN).equals("TRUE");
        var known = Optional.ofNullable(cluster.getAuditLogging())
                .map(AuditLogging::getContainerUrl)
                .orElse("");
        var container = asked.matching(CONTAINER, known, containers, "the https URL of a blob container of Azure's");
        if (enabled && container.isEmpty() && !asked.has(CONTAINER)) {
            asked.invalid(CONTAINER, "the URL of the container that the audit log is to be copied to");
        }
        if (enabled
                && ConsulVersion.parse(version)
                        .filter(ConsulVersion::enterprise)
                        .isEmpty()) {
            asked.invalid(ENABLED, "FALSE for " + version + ": only Consul Enterprise (+ent) has an audit log");
        }
        return new AuditLogging(enabled, container);
    }
}
