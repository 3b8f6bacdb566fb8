package io.proconsul.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Small measurements of the real system. */
@Tag("soak")
class BenchCommandIT {

    @Test
    void clustersThatWaitInMemoryOutliveTheOrchestratorAndAreDecidedOnWhenTheyAreDue() throws IOException {
        residentsIn("memory");
    }

    @Test
    void clustersThatWaitOnDiskOutliveTheOrchestratorAndAreDecidedOnWhenTheyAreDue() throws IOException {
        residentsIn("disk");
    }

    private static void residentsIn(String store) throws IOException {
        var report = run("resident", "--clusters", "500", "--idle-seconds", "2", "--store", store, "--json");

        assertThat(report.path("metric").asText()).isEqualTo("resident");
        assertThat(report.path("store").asText()).isEqualTo(store);
        assertThat(report.path("clusters").asLong()).isEqualTo(500);
        assertThat(report.path("due").asLong()).isEqualTo(5);
        assertThat(report.path("errors").asLong()).isZero();
        assertThat(report.path("disk_bytes_per_cluster").asLong()).isPositive();
        assertThat(report.path("memory_bytes_per_cluster").asLong()).isPositive();
        assertThat(report.path("restore_seconds").asDouble()).isPositive();
        assertThat(report.path("first_decision_seconds").asDouble()).isPositive();
        assertThat(report.path("due_per_s").asLong()).isPositive();
    }

    @Test
    void growthComparesEverySizeWithTheFirst() throws IOException {
        var report = run(
                "growth",
                "--partitions",
                "1,2",
                "--orchestrators",
                "1",
                "--in-flight",
                "100",
                "--warm-up",
                "30",
                "--seconds",
                "10",
                "--json");

        assertThat(report.path("metric").asText()).isEqualTo("growth");
        assertThat(report.path("errors").asLong()).isZero();
        var rows = report.path("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.path(0).path("throughput_ratio").asDouble()).isEqualTo(1);
        assertThat(rows.path(1).path("partitions").asInt()).isEqualTo(2);
        assertThat(rows.path(1).path("sagas_per_s").asDouble()).isPositive();
    }

    @Test
    void theDoorIsOpenToThoseWhoSignInAndToReadersWithoutAnOrchestrator() throws IOException {
        var report = run("gateway", "--callers", "4", "--seconds", "2", "--warm-up", "6", "--json");

        assertThat(report.path("metric").asText()).isEqualTo("gateway");
        for (var kind : new String[] {"constant", "reads", "puts", "reads_without_orchestrator"}) {
            assertThat(report.path(kind + "_per_s").asDouble()).as(kind).isPositive();
            assertThat(report.path(kind + "_failures").asLong()).as(kind).isZero();
        }
        assertThat(report.path("decided_p50_ms").asDouble()).isPositive();
    }

    private static JsonNode run(String... arguments) throws IOException {
        var out = new StringWriter();
        var command = new CommandLine(new BenchCommand()).setOut(new PrintWriter(out));

        int exit = command.execute(arguments);

        assertThat(exit).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
