package io.proconsul.gateway.version;

import static java.util.stream.Collectors.joining;

import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.version.OfferedVersion.Status;
import io.proconsul.schemas.ConsulVersion;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The versions of Consul that clusters may be made with and upgraded to. */
@Startup
@ApplicationScoped
public class VersionCatalogue {

    private final NavigableMap<ConsulVersion, Status> offered = new TreeMap<>();

    /** @throws IllegalArgumentException if something configured is no version */
    public VersionCatalogue(GatewayConfig config) {
        var clusters = config.clusters();
        clusters.consulPreviews().orElse(List.of()).forEach(version -> offer(version, Status.PREVIEW));
        clusters.consulVersions().forEach(version -> offer(version, Status.AVAILABLE));
        offer(clusters.consulVersion(), Status.RECOMMENDED);
    }

    public boolean offers(String version) {
        return ConsulVersion.parse(version).filter(offered::containsKey).isPresent();
    }

    /** What a version has to be, to follow "Expected". */
    public String rule() {
        return "one of "
                + offered.keySet().stream().map(ConsulVersion::toString).collect(joining(", "));
    }

    /** Where one step leads from a version, the oldest first. */
    public List<OfferedVersion> upgradesFrom(ConsulVersion current) {
        return offered.entrySet().stream()
                .filter(entry -> current.canBecome(entry.getKey()))
                .map(entry -> new OfferedVersion(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void offer(String text, Status status) {
        var version = ConsulVersion.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a version of Consul such as v1.21.4 in the catalogue, found " + text));
        offered.put(version, status);
    }
}
