package io.proconsul.simulation;

import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.SubjectState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Judges a history by what was committed and by what the cloud holds; asks the engine nothing. */
final class Checker implements Ledger.Watcher {
    private final Findings findings;
    private final Plans plans;
    private final References messages;
    private final Function<String, Payload> identities;
    private final Ledger ledger = new Ledger(this);
    private final Map<String, Book> books = new HashMap<>();

    Checker(Findings findings, Plans plans, References messages, Function<String, Payload> identities) {
        this.findings = findings;
        this.plans = plans;
        this.messages = messages;
        this.identities = identities;
    }

    Ledger ledger() {
        return ledger;
    }

    private final class Book {
        private final String subject;
        private final CommandRules commands;
        private final RetryRules retries;
        private final StepRules steps;
        private final BoundRules bounds;
        private final CloudRules cloud;
        private SubjectState folded;

        private Book(String subject) {
            this.subject = subject;
            commands = new CommandRules(subject, findings, plans);
            retries = new RetryRules(subject, findings, commands);
            bounds = new BoundRules(subject, findings, plans);
            steps = new StepRules(subject, findings, commands);
            cloud = new CloudRules(subject, findings, commands, messages, ledger);
            folded = SubjectState.unknown(subject, identities.apply(subject));
        }

        private void check(Transition transition) {
            commands.check(transition);
            retries.check(transition);
            steps.check(transition);
            cloud.check(transition);
            var decision = transition.decision();
            if (decision.transition()) {
                bounds.check(decision.state());
                folded = folded.after(decision.events());
                findings.require(
                        folded.equals(decision.state()),
                        "I7",
                        subject,
                        "the events give {}, but the state is {}",
                        folded,
                        decision.state());
            }
        }

        private void finish(long calmSince) {
            commands.finish(calmSince);
            cloud.finish();
        }
    }

    void check(Transition transition) {
        books.computeIfAbsent(transition.subject(), Book::new).check(transition);
    }

    @Override
    public void made(String subject, String cluster, String part) {
        books.computeIfAbsent(subject, Book::new).cloud.made(cluster, part);
    }

    /** @param calmSince when things ceased to go wrong */
    void finish(long calmSince) {
        books.values().forEach(book -> book.finish(calmSince));
    }
}
