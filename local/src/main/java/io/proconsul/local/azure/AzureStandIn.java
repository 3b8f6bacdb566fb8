package io.proconsul.local.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.proconsul.local.azure.arm.Durations;
import io.proconsul.local.azure.vm.MachineProcesses.Image;
import io.proconsul.local.http.ClientIdentity;
import io.proconsul.local.http.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the local Azure until it is told to end; prints where it listens as one line of JSON when it is ready. */
@Command(name = "azure-stand-in", mixinStandardHelpOptions = true, description = "Azure on one machine.")
public final class AzureStandIn implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--state", required = true, description = "The stack's state folder.")
    private @Nullable Path state;

    @Option(names = "--tls", required = true, description = "PKCS#12 file with the server's key and chain.")
    private @Nullable Path tls;

    @Option(names = "--tls-password", defaultValue = "changeit", description = "Of that file.")
    private String tlsPassword = "changeit";

    @Option(names = "--arm-port", defaultValue = "0", description = "0: a free port.")
    private int armPort;

    @Option(names = "--entra-port", defaultValue = "0", description = "0: a free port.")
    private int entraPort;

    @Option(names = "--blob-port", defaultValue = "0", description = "0: a free port.")
    private int blobPort;

    @Option(names = "--control-port", defaultValue = "0", description = "0: a free port.")
    private int controlPort;

    @Option(names = "--realistic", description = "Operations take as long as in Azure.")
    private boolean realistic;

    @Option(names = "--time-scale", defaultValue = "1", description = "Factor of all durations.")
    private double timeScale = 1;

    @Option(names = "--durations", description = "JSON file: resource type to seconds.")
    private @Nullable Path durations;

    @Option(
            names = "--replication-seconds",
            defaultValue = "3",
            description = "How long a new principal stays unknown to role assignments.")
    private int replicationSeconds = 3;

    @Option(names = "--client", description = "PKCS#12 file with what it shows to the gateway, as its client.")
    private @Nullable Path client;

    @Option(names = "--gateway", description = "Base URL of the control plane's gateway, with its code.")
    private @Nullable URI gateway;

    @Option(names = "--webhook", description = "URL of the notifications, with its sig.")
    private @Nullable URI webhook;

    @Option(names = "--vm-image", description = "Folder that is copied to every new disk.")
    private @Nullable Path vmImage;

    @Option(
            names = "--vm-program",
            description = "What every machine runs, words separated by spaces; {root} stands for its disk.")
    private String vmProgram = "";

    @Option(names = "--light-machines", description = "Machines run inside this process instead of a program.")
    private boolean lightMachines;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AzureStandIn()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var cloud = AzureCloud.start(settings(), Clock.systemUTC());
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cloud.close();
            ended.countDown();
        }));
        var ready = JSON.createObjectNode()
                .put("arm", cloud.armEndpoint().toString())
                .put("entra", cloud.entraEndpoint().toString())
                .put("blob", cloud.blobEndpoint().toString())
                .put("control", cloud.controlEndpoint().toString())
                .put("tenant", Subscription.TENANT)
                .put("subscription", Subscription.ID);
        var out = given(spec, "spec").commandLine().getOut();
        out.println(ready);
        out.flush();
        ended.await();
        return 0;
    }

    private AzureSettings settings() throws IOException {
        var folder = given(state, "--state");
        JsonNode seconds = durations == null ? MissingNode.getInstance() : JSON.readTree(durations.toFile());
        var image = vmProgram.isBlank() && !lightMachines
                ? Optional.<Image>empty()
                : Optional.of(new Image(
                        vmImage == null ? folder.resolve("vm-image") : vmImage,
                        List.of(vmProgram.trim().split(" +", -1))));
        return new AzureSettings(
                folder,
                Tls.load(given(tls, "--tls"), tlsPassword.toCharArray(), Optional.empty()),
                Durations.of(realistic, timeScale, seconds),
                Duration.ofMillis(Math.round(replicationSeconds * 1000 * timeScale)),
                new AzureSettings.Ports(armPort, entraPort, blobPort, controlPort),
                Optional.ofNullable(client).map(file -> ClientIdentity.load(file, tlsPassword.toCharArray())),
                Optional.ofNullable(gateway),
                Optional.ofNullable(webhook),
                image,
                lightMachines);
    }

    private static <T> T given(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is required");
        }
        return value;
    }
}
