package io.proconsul.local.stack;

import org.jspecify.annotations.Nullable;

/**
 * One line of the stack file.
 *
 * @param process the last one that was started, running or not; null before the first
 * @param url where it answers
 * @param log the file that its output goes to
 * @param restarts how often it was started again after it had ended by itself
 */
public record ServiceStatus(
        String name, ServiceState state, @Nullable ProcessRef process, String url, String log, int restarts) {

    ServiceStatus stopped() {
        return new ServiceStatus(name, ServiceState.STOPPED, process, url, log, restarts);
    }
}
