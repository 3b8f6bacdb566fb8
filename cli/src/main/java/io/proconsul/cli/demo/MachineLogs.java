package io.proconsul.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.wire.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the servers' own logs say, as long as their disks are there. */
final class MachineLogs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELECTED = "New leader elected";

    private final Path machines;

    /** @param machines the folder of the machines' disks, one folder a scale set, one in it an instance */
    MachineLogs(Path machines) {
        this.machines = machines;
    }

    /** When the last of the servers learned who leads them; empty if one has not. */
    Optional<Instant> quorum(List<Server> servers) {
        var each = servers.stream().map(this::elected).toList();
        return each.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : each.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private Optional<Instant> elected(Server server) {
        return logs(server).stream()
                .flatMap(log -> lines(log).stream())
                .filter(line -> line.contains(ELECTED))
                .flatMap(line -> time(line).stream())
                .min(Comparator.naturalOrder());
    }

    /** The scale set of the server c0-1 is c0-server-1. */
    private List<Path> logs(Server server) {
        int dash = server.getName().lastIndexOf('-');
        var folder = machines.resolve(server.getName().substring(0, dash) + "-server"
                + server.getName().substring(dash));
        try (Stream<Path> instances = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return instances
                    .map(instance -> instance.resolve("var/log/consul.log"))
                    .filter(Files::exists)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collection<String> lines(Path log) {
        try {
            return Files.readAllLines(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Instant> time(String line) {
        try {
            return Optional.of(JSON.readTree(line))
                    .map(entry -> entry.path("@timestamp").asText())
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
