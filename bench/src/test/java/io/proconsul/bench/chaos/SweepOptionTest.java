package io.proconsul.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.bench.chaos.sweep.SweepPlan.Kind;
import io.proconsul.bench.option.SweepKinds.Chosen;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SweepOptionTest {

    @Test
    void aSweepIsOfAllUnlessItSaysOfWhat() {
        assertThat(kinds("--sweep")).containsExactlyInAnyOrder(Kind.EFFECTS, Kind.COMMITS);
        assertThat(kinds("--sweep", "--json")).containsExactlyInAnyOrder(Kind.EFFECTS, Kind.COMMITS);
        assertThat(kinds("--sweep", "all")).containsExactlyInAnyOrder(Kind.EFFECTS, Kind.COMMITS);
        assertThat(kinds("--sweep=effects")).containsExactly(Kind.EFFECTS);
        assertThat(kinds("--sweep", "commits")).containsExactly(Kind.COMMITS);
    }

    @Test
    void withoutTheOptionThereIsNoSweep() {
        assertThat(kinds("--json")).isEmpty();
    }

    private static Set<Kind> kinds(String... arguments) {
        var parsed = new CommandLine(new Chaos()).parseArgs(arguments);
        Optional<Chosen> chosen = parsed.matchedOptionValue("--sweep", Optional.empty());
        return chosen.map(Chosen::kinds).orElse(Set.of());
    }
}
