package io.proconsul.hostmanager.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proconsul.hostmanager.generation.Disk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This VM's private IPv4 address, from the instance metadata service. The last answer is kept on disk: a metadata
 * service that is down must not keep Consul from starting.
 */
public final class PrivateAddress {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateAddress.class);
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String NAME = "address";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final URI metadata;
    private final Path directory;
    private final Disk disk;

    public PrivateAddress(String authority, Path directory, Disk disk) {
        this.metadata = URI.create(authority + "/metadata/instance?api-version=2021-02-01");
        this.directory = directory;
        this.disk = disk;
    }

    /** Asks once, and falls back on the last answer. */
    public Optional<String> find() throws InterruptedException {
        try {
            var address = ask();
            remember(address);
            return Optional.of(address);
        } catch (IOException e) {
            var remembered = recall();
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .addKeyValue("fallback", remembered.orElse("none"))
                    .log("The instance metadata service did not tell the private address");
            return remembered;
        }
    }

    private String ask() throws IOException, InterruptedException {
        var http = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(TIMEOUT)
                .build();
        var request = HttpRequest.newBuilder(metadata)
                .header("Metadata", "true")
                .timeout(TIMEOUT)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode() + " from " + metadata);
        }
        var address = new JsonMapper()
                .readTree(answer.body())
                .at("/network/interface/0/ipv4/ipAddress/0/privateIpAddress")
                .asText();
        if (!IPV4.matcher(address).matches()) {
            throw new IOException("no private IPv4 address in the instance metadata");
        }
        return address;
    }

    private void remember(String address) throws IOException {
        if (recall().filter(address::equals).isEmpty()) {
            disk.replace(directory, NAME, address.getBytes(UTF_8), PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private Optional<String> recall() {
        var memory = directory.resolve(NAME);
        try {
            return Files.exists(memory)
                    ? Optional.of(Files.readString(memory))
                            .filter(text -> IPV4.matcher(text).matches())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
