package io.proconsul.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthReportTest {

    @Test
    void everyRowIsComparedWithTheFirst() {
        var growth = GrowthReport.of(List.of(measured(1, 1, 200, 4, 0), measured(4, 2, 500, 3, 2)));

        assertThat(growth.rows())
                .containsExactly(
                        new GrowthReport.Row(1, 1, 200, 1, 4, 1, 50, 90, 0, 3),
                        new GrowthReport.Row(4, 2, 500, 2.5, 3, 0.75, 50, 90, 2, 3));
        assertThat(growth.errors()).isEqualTo(2);
        assertThat(growth.inFlight()).isEqualTo(1000);
    }

    @Test
    void whereNothingEndedThereIsNothingToCompareWith() {
        var growth = GrowthReport.of(List.of(measured(1, 1, 0, 0, 1000), measured(2, 1, 100, 3, 0)));

        assertThat(growth.rows())
                .extracting(GrowthReport.Row::throughputRatio, GrowthReport.Row::cpuRatio)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(0.0, 0.0));
    }

    private static LoadReport measured(
            int partitions, int orchestrators, double perSecond, double cpuMillis, long errors) {
        return new LoadReport(
                "growth",
                1,
                partitions,
                orchestrators,
                10,
                1000,
                20,
                Math.round(perSecond * 20),
                perSecond,
                50,
                90,
                errors,
                2,
                cpuMillis,
                12_000,
                2000,
                3);
    }
}
