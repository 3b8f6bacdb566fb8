package io.proconsul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AssignedPartitionTest {

    private final AssignedPartition partition = new AssignedPartition();

    /** Each step either takes the next record, leaving a gap in the offsets, or finishes one of those under way. */
    @Property
    void theCommittedOffsetNeverPassesAnUnfinishedTask(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9) Integer> steps) {
        var taken = new AssignedPartition();
        var unfinished = new ArrayList<Long>();
        var next = 0L;
        for (int step : steps) {
            if (step < 5 || unfinished.isEmpty()) {
                next += step + 1;
                taken.accept(next);
                taken.begin();
                unfinished.add(next);
            } else {
                taken.finish(unfinished.remove(step * unfinished.size() / 10));
            }
            var end = next + 1;
            var allBelow = unfinished.stream().mapToLong(offset -> offset).min().orElse(end);
            assertThat(taken.committable()).hasValue(allBelow);
        }
    }

    @Test
    void nothingIsCommittedBeforeAnythingIsTaken() {
        assertThat(partition.committable()).isEmpty();
    }

    @Test
    void anOffsetIsNotCommittedTwice() {
        partition.accept(7);
        partition.begin();
        partition.finish(7);

        partition.committed(8);

        assertThat(partition.committable()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void anAbandonedTaskHoldsBackTheOffset() {
        partition.accept(7);
        partition.accept(8);
        partition.begin();
        partition.begin();
        partition.abandon();
        partition.finish(8);

        assertThat(partition.committable()).hasValue(7);
        assertThat(partition.awaitBegun(Duration.ZERO)).isTrue();
    }

    @Test
    void noTaskOfALostPartitionIsBegun() {
        partition.accept(7);

        partition.lose();

        assertThat(partition.begin()).isFalse();
        assertThat(partition.committable()).hasValue(7);
    }

    @Test
    void waitingForBegunTasksHasALimit() {
        partition.accept(7);
        partition.begin();

        assertThat(partition.awaitBegun(Duration.ofMillis(1))).isFalse();
    }
}
