package io.proconsul.hostmanager.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.hostmanager.manifest.Manifest;
import io.proconsul.hostmanager.manifest.Signed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoveTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Manifest RELOADED =
            Signed.generation(7).file("server.json", "{}").manifest();
    private static final Manifest RESTARTED =
            Signed.generation(7).restart().file("server.json", "{}").manifest();

    @Test
    void startsAConsulThatIsNotThereUnlessItIsBackingOff() {
        assertThat(Move.decide(RELOADED, Optional.empty(), true)).isEqualTo(Move.START);
        assertThat(Move.decide(RELOADED, Optional.empty(), false)).isEqualTo(Move.NOTHING);
    }

    @Test
    void leavesAConsulAloneThatHasLoadedTheGeneration() {
        assertThat(Move.decide(RESTARTED, Optional.of(loaded(7)), true)).isEqualTo(Move.NOTHING);
    }

    @Test
    void restartsOnlyWhenTold() {
        assertThat(Move.decide(RELOADED, Optional.of(loaded(6)), true)).isEqualTo(Move.RELOAD);
        assertThat(Move.decide(RESTARTED, Optional.of(loaded(6)), true)).isEqualTo(Move.RESTART);
    }

    @Test
    void leavesARunningConsulAloneWhenOnlyTheDiskWasDamaged() {
        assertThat(Move.decide(RELOADED, Optional.of(loaded(8)), true)).isEqualTo(Move.NOTHING);
    }

    @Test
    void startsAtOnceTheFirstTimeThenMoreAndMoreRarely() {
        var once = RestartBackOff.none().started(NOON);
        var twice = once.started(NOON.plusSeconds(1));

        assertThat(RestartBackOff.none().over(NOON)).isTrue();
        assertThat(once.over(NOON.plusMillis(999))).isFalse();
        assertThat(once.over(NOON.plusSeconds(1))).isTrue();
        assertThat(twice.pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(new RestartBackOff(50, NOON).pause()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void forgetsEarlierEndsOfAConsulThatRanForAMinute() {
        var flapping = new RestartBackOff(5, NOON);

        assertThat(flapping.started(NOON.plusSeconds(61)).failures()).isEqualTo(1);
        assertThat(flapping.started(NOON.plusSeconds(32)).failures()).isEqualTo(6);
    }

    private static Running loaded(long generation) {
        return new Running(1, "boot/1", generation, NOON.toString());
    }
}
