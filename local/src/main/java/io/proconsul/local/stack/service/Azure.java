package io.proconsul.local.stack.service;

import io.proconsul.local.azure.AzureStandIn;
import io.proconsul.local.deployment.Credentials;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.LogSetup;
import io.proconsul.local.deployment.Readiness;
import io.proconsul.local.deployment.ServiceDefinition;
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

    private Azure() {}

    public static ServiceDefinition of(Deployment deployment) {
        return new ServiceDefinition(
                NAME,
                Set.of(),
                JavaCommand.java(
                        HEAP_MEGABYTES,
                        LogSetup.option(),
                        "-cp",
                        deployment.programs().localClassPath(),
                        AzureStandIn.class.getName(),
                        "@" + arguments(deployment)),
                () -> MachineImage.environment(deployment),
                Readiness.http(deployment.http(Deployment.CONTROL) + "/resources"),
                deployment.https(NAME));
    }

    /** In a file of the owner's, because the webhook's address has a secret in it and command lines are public. */
    private static Path arguments(Deployment deployment) {
        var file = deployment.state().service(NAME).resolve("arguments");
        var lines = new ArrayList<>(List.of(
                "--state=" + deployment.state().path(),
                "--tls=" + StandInTls.keyStore(deployment, NAME),
                "--gateway=" + deployment.http(Deployment.GATEWAY),
                "--webhook=" + webhook(deployment),
                "--vm-image=" + deployment.state().machineImage()));
        Map.of("arm", NAME, "entra", Deployment.ENTRA, "blob", Deployment.BLOB, "control", Deployment.CONTROL)
                .forEach((option, listener) ->
                        lines.add("--" + option + "-port=" + deployment.ports().of(listener)));
        if (deployment.options().realistic()) {
            lines.add("--realistic");
        }
        lines.add("\"--vm-program=" + MachineImage.program(deployment) + "\"");
        OwnerOnly.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static String webhook(Deployment deployment) {
        var secret = new Credentials(deployment.state()).shared(Gateway.WEBHOOK_SECRET);
        return deployment.http(Deployment.GATEWAY) + "/notifications?sig=" + secret;
    }
}
