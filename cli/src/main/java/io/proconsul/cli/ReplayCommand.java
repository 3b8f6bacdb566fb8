package io.proconsul.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Folds the journal with the code of today. */
@Command(
        name = "replay",
        description = {
            "Folds the journal with the code of today: the same inputs must lead to the same states, byte for byte.",
            "The exit code is 0 if they do, 1 if not."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private KafkaAddress kafka = new KafkaAddress();

    @Option(names = "--key", paramLabel = "SCOPE", description = "One cluster only, by the key of its records.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--until", paramLabel = "REVISION", description = "Up to this transition of each cluster.")
    private Optional<Long> until = Optional.empty();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        var limit = until.map(OptionalLong::of).orElse(OptionalLong.empty());
        var report = JournalReader.replay(kafka.settings(), key, limit);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            out.printf(
                    "%d transitions of %d clusters replayed: %d led to the same state, %d could not be judged.%n",
                    report.transitions(), report.clusters(), report.same(), report.unknown());
            report.differences().forEach((cluster, words) -> out.println(cluster + ": " + words));
            report.gaps().forEach((cluster, words) -> out.println(cluster + ": " + words));
        }
        return report.differences().isEmpty() ? 0 : 1;
    }
}
