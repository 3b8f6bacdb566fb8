package io.proconsul.bench.load;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a measurement came to.
 *
 * @param sagas how many ended in the time measured
 * @param errors those that ended otherwise than they should, and those that did not end
 * @param engineCpuMillis per saga: brokers and orchestrators
 * @param allCpuMillis per saga: everything, with the worker and the client that loads
 * @param engineDiskBytes per saga: what brokers and orchestrators wrote to storage
 * @param peakRssMb of brokers and orchestrators together
 * @param othersCpuPercent of the machine's processors, taken by what is not part of the measurement; above 10, trust
 *     the processor time per saga more than the rate
 */
record LoadReport(
        @JsonProperty("metric") String metric,
        @JsonProperty("brokers") int brokers,
        @JsonProperty("partitions") int partitions,
        @JsonProperty("orchestrators") int orchestrators,
        @JsonProperty("steps") int steps,
        @JsonProperty("in_flight") int inFlight,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("sagas") long sagas,
        @JsonProperty("sagas_per_s") double sagasPerSecond,
        @JsonProperty("p50_ms") double p50Millis,
        @JsonProperty("p99_ms") double p99Millis,
        @JsonProperty("errors") long errors,
        @JsonProperty("engine_cpu_ms_per_saga") double engineCpuMillis,
        @JsonProperty("all_cpu_ms_per_saga") double allCpuMillis,
        @JsonProperty("engine_disk_bytes_per_saga") long engineDiskBytes,
        @JsonProperty("peak_rss_mb") long peakRssMb,
        @JsonProperty("others_cpu_percent") long othersCpuPercent) {}
