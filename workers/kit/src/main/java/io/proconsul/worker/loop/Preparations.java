package io.proconsul.worker.loop;

import io.proconsul.worker.Preparation;
import java.util.List;
import org.jboss.logging.Logger;

/** All that a worker does before its first task, one after the other. */
final class Preparations implements Runnable {

    private static final Logger LOG = Logger.getLogger(Preparations.class);

    private final List<Preparation> preparations;

    Preparations(List<Preparation> preparations) {
        this.preparations = List.copyOf(preparations);
    }

    @Override
    public void run() {
        preparations.forEach(Preparations::perform);
    }

    private static void perform(Preparation preparation) {
        try {
            preparation.prepare();
        } catch (Exception e) {
            LOG.warnf(e, "Not prepared for %s; the first task will have to be", preparation.name());
        }
    }
}
