package io.proconsul.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.proconsul.wire.FailureCause;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependencyTest {

    private final Failures failures = new Failures(List.of());

    @Test
    void anAnswerGoesThrough() {
        assertThat(dependency(new Limits()).<String>get(() -> "active")).isEqualTo("active");
    }

    @Test
    void aDependencyThatIsDownIsLeftAlone() {
        var vault = dependency(new Limits());
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> vault.get(DependencyTest::refused)).isInstanceOf(UncheckedIOException.class);
        }

        var refused = catchThrowable(() -> vault.get(() -> "not called"));

        assertThat(failures.outcomeOf(refused))
                .isEqualTo(new Outcome.Failed(
                        "DependencyUnavailable",
                        "vault is down and left alone for a while",
                        FailureCause.UNAVAILABLE,
                        Duration.ofMinutes(1)));
    }

    @Test
    void aTaskThatIsAnotherWorkersWhenItsTurnHasComeMakesNoCall() {
        var vault = dependency(new Limits());
        var calls = new AtomicInteger();
        var looks = new AtomicInteger();

        assertThatThrownBy(() -> Tenure.<Integer>within(
                        () -> looks.incrementAndGet() == 1, () -> vault.get(calls::incrementAndGet)))
                .isInstanceOf(TenureLostException.class);

        assertThat(looks).hasValue(2);
        assertThat(calls).hasValue(0);
    }

    @Test
    void anUnwelcomeAnswerIsNoOutage() {
        var vault = dependency(new Limits());
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> vault.get(DependencyTest::rejected)).isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(vault.<String>get(() -> "active")).isEqualTo("active");
    }

    @Test
    void aCallThatTakesTooLongIsGivenUp() {
        var vault = dependency(new Limits(Duration.ofMillis(200)));

        var slow = catchThrowable(() -> vault.call(() -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)));

        assertThat(failures.outcomeOf(slow).message()).isEqualTo("vault did not answer within PT0.2S");
        assertThat(failures.outcomeOf(slow).cause()).isEqualTo(FailureCause.UNAVAILABLE);
    }

    @Test
    void onlySoManyCallsRunAtOnceAndOnlySoManyWait() throws Exception {
        var vault = dependency(new Limits());
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(3);
        try {
            var first = CompletableFuture.supplyAsync(() -> vault.get(() -> held(begun, release)), threads);
            begun.await();

            var others = Stream.of("second", "third")
                    .map(call -> CompletableFuture.supplyAsync(() -> vault.get(() -> call), threads))
                    .toList();
            var refused = await().until(
                            () -> others.stream()
                                    .filter(CompletableFuture::isCompletedExceptionally)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();

            release.countDown();
            assertThat(first.join()).isEqualTo("done");
            assertThat(others.stream().filter(call -> call != refused).map(CompletableFuture::join))
                    .hasSize(1);
            assertThat(failures.outcomeOf(catchThrowable(refused::join)).message())
                    .isEqualTo("vault is busy: 1 calls are under way and 1 wait");
        } finally {
            threads.shutdownNow();
        }
    }

    private Dependency dependency(WorkerConfig.Limits limits) {
        return new Dependency("vault", limits, failures::isOutage);
    }

    private static String refused() {
        throw new UncheckedIOException(new ConnectException("refused"));
    }

    private static String rejected() {
        throw new IllegalArgumentException("400");
    }

    private static String held(CountDownLatch begun, CountDownLatch release) {
        begun.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }

    private record Limits(
            Duration timeLimit, int concurrentCalls, int queuedCalls, int window, double outageRatio, Duration openFor)
            implements WorkerConfig.Limits {
        Limits() {
            this(Duration.ofMinutes(1));
        }

        Limits(Duration timeLimit) {
            this(timeLimit, 1, 1, 4, 0.5, Duration.ofMinutes(1));
        }
    }
}
