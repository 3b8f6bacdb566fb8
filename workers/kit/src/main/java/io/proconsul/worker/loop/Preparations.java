package io.proconsul.worker.loop;

import io.proconsul.worker.Failures;
import io.proconsul.worker.Preparation;
import java.util.List;
import org.jboss.logging.Logger;

/** All that a worker does before its first task, one after the other. */
final class Preparations implements Runnable {

    private static final Logger LOG = Logger.getLogger(Preparations.class);

    private final List<Preparation> preparations;
    private final Failures failures;

    Preparations(List<Preparation> preparations, Failures failures) {
        this.preparations = List.copyOf(preparations);
        this.failures = failures;
    }

    @Override
    public void run() {
        preparations.forEach(this::perform);
    }

    private void perform(Preparation preparation) {
        try {
            preparation.prepare();
        } catch (Exception e) {
            var why = failures.outcomeOf(e);
            LOG.warnf(
                    "Not prepared for %s; the first task will have to be: %s: %s",
                    preparation.name(), why.code(), why.message());
        }
    }
}
