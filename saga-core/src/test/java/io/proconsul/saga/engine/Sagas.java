package io.proconsul.saga.engine;

import static io.proconsul.saga.Retry.exponential;
import static io.proconsul.saga.Retry.fixed;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.proconsul.saga.Admission;
import io.proconsul.saga.Lifecycle;
import io.proconsul.saga.Plan;
import io.proconsul.saga.Results;
import io.proconsul.saga.Retry;
import io.proconsul.saga.Saga;
import io.proconsul.saga.SagaBuilder;
import io.proconsul.saga.Step;
import io.proconsul.saga.Subject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A house is built, painted, heated and torn down: small sagas that need every rule of the engine. */
final class Sagas {
    private Sagas() {}

    /** ground, then walls beside garden, then roof. Only the roof has nothing to undo. Version 2 has no garden. */
    record Build(int version) implements Saga<String, String> {
        Build() {
            this(1);
        }

        @Override
        public String name() {
            return "build";
        }

        @Override
        public Lifecycle lifecycle() {
            return Lifecycle.birth("BUILDING", "STANDING", "RUINED");
        }

        @Override
        public Class<String> command() {
            return String.class;
        }

        @Override
        public Class<String> input() {
            return String.class;
        }

        @Override
        public Admission<String> admit(String command, Subject subject) {
            return subject.phase().equals("STANDING")
                    ? Admission.refused("AlreadyBuilt", "a house stands here")
                    : Admission.admitted(command);
        }

        @Override
        public Plan<String> define(SagaBuilder<String> saga) {
            var ground = saga.step("ground", String.class)
                    .by("builder")
                    .command(house -> "dig for " + house)
                    .compensate(house -> "fill in " + house)
                    .retry(exponential(ofSeconds(1), ofSeconds(4)).upTo(4))
                    .answerWithin(ofSeconds(30))
                    .finishWithin(ofMinutes(10));
            var walls = saga.step("walls", String.class)
                    .by("builder")
                    .command((house, got) -> "walls on " + got.from(ground))
                    .compensate(house -> "tear walls of " + house)
                    .retry(fixed(ofSeconds(2)).upTo(2));
            Supplier<Step<String, String>> garden = () -> saga.step("garden", String.class)
                    .by("gardener")
                    .command(house -> "plant " + house)
                    .compensate(house -> "mow " + house);
            var roof =
                    saga.step("roof", String.class).by("builder").command((house, got) -> "roof on " + got.from(walls));
            return version == 1
                    ? saga.inOrder(ground, saga.parallel(walls, garden.get()), roof)
                    : saga.inOrder(ground, walls, roof);
        }

        @Override
        public Object opening(String input) {
            return "plan of " + input;
        }

        @Override
        public Object conclusion(String input, Results results) {
            return results.result("roof", String.class);
        }
    }

    static final class Paint implements Saga<String, String> {
        @Override
        public String name() {
            return "paint";
        }

        @Override
        public Lifecycle lifecycle() {
            return Lifecycle.change("PAINTING", "STANDING", "STANDING");
        }

        @Override
        public Class<String> command() {
            return String.class;
        }

        @Override
        public Class<String> input() {
            return String.class;
        }

        @Override
        public Admission<String> admit(String command, Subject subject) {
            return subject.phase().equals("STANDING")
                    ? Admission.admitted(command)
                    : Admission.refused("NoHouse", "there is nothing to paint");
        }

        @Override
        public Plan<String> define(SagaBuilder<String> saga) {
            var prime = saga.step("prime", String.class)
                    .by("painter")
                    .command(colour -> "prime for " + colour)
                    .compensate(colour -> "sand down " + colour)
                    .optional()
                    .retry(fixed(ofSeconds(1)).upTo(1));
            var coat = saga.step("coat", String.class)
                    .by("painter")
                    .command(colour -> "coat with " + colour)
                    .compensate(colour -> "scrape off " + colour);
            return saga.inOrder(prime, coat);
        }

        @Override
        public @Nullable Object conclusion(String input, Results results) {
            return null;
        }
    }

    /** boiler beside pipes; without the boiler there is no going on, and no going back. */
    static final class Heat implements Saga<String, String> {
        @Override
        public String name() {
            return "heat";
        }

        @Override
        public Lifecycle lifecycle() {
            return Lifecycle.change("HEATING", "STANDING", "COLD");
        }

        @Override
        public Class<String> command() {
            return String.class;
        }

        @Override
        public Class<String> input() {
            return String.class;
        }

        @Override
        public Admission<String> admit(String command, Subject subject) {
            return Admission.admitted(command);
        }

        @Override
        public Plan<String> define(SagaBuilder<String> saga) {
            var boiler = saga.step("boiler", String.class)
                    .by("plumber")
                    .command(fuel -> "install " + fuel)
                    .retry(Retry.never())
                    .mustSucceed();
            var pipes = saga.step("pipes", String.class)
                    .by("plumber")
                    .command(fuel -> "lay pipes for " + fuel)
                    .compensate(fuel -> "tear out pipes")
                    .retry(fixed(ofSeconds(5)))
                    .finishWithin(ofMinutes(1));
            return saga.parallel(boiler, pipes);
        }

        @Override
        public Object failure(String input, Results kept) {
            return "cold, with " + kept.find("boiler", String.class).orElse("no boiler") + " and "
                    + kept.find("pipes", String.class).orElse("no pipes");
        }
    }

    static final class Demolish implements Saga<String, String> {
        @Override
        public String name() {
            return "demolish";
        }

        @Override
        public Lifecycle lifecycle() {
            return Lifecycle.death("FALLING", "GONE", "RUINED");
        }

        @Override
        public Class<String> command() {
            return String.class;
        }

        @Override
        public Class<String> input() {
            return String.class;
        }

        @Override
        public Admission<String> admit(String command, Subject subject) {
            return subject.document(String.class)
                    .map(house -> command.equals("politely")
                            ? Admission.<String>refused("Occupied", "somebody lives here")
                            : Admission.admitted(house))
                    .orElseGet(() -> Admission.refused("NothingThere", "no house"));
        }

        @Override
        public Plan<String> define(SagaBuilder<String> saga) {
            var blast = saga.step("blast", String.class)
                    .by("builder")
                    .command(house -> "blast " + house)
                    .retry(fixed(ofSeconds(1)).upTo(2))
                    .mustSucceed();
            var sweep = saga.step("sweep", String.class)
                    .by("builder")
                    .command(house -> "sweep " + house)
                    .mustSucceed();
            return saga.inOrder(blast, sweep);
        }
    }
}
