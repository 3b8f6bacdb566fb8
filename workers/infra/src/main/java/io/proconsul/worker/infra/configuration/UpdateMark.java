package io.proconsul.worker.infra.configuration;

import io.proconsul.worker.Attempt;
import io.proconsul.worker.ClusterNames;
import java.util.Map;

/** A file of a server's configuration that has Consul show which saga configured it last. */
final class UpdateMark {

    private static final String FILE = "update.json";

    private UpdateMark() {}

    static ConfigFile of(Attempt attempt) {
        var mark = Map.of("node_meta", Map.of(ClusterNames.UPDATE_META, attempt.sagaId()));
        return new ConfigFile(FILE, "0640", ConfigFiles.json(mark));
    }
}
