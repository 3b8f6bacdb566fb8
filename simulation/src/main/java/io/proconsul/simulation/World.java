package io.proconsul.simulation;

import io.proconsul.orchestrator.cluster.ClusterSagas;
import io.proconsul.saga.Definitions;
import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.SagaEngine;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.wire.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One history from its beginning to its end: a storm, in which nothing may be broken, and a calm, in which all must end. */
public final class World {
    private static final Definitions DEFINITIONS = ClusterSagas.with(new ExtendClusterSaga());
    private static final Plans PLANS = new Plans(DEFINITIONS);
    private static final Replies REPLIES = new Replies(DEFINITIONS);

    /** More than any history needs; one that needs more goes in circles. */
    private static final int LIMIT = 200_000;

    private final Scenario scenario;
    private final Agenda agenda = new Agenda();
    private final References messages = new References();
    private final Map<String, Payload> identities = new HashMap<>();
    private final Findings findings = new Findings();
    private final Trace trace;
    private final Weather weather;
    private final Clients clients;
    private final Checker checker;
    private final Map<String, Long> outcomes = new HashMap<>();
    private final Moves moves = new Moves();
    private long transitions;
    private long calmSince;

    private World(Scenario scenario, Variant variant, boolean inWords) {
        this.scenario = scenario;
        var dice = new Dice(scenario.seed() ^ 0x5eed);
        trace = new Trace(inWords);
        weather = new Weather(dice.split(), agenda, scenario.faults());
        checker = new Checker(findings, PLANS, messages, this::identity);
        var bus = new Bus(agenda, weather, dice.split());
        clients = new Clients(agenda, dice.split(), bus, messages);
        var cloud = new Cloud(
                agenda, weather, dice.split(), messages, REPLIES, checker.ledger(), variant.fencedResources());
        for (var worker : List.of("infra", "cert", "snapshot")) {
            new Worker(worker, agenda, weather, dice.split(), bus, cloud);
        }
        var partitions = new ArrayList<Orchestrator>();
        for (long left = dice.between(1, 2); left > 0; left--) {
            partitions.add(new Orchestrator(
                    agenda,
                    weather,
                    dice.split(),
                    variant.engine().apply(messages),
                    variant.fencedTransactions(),
                    bus,
                    this::identity,
                    this::committed));
        }
        for (var topic : List.of(Bus.COMMANDS, Bus.RESULTS, Bus.TIMERS)) {
            bus.subscribe(topic, channel -> partitions
                    .get(Math.floorMod(channel.key().hashCode(), partitions.size()))
                    .appended(channel));
        }
    }

    /** The engine as it is. */
    public static Decider engine(References messages) {
        var engine = new SagaEngine(
                DEFINITIONS, messages, (subject, ordinal, command) -> subject + "/" + ordinal + "/" + command);
        return engine::decide;
    }

    /** @param inWords whether anyone will read the trace */
    public static History run(Scenario scenario, Variant variant, boolean inWords) {
        return new World(scenario, variant, inWords).run();
    }

    private History run() {
        var begin = agenda.now();
        for (var request : scenario.requests()) {
            agenda.after(request.at(), () -> clients.ask(request));
        }
        agenda.at(begin + scenario.storm().toMillis(), this::calm);
        try {
            play();
        } catch (RuntimeException undecidable) {
            var where = undecidable.getStackTrace().length == 0
                    ? ""
                    : " at " + undecidable.getStackTrace()[0];
            findings.require(false, "ENGINE", "", "{}", undecidable + where);
        }
        var tally = new Tally(outcomes, moves.counts(), weather.struck());
        return new History(scenario, transitions, tally, trace.digest(), findings.all(), trace.lines());
    }

    private void play() {
        int steps = 0;
        while (!findings.any() && agenda.step()) {
            if (++steps > LIMIT) {
                findings.require(false, "I1", "", "expected an end, but after {} steps things still happen", steps);
            }
        }
        if (!findings.any()) {
            checker.finish(calmSince);
        }
    }

    private void calm() {
        calmSince = agenda.now();
        weather.calm();
        clients.calm();
    }

    private void committed(Transition transition) {
        var decision = transition.decision();
        if (decision.transition()) {
            transitions++;
        }
        trace.note(
                transition.at(),
                transition.subject(),
                transition.input().getClass().getSimpleName(),
                decision.state().revision() * 31 + decision.state().epoch(),
                () -> transition.input() + " -> " + decision.events());
        for (var event : decision.events()) {
            count(transition.subject(), event);
        }
        checker.check(transition);
        clients.see(transition);
    }

    private void count(String subject, SagaEvent event) {
        moves.see(subject, event);
        if (event instanceof SagaEvent.CommandAnswered answered) {
            count(answered.verdict().rejection() == null ? "accepted" : "rejected");
        } else if (event instanceof SagaEvent.SagaEnded ended) {
            count(ended.summary().ending().name().toLowerCase(Locale.ROOT));
        } else if (event instanceof SagaEvent.StepEnded ended
                && (ended.step().status() == Status.STUCK || ended.step().status() == Status.UNDO_STUCK)) {
            count("stuck");
        } else if (event instanceof SagaEvent.StaleIgnored) {
            count("stale_ignored");
        }
    }

    private void count(String what) {
        outcomes.merge(what, 1L, Long::sum);
    }

    private Payload identity(String subject) {
        return identities.computeIfAbsent(
                subject,
                name -> messages.encode(new Scope(
                        "11111111-1111-4111-8111-111111111111",
                        "22222222-2222-4222-8222-222222222222",
                        "managed-" + name,
                        name)));
    }
}
