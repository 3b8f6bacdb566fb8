package io.proconsul.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What it costs to keep clusters that wait.
 *
 * @param store where the orchestrator keeps its state: disk or memory
 * @param fillSeconds until all clusters were there
 * @param diskBytes per cluster: the changelogs at the brokers, and the orchestrator's own folder
 * @param memoryBytes per cluster, of the orchestrator
 * @param idleCpuPercent of one core, by brokers and orchestrator while nothing was due
 * @param restoreSeconds from a kill of the orchestrator until its successor was ready
 * @param firstDecisionSeconds from the kill to the sight of the first decision of its successor
 * @param due how many came due at once
 * @param dueSeconds until the last of them was decided on
 * @param cpuMillisPerDue of brokers and orchestrator
 * @param errors clusters that came due and were not decided on, and decisions on others
 */
record ResidentReport(
        @JsonProperty("metric") String metric,
        @JsonProperty("store") String store,
        @JsonProperty("brokers") int brokers,
        @JsonProperty("partitions") int partitions,
        @JsonProperty("clusters") long clusters,
        @JsonProperty("fill_seconds") double fillSeconds,
        @JsonProperty("disk_bytes_per_cluster") long diskBytes,
        @JsonProperty("memory_bytes_per_cluster") long memoryBytes,
        @JsonProperty("idle_cpu_percent") double idleCpuPercent,
        @JsonProperty("restore_seconds") double restoreSeconds,
        @JsonProperty("first_decision_seconds") double firstDecisionSeconds,
        @JsonProperty("due") long due,
        @JsonProperty("due_seconds") double dueSeconds,
        @JsonProperty("due_per_s") long duePerSecond,
        @JsonProperty("cpu_ms_per_due") double cpuMillisPerDue,
        @JsonProperty("errors") long errors) {

    ResidentReport {
        fillSeconds = rounded(fillSeconds);
        idleCpuPercent = rounded(idleCpuPercent);
        restoreSeconds = rounded(restoreSeconds);
        firstDecisionSeconds = rounded(firstDecisionSeconds);
        dueSeconds = rounded(dueSeconds);
        cpuMillisPerDue = rounded(cpuMillisPerDue);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
