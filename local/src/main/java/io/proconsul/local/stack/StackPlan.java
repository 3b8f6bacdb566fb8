package io.proconsul.local.stack;

import io.proconsul.local.stack.service.Brokers;
import io.proconsul.local.stack.service.Catalogue;
import io.proconsul.local.stack.service.SchemaRegistry;
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
        return List.copyOf(components);
    }
}
