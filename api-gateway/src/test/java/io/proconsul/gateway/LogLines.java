package io.proconsul.gateway;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Keeps what a log file would hold: every line with its exception, its causes and its context, from opening to closing. */
public final class LogLines extends Handler {

    private final PatternFormatter format = new PatternFormatter("%c %s %e %X%n");
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    /** Of every logger, on every level that it has. */
    public static LogLines open() {
        var lines = new LogLines();
        lines.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    public Queue<String> all() {
        return all;
    }

    @Override
    public void publish(LogRecord line) {
        all.add(format.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
