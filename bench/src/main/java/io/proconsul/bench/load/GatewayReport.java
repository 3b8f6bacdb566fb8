package io.proconsul.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What the door does, all callers together.
 *
 * @param constant the same HTTP server answering a constant, for comparison
 * @param reads looks at clusters that are being created
 * @param puts clusters asked for and accepted: durable, and decided by the orchestrator
 * @param decidedP50 from a command that is durable to the orchestrator's verdict on it; within a PUT
 * @param readsAlone the same looks after the orchestrator was killed
 * @param othersCpuPercent of the machine's processors, taken by what is not part of the measurement
 */
record GatewayReport(
        @JsonProperty("metric") String metric,
        @JsonProperty("callers") int callers,
        @JsonUnwrapped(prefix = "constant_") Answers constant,
        @JsonUnwrapped(prefix = "reads_") Answers reads,
        @JsonUnwrapped(prefix = "puts_") Answers puts,
        @JsonProperty("decided_p50_ms") double decidedP50,
        @JsonProperty("decided_p99_ms") double decidedP99,

        @JsonUnwrapped(prefix = "reads_without_orchestrator_")
        Answers readsAlone,

        @JsonProperty("others_cpu_percent") long othersCpuPercent) {

    /**
     * Of requests of one kind.
     *
     * @param answers of 2xx, and what follows about them
     * @param cpuMillis for each answer: the processor time of the process that gives it
     * @param failures other answers, and requests without any
     */
    record Answers(
            @JsonProperty("seconds") double seconds,
            @JsonProperty("answers") long answers,
            @JsonProperty("per_s") double perSecond,
            @JsonProperty("p50_ms") double p50Millis,
            @JsonProperty("p99_ms") double p99Millis,
            @JsonProperty("cpu_ms") double cpuMillis,
            @JsonProperty("failures") long failures) {

        static Answers of(HttpLoad.Result result, long cpuMillis) {
            return new Answers(
                    rounded(result.seconds()),
                    result.answers(),
                    rounded(result.perSecond()),
                    rounded(result.millisAt(50)),
                    rounded(result.millisAt(99)),
                    rounded(cpuMillis / (double) Math.max(1, result.answers())),
                    result.failures());
        }
    }

    long failures() {
        return constant.failures() + reads.failures() + puts.failures() + readsAlone.failures();
    }

    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
