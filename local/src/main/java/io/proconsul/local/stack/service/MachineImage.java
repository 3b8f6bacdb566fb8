package io.proconsul.local.stack.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.LogSetup;
import io.proconsul.local.deployment.Preparation;
import io.proconsul.local.kafka.JavaCommand;
import io.proconsul.local.tls.Pem;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The image of the virtual machines: the host manager, the key that it verifies manifests with, and Consul; the real
 * program if it is on the PATH, else the stand-in.
 */
public final class MachineImage {
    public static final String NAME = "vm-image";

    private static final String SIGNING_KEY = "proconsul-manifest";
    private static final int HEAP_MEGABYTES = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private MachineImage() {}

    public static Preparation of(Deployment deployment) {
        return new Preparation(NAME, Set.of(Vault.NAME), () -> build(deployment));
    }

    /** What every machine runs; {@code {root}} stands for its disk. */
    static String program(Deployment deployment) {
        return hostManager(deployment) + " --root={root}";
    }

    /** What every machine inherits: the Consul to run, and for the stand-in where its cloud is. */
    static Map<String, String> environment(Deployment deployment) {
        return isOnPath("consul")
                ? Map.of()
                : Map.of(
                        "PROCONSUL_CONSUL_PROGRAM", standIn(deployment).toString(),
                        "PROCONSUL_STANDIN_ARM", deployment.https(Deployment.ARM),
                        "PROCONSUL_STANDIN_FAULTS", deployment.state().faults().toString());
    }

    /** The programs that servers can be given: the stand-in as each version. A real Consul has one version only. */
    static Optional<Path> programs(Deployment deployment) {
        return isOnPath("consul")
                ? Optional.empty()
                : Optional.of(deployment.state().path().resolve("consul-programs"));
    }

    private static Path standIn(Deployment deployment) {
        return deployment.state().path().resolve("bin/consul");
    }

    private static Path hostManager(Deployment deployment) {
        return deployment.state().path().resolve("bin/hostmanager");
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void build(Deployment deployment)
            throws IOException, InterruptedException, GeneralSecurityException {
        var key = deployment.state().machineImage().resolve("etc/proconsul/manifest-key.pem");
        Files.createDirectories(key.getParent());
        Files.writeString(key, publicKey(deployment));
        var consul = new ArrayList<>(Settings.trust(deployment));
        consul.addAll(List.of(
                LogSetup.option(),
                "-cp",
                deployment.programs().localClassPath(),
                "io.proconsul.local.consul.ConsulStandIn"));
        writeLauncher(standIn(deployment), consul);
        if (programs(deployment).isPresent()) {
            writePrograms(programs(deployment).get(), standIn(deployment));
        }
        var arguments = new ArrayList<>(Settings.trust(deployment));
        arguments.addAll(List.of(
                "-cp",
                deployment.programs().hostManagerClassPath(),
                "io.proconsul.hostmanager.HostManager",
                "--health-port=0",
                "--poll-interval=PT2S",
                "--audit-interval=PT1S",
                "--stop-consul-on-exit"));
        writeLauncher(hostManager(deployment), arguments);
    }

    private static void writePrograms(Path folder, Path standIn) throws IOException {
        for (var version : (Iterable<String>) ConsulVersions.all()::iterator) {
            var file = folder.resolve(version).resolve("consul");
            Files.createDirectories(file.getParent());
            Files.writeString(file, """
                    #!/bin/sh
                    PROCONSUL_STANDIN_CONSUL_VERSION='%s' exec '%s' "$@"
                    """.formatted(version, standIn));
        }
    }

    private static void writeLauncher(Path file, List<String> arguments) throws IOException {
        var words = JavaCommand.java(HEAP_MEGABYTES, arguments.toArray(String[]::new)).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .toList();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\nexec " + String.join(" ", words) + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The newest version of the key that signs manifests, as SubjectPublicKeyInfo. */
    private static String publicKey(Deployment deployment)
            throws IOException, InterruptedException, GeneralSecurityException {
        var init = JSON.readTree(Files.readAllBytes(deployment.state().vault().resolve("init.json")));
        var request = HttpRequest.newBuilder(
                        URI.create(deployment.https(Deployment.VAULT) + "/v1/transit/keys/" + SIGNING_KEY))
                .header("X-Vault-Token", init.path("root_token").asText())
                .build();
        var client =
                HttpClient.newBuilder().sslContext(StandInTls.trust(deployment)).build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Expected Vault to have the key " + SIGNING_KEY + ", but it answered "
                    + answer.statusCode() + " " + answer.body());
        }
        var data = JSON.readTree(answer.body()).path("data");
        return pem(newest(data));
    }

    private static byte[] newest(JsonNode data) {
        var version = data.path("latest_version").asText("1");
        return Base64.getDecoder()
                .decode(data.path("keys").path(version).path("public_key").asText());
    }

    /** RFC 8032: 32 bytes, little-endian, the sign of x in the highest bit. */
    static String pem(byte[] raw) throws GeneralSecurityException {
        var bytes = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            bytes[i] = raw[raw.length - 1 - i];
        }
        boolean odd = (bytes[0] & 0x80) != 0;
        bytes[0] &= 0x7f;
        var point = new EdECPoint(odd, new BigInteger(1, bytes));
        return Pem.of(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
    }
}
