package io.proconsul.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The same load on more and more.
 *
 * @param errors of all rows
 */
record GrowthReport(
        @JsonProperty("metric") String metric,
        @JsonProperty("brokers") int brokers,
        @JsonProperty("steps") int steps,
        @JsonProperty("in_flight") int inFlight,
        @JsonProperty("rows") List<Row> rows,
        @JsonProperty("errors") long errors) {

    /**
     * One size.
     *
     * @param throughputRatio sagas per second, compared with the first row; above 1 is better
     * @param cpuRatio processor time of everything per saga, compared with the first row; below 1 is better
     */
    record Row(
            @JsonProperty("partitions") int partitions,
            @JsonProperty("orchestrators") int orchestrators,
            @JsonProperty("sagas_per_s") double sagasPerSecond,
            @JsonProperty("throughput_ratio") double throughputRatio,
            @JsonProperty("all_cpu_ms_per_saga") double allCpuMillis,
            @JsonProperty("cpu_ratio") double cpuRatio,
            @JsonProperty("p50_ms") double p50Millis,
            @JsonProperty("p99_ms") double p99Millis,
            @JsonProperty("errors") long errors,
            @JsonProperty("others_cpu_percent") long othersCpuPercent) {}

    /** @param reports at least one; the first is what the others are compared with */
    static GrowthReport of(List<LoadReport> reports) {
        var first = reports.get(0);
        return new GrowthReport(
                "growth",
                first.brokers(),
                first.steps(),
                first.inFlight(),
                reports.stream().map(report -> row(report, first)).toList(),
                reports.stream().mapToLong(LoadReport::errors).sum());
    }

    private static Row row(LoadReport report, LoadReport first) {
        return new Row(
                report.partitions(),
                report.orchestrators(),
                report.sagasPerSecond(),
                ratio(report.sagasPerSecond(), first.sagasPerSecond()),
                report.allCpuMillis(),
                ratio(report.allCpuMillis(), first.allCpuMillis()),
                report.p50Millis(),
                report.p99Millis(),
                report.errors(),
                report.othersCpuPercent());
    }

    /** 0 where there is nothing to compare with. */
    private static double ratio(double figure, double first) {
        return first == 0 ? 0 : Math.round(figure / first * 100) / 100.0;
    }
}
