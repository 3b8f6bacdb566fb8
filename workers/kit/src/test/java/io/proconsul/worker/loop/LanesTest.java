package io.proconsul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes(Threads.forTasks(4));

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void tasksOfOneLaneRunInOrder() {
        var seen = new ConcurrentLinkedQueue<Integer>();

        IntStream.range(0, 500).forEach(i -> lanes.submit("a", () -> seen.add(i)));

        await().until(() -> lanes.unfinished() == 0);
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void lanesDoNotWaitForEachOther() {
        var met = new CyclicBarrier(3);

        List.of("a", "b", "c").forEach(lane -> lanes.submit(lane, () -> meet(met)));

        await().until(() -> lanes.unfinished() == 0);
    }

    @Test
    void aTaskThatThrowsDoesNotStopItsLane() {
        var ran = new CountDownLatch(1);

        lanes.submit("a", () -> {
            throw new IllegalStateException("expected by the test");
        });
        lanes.submit("a", ran::countDown);

        await().dontCatchUncaughtExceptions().until(() -> ran.getCount() == 0);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
