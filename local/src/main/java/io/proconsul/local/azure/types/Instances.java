package io.proconsul.local.azure.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.azure.arm.Lifecycle;
import io.proconsul.local.azure.arm.Refusal;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.network.Fabric;
import io.proconsul.local.azure.vm.Machines;
import io.proconsul.local.http.Response;
import java.util.Locale;
import java.util.Optional;

/** An instance of a scale set: running while its process lives. */
final class Instances implements Lifecycle {
    private final Machines machines;
    private final Fabric fabric;

    Instances(Machines machines, Fabric fabric) {
        this.machines = machines;
        this.fabric = fabric;
    }

    @Override
    public Optional<Refusal> dismantle(Resource instance) {
        machines.delete(instance.id());
        fabric.releaseAddress(instance.id().key());
        return Optional.empty();
    }

    @Override
    public Optional<Response> act(Resource instance, String action, JsonNode body) {
        switch (action.toLowerCase(Locale.ROOT)) {
            case "poweroff", "deallocate" -> machines.powerOff(instance.id());
            case "start" -> machines.powerOn(instance.id());
            case "restart" -> {
                machines.powerOff(instance.id());
                machines.powerOn(instance.id());
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Response.empty(200));
    }

    @Override
    public Optional<JsonNode> part(Resource instance, String name) {
        return name.equalsIgnoreCase("instanceView") ? Optional.of(view(instance)) : Optional.empty();
    }

    @Override
    public void show(Resource instance, ObjectNode body) {
        body.withObject("/properties").set("instanceView", view(instance));
    }

    private ObjectNode view(Resource instance) {
        var running = machines.running(instance.id());
        var view = JsonNodeFactory.instance.objectNode();
        var statuses = view.putArray("statuses");
        statuses.addObject().put("code", "ProvisioningState/succeeded").put("level", "Info");
        statuses.addObject()
                .put("code", running ? "PowerState/running" : "PowerState/stopped")
                .put("level", "Info")
                .put("displayStatus", running ? "VM running" : "VM stopped");
        return view;
    }
}
