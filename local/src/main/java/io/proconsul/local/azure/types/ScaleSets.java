package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Address;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.network.Fabric;
import io.proconsul.local.azure.vm.Machine;
import io.proconsul.local.azure.vm.Machines;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A scale set keeps as many instances as its capacity says, spread over its zones. */
final class ScaleSets implements Lifecycle {
    static final String TYPE = "Microsoft.Compute/virtualMachineScaleSets";

    private final ResourceStore store;
    private final Fabric fabric;
    private final Machines machines;
    private final Clock clock;

    ScaleSets(ResourceStore store, Fabric fabric, Machines machines, Clock clock) {
        this.store = store;
        this.fabric = fabric;
        this.machines = machines;
        this.clock = clock;
    }

    @Override
    public Optional<Refusal> refuse(Address id, ObjectNode body, Optional<Resource> before) {
        if (!body.at("/sku/capacity").isIntegralNumber()) {
            return Optional.of(Refusal.invalid("InvalidParameter", "sku.capacity is required and must be a number."));
        }
        if (subnet(body).isEmpty()) {
            return Optional.of(Refusal.invalid(
                    "InvalidParameter", "The network profile must name the subnet of an IP configuration."));
        }
        for (var identity : identities(body)) {
            if (store.find(Address.of(identity)).isEmpty()) {
                return Optional.of(Refusal.invalid(
                        "FailedIdentityOperation", "The identity " + identity + " is not found or not ready yet."));
            }
        }
        return Optional.empty();
    }

    @Override
    public void complete(Address id, ObjectNode body, Optional<Resource> before) {
        body.withObject("/properties")
                .put(
                        "uniqueId",
                        before.map(resource ->
                                        resource.at("/properties/uniqueId").asText())
                                .orElseGet(() -> UUID.randomUUID().toString()));
    }

    /** Machines boot before the agent in the last of them reports that it is ready, which ends the operation. */
    @Override
    public void begin(Resource scaleSet) {
        grow(scaleSet);
    }

    @Override
    public Optional<Refusal> provision(Resource scaleSet) {
        int capacity = scaleSet.at("/sku/capacity").asInt();
        store.below(scaleSet.id()).stream()
                .filter(child -> child.id().types().size() == 2)
                .filter(instance -> Integer.parseInt(instance.id().name()) >= capacity)
                .forEach(this::remove);
        return grow(scaleSet).map(failure -> new Refusal(500, "OSProvisioningInternalError", failure));
    }

    /** Adds the instances that are missing; the failure of the first that did not boot, which is tried again. */
    private synchronized Optional<String> grow(Resource scaleSet) {
        for (int i = 0; i < scaleSet.at("/sku/capacity").asInt(); i++) {
            var id = scaleSet.id().child("virtualMachines", Integer.toString(i));
            if (store.find(id).isEmpty()) {
                var failure = add(scaleSet, id, i);
                if (failure.isPresent()) {
                    store.find(id).ifPresent(this::remove);
                    return failure;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<JsonNode> part(Resource scaleSet, String name) {
        var children = store.below(scaleSet.id()).stream();
        var body = JsonNodeFactory.instance.objectNode();
        switch (name.toLowerCase(Locale.ROOT)) {
            case "networkinterfaces" -> {
                var value = body.putArray("value");
                children.filter(child -> child.id().tail().equals("networkInterfaces"))
                        .forEach(child -> value.add(child.body()));
            }
            case "instanceview" -> {
                var summary = body.putObject("virtualMachine").putArray("statusesSummary");
                children.filter(child -> child.id().tail().equals("virtualMachines"))
                        .collect(Collectors.groupingBy(child -> machines.running(child.id()), Collectors.counting()))
                        .forEach((running, count) -> summary.addObject()
                                .put("code", running ? "PowerState/running" : "PowerState/stopped")
                                .put("count", count));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(body);
    }

    private void remove(Resource instance) {
        machines.delete(instance.id());
        fabric.releaseAddress(instance.id().key());
        store.remove(instance.id());
    }

    private Optional<String> add(Resource scaleSet, Address id, int index) {
        var subnet = Address.of(subnet(scaleSet.body()).orElseThrow());
        var network = subnet.parent().orElseThrow().key();
        var zones = scaleSet.at("/zones");
        var zone = zones.isEmpty() ? "" : zones.get(index % zones.size()).asText();
        var address = fabric.privateAddress(network, id.key());
        var machine = new Machine(
                id,
                scaleSet.id().name() + "_" + index,
                UUID.randomUUID().toString(),
                scaleSet.at("/location").asText(),
                zone,
                scaleSet.at("/sku/name").asText(),
                address,
                fabric.slice(network),
                scaleSet.at("/properties/virtualMachineProfile/osProfile/customData")
                        .asText(),
                identities(scaleSet.body()).stream()
                        .flatMap(identity -> store.find(Address.of(identity)).stream())
                        .map(identity -> identity.at("/properties/clientId").asText())
                        .toList(),
                scaleSet.at("/tags"));
        store.put(instance(machine));
        store.put(networkInterface(machine, subnet));
        return machines.boot(machine);
    }

    private Resource instance(Machine machine) {
        var body = resource(machine.id(), TYPE + "/virtualMachines");
        body.put("name", machine.name()).put("instanceId", machine.instance()).put("location", machine.location());
        if (!machine.zone().isEmpty()) {
            body.putArray("zones").add(machine.zone());
        }
        var properties = body.putObject("properties");
        properties.put("vmId", machine.vmId()).put("latestModelApplied", true).put("provisioningState", "Succeeded");
        properties.putObject("osProfile").put("computerName", machine.name());
        properties
                .putObject("networkProfile")
                .putArray("networkInterfaces")
                .addObject()
                .put("id", nic(machine).path());
        return stored(machine.id(), body);
    }

    private Resource networkInterface(Machine machine, Address subnet) {
        var id = nic(machine);
        var body = resource(id, TYPE + "/virtualMachines/networkInterfaces").put("location", machine.location());
        var properties = body.putObject("properties")
                .put("provisioningState", "Succeeded")
                .put("primary", true);
        properties.putObject("virtualMachine").put("id", machine.id().path());
        var configuration = properties.putArray("ipConfigurations").addObject();
        configuration.put("name", "internal").put("id", id.path() + "/ipConfigurations/internal");
        var ip = configuration.putObject("properties").put("primary", true);
        ip.put("privateIPAddress", machine.privateAddress()).put("privateIPAllocationMethod", "Dynamic");
        ip.putObject("subnet").put("id", subnet.path());
        return stored(id, body);
    }

    private static Address nic(Machine machine) {
        return machine.id().child("networkInterfaces", "nic");
    }

    private static ObjectNode resource(Address id, String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id.path())
                .put("name", id.name())
                .put("type", type);
    }

    private Resource stored(Address id, ObjectNode body) {
        return Resource.created(id, body, clock.instant());
    }

    private static Optional<String> subnet(JsonNode body) {
        return body
                .at("/properties/virtualMachineProfile/networkProfile/networkInterfaceConfigurations")
                .findValues("subnet")
                .stream()
                .map(subnet -> subnet.path("id").asText())
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    private static List<String> identities(JsonNode body) {
        var ids = new ArrayList<String>();
        body.at("/identity/userAssignedIdentities").properties().forEach(member -> ids.add(member.getKey()));
        return ids;
    }
}
