package io.proconsul.gateway.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.gateway.config.Configs;
import io.proconsul.gateway.version.OfferedVersion.Status;
import io.proconsul.schemas.ConsulVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionCatalogueTest {

    private final VersionCatalogue catalogue = catalogue("v1.18.0,v1.18.2,v1.19.2,v1.20.6,v1.20.6+ent", "v1.22.0");

    @Test
    void offersWhatIsConfiguredAndNothingElse() {
        assertThat(List.of("v1.18.0", "v1.20.6+ent", "v1.21.4", "v1.22.0")).allMatch(catalogue::offers);
        assertThat(List.of("v1.18.1", "1.18.0", "v1.21.4+ent", "v1.18", "latest", ""))
                .noneMatch(catalogue::offers);
        assertThat(catalogue.rule())
                .isEqualTo("one of v1.18.0, v1.18.2, v1.19.2, v1.20.6, v1.20.6+ent, v1.21.4, v1.22.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1.17.3 | v1.18.0 v1.18.2 v1.19.2",
                "v1.18.0 | v1.18.2 v1.19.2 v1.20.6",
                "v1.18.9 | v1.19.2 v1.20.6",
                "v1.19.2 | v1.20.6 v1.21.4",
                "v1.20.6 | v1.21.4 v1.22.0",
                "v1.18.2+ent | v1.20.6+ent",
                "v1.22.0 | ''",
                "v1.9.5 | ''"
            })
    void oneStepSkipsNoMoreThanOneMinorVersionAndNeverGoesBack(String from, String reached) {
        var current = ConsulVersion.parse(from).orElseThrow();

        assertThat(catalogue.upgradesFrom(current))
                .extracting(offered -> offered.version().toString())
                .isEqualTo(reached.isEmpty() ? List.of() : List.of(reached.split(" ")));
    }

    @Test
    void whatIsRecommendedIsThatWhateverElseItIs() {
        var current = ConsulVersion.parse("v1.20.6").orElseThrow();

        assertThat(catalogue("v1.20.6,v1.21.4", "v1.21.4").upgradesFrom(current))
                .containsExactly(new OfferedVersion(new ConsulVersion(21, 4, false), Status.RECOMMENDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.21.4", "v1.21", "v2.0.0", "v1.021.4", "v1.21.4-rc1", "v1.21.4/../x", "v1.121.4"})
    void whatIsNoVersionIsRefused(String text) {
        assertThat(ConsulVersion.parse(text)).isEmpty();
        assertThatThrownBy(() -> catalogue("v1.20.6", text)).hasMessageContaining("Expected a version of Consul");
    }

    private static VersionCatalogue catalogue(String available, String preview) {
        return new VersionCatalogue(Configs.of(Map.of(
                "proconsul.gateway.clusters.consul-versions", available,
                "proconsul.gateway.clusters.consul-previews", preview)));
    }
}
