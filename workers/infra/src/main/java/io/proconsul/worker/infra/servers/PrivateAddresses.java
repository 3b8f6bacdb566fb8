package io.proconsul.worker.infra.servers;

import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import io.proconsul.worker.infra.arm.ArmId;
import io.proconsul.worker.infra.arm.Resources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** Finds the addresses that Azure gave to the servers. */
@ApplicationScoped
public class PrivateAddresses {

    private final Resources resources;

    public PrivateAddresses(Resources resources) {
        this.resources = resources;
    }

    /** The address of a scale set's only instance; empty as long as it has none. */
    Optional<String> of(ArmId scaleSet) {
        return resources.ask(scaleSet.subscription(), azure -> azure
                .network()
                .getNetworkInterfaces()
                .listVirtualMachineScaleSetNetworkInterfaces(scaleSet.group(), scaleSet.name())
                .stream()
                .map(NetworkInterfaceInner::ipConfigurations)
                .filter(Objects::nonNull)
                .flatMap(configurations -> configurations.stream())
                .map(NetworkInterfaceIpConfigurationInner::privateIpAddress)
                .filter(Objects::nonNull)
                .findFirst());
    }
}
