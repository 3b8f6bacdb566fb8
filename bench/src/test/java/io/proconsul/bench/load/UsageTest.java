package io.proconsul.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void aProcessThatWorksUsesProcessorTimeAndMemory() {
        var before = Usage.of(SELF);

        var used = workUntil(before.cpuMillis() + 200).since(before);

        assertThat(used.cpuMillis()).isGreaterThanOrEqualTo(200);
        assertThat(used.peakRssBytes()).isGreaterThan(10_000_000);
    }

    @Test
    void theMachineUsesAtLeastWhatAProcessDoes() {
        var machine = Usage.machineCpuMillis();
        var before = Usage.of(SELF).cpuMillis();

        workUntil(before + 200);

        assertThat(Usage.machineCpuMillis() - machine).isGreaterThanOrEqualTo(150);
    }

    @Test
    void severalProcessesAreAddedUp() {
        var one = Usage.of(SELF);

        assertThat(Usage.of(List.of(SELF, SELF)).cpuMillis()).isGreaterThanOrEqualTo(2 * one.cpuMillis());
    }

    @Test
    void aProcessThatHasEndedIsNamed() {
        assertThatThrownBy(() -> Usage.of(Integer.MAX_VALUE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(Integer.MAX_VALUE));
    }

    private static Usage workUntil(long cpuMillis) {
        var usage = Usage.of(SELF);
        while (usage.cpuMillis() < cpuMillis) {
            usage = Usage.of(SELF);
        }
        return usage;
    }
}
