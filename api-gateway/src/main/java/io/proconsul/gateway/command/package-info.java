/** What a client asks for, as a command in the log, and the orchestrator's answer to it. */
@NullMarked
package io.proconsul.gateway.command;

import org.jspecify.annotations.NullMarked;
