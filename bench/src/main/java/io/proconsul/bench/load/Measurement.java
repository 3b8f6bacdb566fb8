package io.proconsul.bench.load;

import java.time.Duration;
import java.util.function.Supplier;

/** Measures a load on a rig: first until everything is warm, then for the figures. */
final class Measurement {
    private final Rig rig;
    private final Load load;
    private final int inFlight;

    Measurement(Rig rig, SagaClient client, int inFlight, int failAt) {
        this.rig = rig;
        this.load = new Load(client, inFlight, failAt);
        this.inFlight = inFlight;
    }

    LoadReport during(String metric, Duration warmUp, Duration span) {
        load.during(warmUp);
        return measured(metric, () -> load.during(span));
    }

    LoadReport sagas(String metric, int number) {
        load.until(number);
        return measured(metric, () -> load.until(number));
    }

    private LoadReport measured(String metric, Supplier<Load.Result> work) {
        var engineBefore = Usage.of(rig.engine());
        var allBefore = Usage.of(rig.everything());
        long machineBefore = Usage.machineCpuMillis();
        var result = work.get();
        long machine = Usage.machineCpuMillis() - machineBefore;
        var all = Usage.of(rig.everything()).since(allBefore);
        var engine = Usage.of(rig.engine()).since(engineBefore);
        int lost = load.drain();
        double sagas = Math.max(1, result.sagas());
        double machineMillis = result.seconds() * 1000 * Runtime.getRuntime().availableProcessors();
        return new LoadReport(
                metric,
                rig.size().brokers(),
                rig.size().partitions(),
                rig.size().orchestrators(),
                rig.size().steps(),
                inFlight,
                rounded(result.seconds()),
                result.sagas(),
                rounded(result.sagas() / result.seconds()),
                rounded(result.latencies().getValueAtPercentile(50) / 1000.0),
                rounded(result.latencies().getValueAtPercentile(99) / 1000.0),
                result.errors() + lost,
                rounded(engine.cpuMillis() / sagas),
                rounded(all.cpuMillis() / sagas),
                Math.round(engine.writtenBytes() / sagas),
                engine.peakRssBytes() >> 20,
                Math.max(0, Math.round(100 * (machine - all.cpuMillis()) / machineMillis)));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
