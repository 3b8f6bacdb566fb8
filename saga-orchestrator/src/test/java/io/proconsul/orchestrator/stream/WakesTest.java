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
    private static final String TRACE = "00-trace-01";

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
        wakes.by("later", at(30), TRACE);
        wakes.by("first", at(10), TRACE);
        wakes.by("second", at(20), TRACE);

        assertThat(taken(wakes, at(9))).isEmpty();
        assertThat(taken(wakes, at(20))).containsExactly("first", "second");
        assertThat(taken(wakes, at(20))).isEmpty();
        assertThat(taken(wakes, at(1000))).containsExactly("later");
    }

    @Test
    void anEarlierWakeServesALaterOneAndWritesNothing() {
        wakes.by("c", at(10), TRACE);
        wakes.by("c", at(500), TRACE);

        assertThat(stored()).hasSize(1);
        assertThat(taken(wakes, at(10))).containsExactly("c");
        assertThat(taken(wakes, at(500))).isEmpty();
    }

    @Test
    void aNearerWakeTakesThePlaceOfAFartherOne() {
        wakes.by("c", at(500), TRACE);
        wakes.by("c", at(10), TRACE);

        assertThat(stored()).hasSize(1);
        assertThat(taken(wakes, at(10))).containsExactly("c");
    }

    @Test
    void whoWaitsForNothingAnyMoreIsNotWoken() {
        wakes.by("ended", at(10), TRACE);
        wakes.by("running", at(20), TRACE);

        wakes.none("ended");
        wakes.none("never heard of");

        assertThat(stored()).hasSize(1);
        assertThat(taken(wakes, at(1000))).containsExactly("running");
    }

    @Test
    void oneThatIsDueBeforeTheLastRoundIsTakenAllTheSame() {
        wakes.by("c", at(1000), TRACE);
        wakes.takeDue(at(1000));

        wakes.by("d", at(5), TRACE);

        assertThat(taken(wakes, at(1001))).containsExactly("d");
    }

    @Test
    void aRestartFindsThemInTheStore() {
        wakes.by("c", at(10), TRACE);

        assertThat(taken(new Wakes(store), at(10))).containsExactly("c");
    }

    @Test
    void oneThatMemoryDoesNotKnowIsTakenBesideTheOtherOne() {
        wakes.by("c", at(10), TRACE);
        var restarted = new Wakes(store);

        restarted.by("c", at(700), TRACE);

        assertThat(taken(restarted, at(10))).containsExactly("c");
        restarted.by("c", at(800), TRACE);
        assertThat(stored()).as("the one at 700 serves").hasSize(1);
        assertThat(taken(restarted, at(700))).containsExactly("c");
        assertThat(stored()).isEmpty();
    }

    @Test
    void ofManyThatMoveMemoryKnowsTheLastAndTheStoreAll() {
        for (int i = 0; i < 20_000; i++) {
            wakes.by("c" + i, at(i), TRACE);
        }

        wakes.by("c0", at(1), TRACE);
        wakes.by("c19999", at(20_001), TRACE);

        assertThat(stored())
                .as("a second one of the first, and none of the last")
                .hasSize(20_001);
    }

    @Test
    void thoseThatAreThereAreFoundAFewAtATime() {
        wakes.by("later", at(30), TRACE);
        wakes.by("first", at(10), TRACE);
        wakes.by("second", at(20), TRACE);

        try (var found = new Wakes(store).found()) {
            assertThat(subjects(found.take(2))).containsExactly("first", "second");
            assertThat(subjects(found.take(2))).containsExactly("later");
            assertThat(found.take(2)).isEmpty();
        }
    }

    @Test
    void oneThatIsTakenWhileTheyAreLookedAtDisturbsNobody() {
        wakes.by("first", at(10), TRACE);
        wakes.by("later", at(30), TRACE);
        try (var found = wakes.found()) {

            wakes.takeDue(at(10));

            assertThat(subjects(found.take(5))).containsExactly("later");
        }
    }

    @Test
    void theNextLookIsWhenTheFirstIsDue() {
        wakes.by("later", at(300), TRACE);
        wakes.by("first", at(10), TRACE);
        assertThat(wakes.first()).hasValue(at(10).toEpochMilli());

        wakes.takeDue(at(10));

        assertThat(wakes.first()).hasValue(at(300).toEpochMilli());
    }

    @Test
    void ifTheFirstIsFarTheNextLookIsBefore() {
        wakes.by("far", at(86_400_000), TRACE);

        wakes.takeDue(at(0));

        assertThat(wakes.first()).hasValue(at(10_000).toEpochMilli());
    }

    @Test
    void ifNoneIsLeftThereIsNothingToLookFor() {
        wakes.by("c", at(10), TRACE);

        wakes.takeDue(at(10));

        assertThat(wakes.first()).isEmpty();
    }

    @Test
    void itGoesOnInTheTraceOfTheNewestThingItWaitsFor() {
        wakes.by("c", at(10), "first");
        wakes.by("c", at(500), "second");

        assertThat(wakes.takeDue(at(10)))
                .singleElement()
                .extracting(Wakes.Wake::trace)
                .isEqualTo("second");
    }

    @Test
    void aRestartFindsTheTraceToo() {
        wakes.by("c", at(10), TRACE);

        assertThat(new Wakes(store).takeDue(at(10)))
                .singleElement()
                .extracting(Wakes.Wake::trace)
                .isEqualTo(TRACE);
    }

    private static List<String> taken(Wakes from, Instant now) {
        return subjects(from.takeDue(now));
    }

    private static List<String> subjects(List<Wakes.Wake> wakes) {
        return wakes.stream().map(Wakes.Wake::subject).toList();
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
