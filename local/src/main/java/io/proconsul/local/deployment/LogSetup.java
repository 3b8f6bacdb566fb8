package io.proconsul.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** Named by {@code java.util.logging.config.class}: one short way of logging for all processes of the stack. */
public final class LogSetup {

    public LogSetup() {
        try (var settings = LogSetup.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM option that makes a process use it. */
    public static String option() {
        return "-Djava.util.logging.config.class=" + LogSetup.class.getName();
    }
}
