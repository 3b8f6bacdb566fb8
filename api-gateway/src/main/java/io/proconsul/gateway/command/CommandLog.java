package io.proconsul.gateway.command;

import io.proconsul.wire.ClusterCommand;

/** Where commands go. What it has taken survives the loss of any one machine. */
public interface CommandLog {

    /**
     * Returns when the command is durable.
     *
     * @throws LogUnavailableException if that could not be made sure; the command may have been written all the same,
     *     and since a repeated request is the same command, the client may simply try again
     */
    void append(ClusterCommand command) throws LogUnavailableException;
}
