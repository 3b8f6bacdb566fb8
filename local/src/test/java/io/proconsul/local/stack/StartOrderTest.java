package io.proconsul.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.local.deployment.Component;
import io.proconsul.local.deployment.Preparation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartOrderTest {

    @Test
    void putsEachComponentAboveAllThatItNeeds() {
        var kafka = component("kafka");
        var registry = component("registry");
        var topics = component("topics", "kafka");
        var gateway = component("gateway", "topics", "registry");

        var levels = StartOrder.levels(List.of(kafka, registry, topics, gateway));

        assertThat(levels).containsExactly(List.of(kafka, registry), List.of(topics), List.of(gateway));
    }

    @Test
    void refusesAComponentBeforeOneThatItNeeds() {
        assertThatThrownBy(() -> StartOrder.levels(List.of(component("topics", "kafka"), component("kafka"))))
                .hasMessage("Expected kafka to be listed before topics, which needs it");
    }

    private static Component component(String name, String... after) {
        return new Preparation(name, Set.of(after), () -> {});
    }
}
