package io.proconsul.bench.chaos.act;

import io.proconsul.bench.chaos.check.Disturbance;
import io.proconsul.bench.chaos.plan.Sabotage;
import io.proconsul.local.stack.LocalStack;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Carries out a schedule as the work goes on; what lasts does not keep the rest from happening. */
public final class Saboteur {
    private static final long BETWEEN_RESETS_MILLIS = 50;

    private final Processes processes;
    private final Weather weather;
    private final Progress progress;
    private final Consumer<Disturbance> witness;
    private final Clock clock;
    private final Set<Integer> brokers;
    private final List<Disturbance> done = new ArrayList<>();

    /**
     * Sabotages a stack that is up.
     *
     * @param witness sees every disturbance when it begins
     */
    public Saboteur(LocalStack stack, Progress progress, Consumer<Disturbance> witness, Clock clock) {
        this.processes = new Processes(stack);
        this.weather = new Weather(stack.state().faults());
        this.progress = progress;
        this.witness = witness;
        this.clock = clock;
        this.brokers = stack.status().stream()
                .flatMap(status -> status.ports().byName().entrySet().stream())
                .filter(port -> port.getKey().startsWith("kafka-"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Sets up what holds for the whole run. */
    public void prepare() throws IOException {
        weather.calm();
    }

    /** Returns when all is done and everything that was stopped goes on again. */
    public List<Disturbance> carryOut(List<Sabotage> schedule) throws InterruptedException, ExecutionException {
        var threads = Executors.newCachedThreadPool();
        try {
            var lasting = new ArrayList<Future<Void>>();
            for (var sabotage : schedule) {
                progress.await(sabotage.after());
                lasting.add(begin(sabotage, threads));
            }
            for (var one : lasting) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return done();
    }

    private Future<Void> begin(Sabotage sabotage, ExecutorService threads) {
        Callable<Void> work = () -> {
            switch (sabotage.kind()) {
                case KILL -> kill(sabotage);
                case PAUSE -> pause(sabotage);
                case STORM -> storm(sabotage);
                case CUT -> cut(sabotage);
            }
            return null;
        };
        return threads.submit(work);
    }

    private void kill(Sabotage sabotage) throws InterruptedException {
        var process = processes.running(sabotage.target());
        note(sabotage);
        process.destroyForcibly();
        process.onExit().join();
    }

    private void pause(Sabotage sabotage) throws InterruptedException, IOException {
        var process = processes.running(sabotage.target());
        note(sabotage);
        Processes.signal("STOP", process);
        try {
            Thread.sleep(sabotage.lasting().toMillis());
        } finally {
            Processes.signal("CONT", process);
        }
    }

    /** What the process opens anew is reset, too, before it is of much use. */
    private void cut(Sabotage sabotage) throws InterruptedException, IOException {
        var process = processes.running(sabotage.target());
        note(sabotage);
        var until = clock.instant().plus(sabotage.lasting());
        while (clock.instant().isBefore(until) && process.isAlive()) {
            Connections.reset(process, brokers);
            Thread.sleep(BETWEEN_RESETS_MILLIS);
        }
    }

    private void storm(Sabotage sabotage) throws InterruptedException, IOException {
        note(sabotage);
        int storm = weather.rise();
        try {
            Thread.sleep(sabotage.lasting().toMillis());
        } finally {
            weather.end(storm);
        }
    }

    private void note(Sabotage sabotage) {
        var disturbance = new Disturbance(clock.instant(), sabotage);
        synchronized (done) {
            done.add(disturbance);
        }
        witness.accept(disturbance);
    }

    private List<Disturbance> done() {
        synchronized (done) {
            return List.copyOf(done);
        }
    }
}
