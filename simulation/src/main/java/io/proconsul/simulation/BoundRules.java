package io.proconsul.simulation;

import io.proconsul.saga.engine.SubjectState;
import java.util.List;

/** What is kept of a subject does not grow, whatever happens and however long (I18). */
final class BoundRules {
    /** Eight may wait, and a deletion behind them. */
    private static final int QUEUE = 9;

    private static final int ENDED = 8;
    private static final int ANSWERS = 16;

    private final String subject;
    private final Findings findings;
    private final Plans plans;

    BoundRules(String subject, Findings findings, Plans plans) {
        this.subject = subject;
        this.findings = findings;
        this.plans = plans;
    }

    void check(SubjectState state) {
        bounded("waiting operations", state.queue(), QUEUE);
        bounded("ended operations", state.finished(), ENDED);
        bounded("answers", state.verdicts(), ANSWERS);
        bounded("leftovers", state.life().leftovers(), plans.steps());
        var active = state.active();
        if (active != null) {
            bounded("steps", active.steps(), plans.of(active.name()).before().size());
        }
    }

    private void bounded(String what, List<?> kept, int most) {
        findings.require(kept.size() <= most, "I18", subject, "{} {} are kept, {} at most", kept.size(), what, most);
    }
}
