package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.wire.Task;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

    @Test
    void namesAreUniqueAndFound() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates().hasSize(17);
        assertThat(Topics.all()).allSatisfy(topic -> assertThat(Topics.byName(topic.name()))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(topic)));
        assertThat(Topics.byName("orchestrator-clusters-changelog")).isEmpty();
    }

    @Test
    void aTopicKnowsItsSubjectSchemaAndSettings() {
        var topic = Topics.TASKS_INFRA;

        assertThat(topic.subject()).isEqualTo("tasks.infra-value");
        assertThat(topic.schema()).isEqualTo(Task.getClassSchema());
        assertThat(topic.retention()).contains(Duration.ofDays(7));
        assertThat(topic.settings())
                .isEqualTo(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "604800000",
                        "message.timestamp.type", "CreateTime"));
    }

    @Test
    void stateIsCompacted() {
        assertThat(Topics.CLUSTER_STATE.retention()).isEmpty();
        assertThat(Topics.CLUSTER_STATE.settings())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void whatIsBilledIsKept() {
        assertThat(Topics.CLUSTER_EVENTS.retention()).isEmpty();
        assertThat(Topics.CLUSTER_EVENTS.settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1");
    }

    @Test
    void delaysCountFromTheBrokersTime() {
        assertThat(Topics.delays())
                .extracting(tier -> tier.topic().name())
                .containsExactly("delays.5s", "delays.30s", "delays.2m", "delays.10m", "delays.1h", "delays.6h");
        assertThat(Topics.delays()).allSatisfy(tier -> {
            assertThat(tier.topic().timestamps()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            assertThat(tier.topic().retention()).hasValueSatisfying(retention -> assertThat(retention)
                    .isGreaterThan(tier.delay().multipliedBy(10)));
        });
    }

    @ParameterizedTest
    @CsvSource({"PT0S,5s", "PT4.9S,5s", "PT5S,5s", "PT29S,5s", "PT9M,2m", "PT1H,1h", "P3D,6h"})
    void aWaitTakesTheLongestTierThatDoesNotOvershoot(Duration wait, String tier) {
        assertThat(Topics.delayFor(wait).name()).isEqualTo(tier);
    }
}
