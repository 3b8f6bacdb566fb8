package io.proconsul.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs histories and says what they came to. Exits with 1 if a promise was broken. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs the whole system in one thread, one history per seed, and checks what it promises.")
public final class Simulate implements Callable<Integer> {
    private static final int LAST = 60;

    @Option(names = "--seeds", defaultValue = "1000", description = "How many histories (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--from", defaultValue = "1", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Option(names = "--trace", description = "Prints all that happens in each history.")
    private boolean trace;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    public Simulate() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Simulate()).execute(args));
    }

    @Override
    public Integer call() throws JsonProcessingException {
        var out = spec.commandLine().getOut();
        var campaign = Campaign.run(from, seeds);
        campaign.firstFailure()
                .ifPresent(failure -> explain(failure, spec.commandLine().getErr()));
        if (trace) {
            for (long seed = from; seed < from + seeds; seed++) {
                World.run(Scenario.of(seed), Variant.REAL, true).trace().forEach(out::println);
            }
        }
        out.println(json ? json(campaign) : words(campaign));
        out.flush();
        return campaign.failures().isEmpty() ? 0 : 1;
    }

    private static void explain(History failure, PrintWriter err) {
        var smallest = Shrinking.smallest(failure, Variant.REAL).scenario();
        var again = World.run(smallest, Variant.REAL, true);
        var lines = again.trace();
        lines.subList(Math.max(0, lines.size() - LAST), lines.size()).forEach(err::println);
        err.println("seed " + failure.scenario().seed() + " breaks:");
        failure.violations().forEach(err::println);
        err.println(
                "The smallest scenario that breaks the same promise, with the end of its history above: " + smallest);
        again.violations().forEach(err::println);
        err.flush();
    }

    private static String words(Campaign campaign) {
        return campaign.histories() + " histories (" + campaign.perMinute() + " a minute), " + campaign.transitions()
                + " transitions, " + campaign.failures().size() + " with violations; "
                + campaign.tally().outcomes() + "; misfortunes: "
                + campaign.tally().misfortunes();
    }

    private static String json(Campaign campaign) throws JsonProcessingException {
        var report = new LinkedHashMap<String, Object>();
        report.put("histories", campaign.histories());
        report.put("per_minute", campaign.perMinute());
        report.put("transitions", campaign.transitions());
        report.put("violations", campaign.failures().size());
        report.put("digest", Long.toHexString(campaign.digest()));
        report.put("outcomes", campaign.tally().outcomes());
        report.put("misfortunes", campaign.tally().misfortunes());
        report.put("moves", campaign.tally().moves());
        campaign.firstFailure()
                .ifPresent(failure ->
                        report.put("first_failing_seed", failure.scenario().seed()));
        return new ObjectMapper().writeValueAsString(report);
    }
}
