package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WakesTest {
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("wakes"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final Wakes wakes = open();

    private Wakes open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return new Wakes(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void takesWhatIsDueInOrderAndOnce() {
        wakes.by("later", at(30));
        wakes.by("first", at(10));
        wakes.by("second", at(20));

        assertThat(wakes.takeDue(at(9))).isEmpty();
        assertThat(wakes.takeDue(at(20))).containsExactly("first", "second");
        assertThat(wakes.takeDue(at(20))).isEmpty();
        assertThat(wakes.takeDue(at(1000))).containsExactly("later");
    }

    @Test
    void anEarlierWakeServesALaterOneAndWritesNothing() {
        wakes.by("c", at(10));
        wakes.by("c", at(500));

        assertThat(stored()).hasSize(1);
        assertThat(wakes.takeDue(at(10))).containsExactly("c");
        assertThat(wakes.takeDue(at(500))).isEmpty();
    }

    @Test
    void aNearerWakeTakesThePlaceOfAFartherOne() {
        wakes.by("c", at(500));
        wakes.by("c", at(10));

        assertThat(stored()).hasSize(1);
        assertThat(wakes.takeDue(at(10))).containsExactly("c");
    }

    @Test
    void oneThatIsDueBeforeTheLastRoundIsTakenAllTheSame() {
        wakes.by("c", at(1000));
        wakes.takeDue(at(1000));

        wakes.by("d", at(5));

        assertThat(wakes.takeDue(at(1001))).containsExactly("d");
    }

    @Test
    void aRestartFindsThemInTheStore() {
        wakes.by("c", at(10));

        var restarted = new Wakes(store);
        restarted.by("c", at(700));

        assertThat(stored()).as("the wake that it found serves").hasSize(1);
        assertThat(restarted.takeDue(at(10))).containsExactly("c");
    }

    private List<String> stored() {
        var keys = new ArrayList<String>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(1_000_000 + millis);
    }
}
