package io.proconsul.local.azure.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.ledger.Effect;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Address NETWORK =
            Address.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v");
    private static final Address SUBNET = NETWORK.child("subnets", "servers");

    private final List<Effect> effects = new ArrayList<>();
    private final ResourceStore store = new ResourceStore(Clock.fixed(NOW, ZoneOffset.UTC), effects::add);

    @Test
    void tellsOfWhatIsCreatedWrittenDifferentlyAndRemoved() {
        store.put(network("1"));
        store.put(network("2"));
        store.remove(NETWORK);

        assertThat(effects)
                .containsExactly(
                        effect(Effect.Kind.CREATED, "1"),
                        effect(Effect.Kind.CHANGED, "2"),
                        effect(Effect.Kind.REMOVED, "2"));
    }

    @Test
    void aRepeatedWriteAndTheCloudsOwnProgressAreNoEffects() {
        store.put(network("1"));
        effects.clear();

        store.put(network("1"));
        store.change(NETWORK, resource -> resource.inState("Succeeded"));

        assertThat(effects).isEmpty();
    }

    @Test
    void childrenGoWithTheirParentAndBeforeIt() {
        store.put(network("1"));
        store.put(Resource.created(SUBNET, JsonNodeFactory.instance.objectNode(), NOW));
        effects.clear();

        store.remove(NETWORK);

        assertThat(effects)
                .extracting(Effect::kind, Effect::resource)
                .containsExactly(tuple(Effect.Kind.REMOVED, SUBNET.path()), tuple(Effect.Kind.REMOVED, NETWORK.path()));
    }

    private static Effect effect(Effect.Kind kind, String epoch) {
        return new Effect(NOW, kind, NETWORK.path(), "Microsoft.Network/virtualNetworks", Map.of("epoch", epoch));
    }

    private static Resource network(String epoch) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "Microsoft.Network/virtualNetworks");
        body.putObject("tags").put("epoch", epoch);
        return Resource.created(NETWORK, body, NOW);
    }
}
