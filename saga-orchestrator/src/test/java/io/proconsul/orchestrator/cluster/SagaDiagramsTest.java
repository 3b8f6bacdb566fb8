package io.proconsul.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Definition;
import io.proconsul.saga.SagaDiagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With {@code -Dproconsul.docs=write} it draws them anew. */
class SagaDiagramsTest {
    private static final Path PAGE = Path.of("../docs/sagas.md");
    private static final String HEAD = """
            # Sagas
            Drawn from the definitions in
            [orchestrator.cluster](../saga-orchestrator/src/main/java/io/proconsul/orchestrator/cluster/); a test holds this page
            to them. Below each step stands the worker that does it. A step with a thick border is undone if a later one fails
            for good, from the end of what was begun; what has a thin one leaves nothing, or goes with something that is undone.
            """;

    @Test
    void thePageShowsTheSagasAsTheyAre() throws IOException {
        var page = new StringBuilder(HEAD);
        for (var definition : ClusterSagas.definitions().all()) {
            page.append(section(definition));
        }
        if (System.getProperty("proconsul.docs", "").equals("write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page.toString());
    }

    private static String section(Definition<?, ?> definition) {
        return "%n## %s, version %d%n```mermaid%n%s```%n"
                .formatted(definition.saga().name(), definition.saga().version(), SagaDiagram.of(definition.plan()));
    }
}
