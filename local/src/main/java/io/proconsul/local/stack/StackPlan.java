package io.proconsul.local.stack;

import io.proconsul.local.deployment.Component;
import io.proconsul.local.deployment.Deployment;
import io.proconsul.local.deployment.StackOptions.Extent;
import io.proconsul.local.stack.service.Azure;
import io.proconsul.local.stack.service.Brokers;
import io.proconsul.local.stack.service.Catalogue;
import io.proconsul.local.stack.service.Gateway;
import io.proconsul.local.stack.service.MachineImage;
import io.proconsul.local.stack.service.Orchestrator;
import io.proconsul.local.stack.service.SchemaRegistry;
import io.proconsul.local.stack.service.Vault;
import io.proconsul.local.stack.service.Workers;
import java.util.ArrayList;
import java.util.List;

/** The table of contents of a stack: everything it consists of, each after what it needs. */
final class StackPlan {
    private StackPlan() {}

    static List<Component> of(Deployment deployment) {
        var components = new ArrayList<Component>();
        components.addAll(Brokers.of(deployment));
        components.add(SchemaRegistry.of(deployment));
        components.add(Catalogue.topics(deployment));
        components.add(Catalogue.schemas(deployment));
        if (deployment.options().extent() == Extent.ALL) {
            components.add(Vault.of(deployment));
            components.add(Azure.of(deployment));
            components.add(MachineImage.of(deployment));
            components.addAll(Orchestrator.of(deployment));
            components.addAll(Gateway.of(deployment));
            components.addAll(Workers.of(deployment));
        }
        return List.copyOf(components);
    }
}
