package io.proconsul.local.stack.service;

import io.proconsul.local.azure.AzureStandIn;
import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.LogSetup;
import io.proconsul.local.deployment.Readiness;
import io.proconsul.local.deployment.ServiceDefinition;
import io.proconsul.local.deployment.StackOptions.Cloud;
import io.proconsul.local.kafka.JavaCommand;
import io.proconsul.local.tls.OwnerOnly;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Azure stand-in, with the customer's subscription, the control plane's own resource group, and machines to boot. */
public final class Azure {
    public static final String NAME = Deployment.ARM;
    /** The control plane's own resource group, with its DNS zone and its archive of snapshots. */
    static final String CONTROL_GROUP = "proconsul-control";

    static final String DNS_ZONE = "consul.example.net";
    static final String ARCHIVE = "proconsularchive";
    static final String IMAGE_ID = "/subscriptions/" + Settings.SUBSCRIPTION + "/resourceGroups/" + CONTROL_GROUP
            + "/providers/Microsoft.Compute/galleries/proconsul/images/consul-server/versions/1.0.0";

    private static final int HEAP_MEGABYTES = 128;
    private static final int CROWDED_HEAP_MEGABYTES = 640;

    private Azure() {}

    public static ServiceDefinition of(Deployment deployment) {
        return new ServiceDefinition(
                NAME,
                Set.of(),
                command(deployment),
                () -> MachineImage.environment(deployment),
                Readiness.http(deployment.http(Deployment.CONTROL) + "/resources"),
                deployment.https(NAME));
    }

    private static List<String> command(Deployment deployment) {
        boolean crowded = deployment.options().cloud() == Cloud.CROWDED;
        var arguments = new ArrayList<String>(crowded ? Settings.trust(deployment) : List.of());
        arguments.addAll(List.of(
                LogSetup.option(),
                "-cp",
                deployment.programs().localClassPath(),
                AzureStandIn.class.getName(),
                "@" + arguments(deployment)));
        return JavaCommand.java(crowded ? CROWDED_HEAP_MEGABYTES : HEAP_MEGABYTES, arguments.toArray(String[]::new));
    }

    /** In a file of the owner's, because the webhook's address has a secret in it and command lines are public. */
    private static Path arguments(Deployment deployment) {
        var file = deployment.state().service(NAME).resolve("arguments");
        var lines = new ArrayList<>(List.of(
                "--state=" + deployment.state().path(),
                "--tls=" + StandInTls.keyStore(deployment, NAME),
                "--client=" + CustomProvider.issuedKeyStore(deployment),
                "--vm-image=" + deployment.state().machineImage()));
        Map.of("arm", NAME, "entra", Deployment.ENTRA, "blob", Deployment.BLOB, "control", Deployment.CONTROL)
                .forEach((option, listener) ->
                        lines.add("--" + option + "-port=" + deployment.ports().of(listener)));
        switch (deployment.options().cloud()) {
            case REALISTIC -> {
                lines.addAll(controlPlane(deployment));
                lines.add("--realistic");
            }
            case QUICK -> lines.addAll(controlPlane(deployment));
            case CROWDED -> lines.addAll(List.of("--realistic", "--time-scale=0.01", "--light-machines"));
        }
        OwnerOnly.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** Whom managed applications are announced to and deployed by; in a crowd, whoever plays the customers deploys. */
    private static List<String> controlPlane(Deployment deployment) {
        return List.of(
                "--gateway=" + CustomProvider.registered(deployment),
                "--webhook=" + webhook(deployment),
                "\"--vm-program=" + MachineImage.program(deployment) + "\"");
    }

    private static String webhook(Deployment deployment) {
        var secret = new Credentials(deployment.state()).shared(Gateway.WEBHOOK_SECRET);
        return deployment.https(Deployment.GATEWAY) + "/notifications?sig=" + secret;
    }
}
