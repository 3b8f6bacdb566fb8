package io.proconsul.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoReportTest {

    @Test
    void isOneLineOfJson() {
        assertThat(report("RUNNING", 0).json())
                .isEqualTo(
                        "{\"state\":\"RUNNING\",\"servers\":3,\"zones\":[1,2,3],\"create_seconds\":21.5,"
                                + "\"critical_path_seconds\":20.0,\"critical_path_plain_seconds\":19.0,\"boot_seconds\":6.5,"
                                + "\"resources_created\":31,\"resources_left\":0,"
                                + "\"blobs_left\":0,\"secrets_known\":21,\"secrets_found_in_plaintext\":0,\"delete_seconds\":9.1,"
                                + "\"left_by_compensation\":0,\"tokens_given\":2,\"peering_state\":\"Connected\","
                                + "\"peerings_left\":0,\"snapshots_restored\":1,"
                                + "\"upgraded_to\":\"v1.21.4+ent\",\"least_servers_up\":2,\"writes_kept\":9,\"grown_to\":5,\"up_seconds\":33.0}");
    }

    @Test
    void isGoodIfTheClusterRanAndNothingIsLeft() {
        assertThat(report("RUNNING", 0).isGood(false)).isTrue();
        assertThat(report("RUNNING", 1).isGood(false)).isFalse();
        assertThat(report("FAILED", 0).isGood(false)).isFalse();
    }

    @Test
    void isGoodIfTheWantedFailureLeftNothing() {
        assertThat(report("FAILED", 0).isGood(true)).isTrue();
        assertThat(report("FAILED", 1).isGood(true)).isFalse();
        assertThat(report("RUNNING", 0).isGood(true)).isFalse();
    }

    private static DemoReport report(String state, int left) {
        return new DemoReport(
                state,
                3,
                List.of(1, 2, 3),
                21.5,
                20.0,
                19.0,
                6.5,
                31,
                left,
                0,
                21,
                0,
                9.1,
                0,
                2,
                "Connected",
                0,
                1,
                "v1.21.4+ent",
                2,
                9,
                5,
                33.0);
    }
}
