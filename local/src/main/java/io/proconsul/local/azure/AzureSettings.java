package io.proconsul.local.azure;

import io.proconsul.local.azure.arm.Durations;
import io.proconsul.local.azure.vm.MachineProcesses;
import io.proconsul.local.http.ClientIdentity;
import io.proconsul.local.http.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a local Azure is started with.
 *
 * @param state the stack's state folder; Azure keeps to {@code azure/} and {@code vms/} in it and reads {@code faults.json}
 * @param replication how long a new principal stays unknown to role assignments
 * @param client what Resource Manager shows to providers and webhooks; empty: it believes and shows nothing
 * @param gateway the endpoint of managed applications' custom provider; empty: applications deploy nothing
 * @param webhook where managed applications are announced, with its {@code sig}
 * @param image what virtual machines run; empty: scale sets have instances without processes
 * @param light machines run inside this process instead of the image's program
 */
public record AzureSettings(
        Path state,
        Tls tls,
        Durations durations,
        Duration replication,
        Ports ports,
        Optional<ClientIdentity> client,
        Optional<URI> gateway,
        Optional<URI> webhook,
        Optional<MachineProcesses.Image> image,
        boolean light) {

    /** Where to listen; 0 for a free port. */
    public record Ports(int arm, int entra, int blob, int control) {
        public static final Ports FREE = new Ports(0, 0, 0, 0);
    }

    /** A cloud without control plane and without processes. */
    public static AzureSettings bare(Path state, Tls tls, Durations durations, Duration replication) {
        return new AzureSettings(
                state,
                tls,
                durations,
                replication,
                Ports.FREE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
