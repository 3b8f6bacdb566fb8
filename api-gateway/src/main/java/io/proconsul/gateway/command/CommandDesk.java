package io.proconsul.gateway.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.view.ClusterView;
import io.proconsul.wire.ClusterCommand;
import io.proconsul.wire.ClusterState;
import io.proconsul.wire.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Hands a command in and waits a while at the desk for the orchestrator's answer. */
@ApplicationScoped
public class CommandDesk {

    private static final Logger LOG = Logger.getLogger(CommandDesk.class);

    private final CommandLog log;
    private final ClusterView view;
    private final Duration patience;
    private final MeterRegistry meters;
    private final Timer verdicts;

    public CommandDesk(CommandLog log, ClusterView view, GatewayConfig config, MeterRegistry meters) {
        this.log = log;
        this.view = view;
        this.patience = config.verdictTimeout();
        this.meters = meters;
        this.verdicts = Timer.builder("proconsul.gateway.verdict")
                .description("From a command that is durable to the orchestrator's verdict on it")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    public Answer submit(ClusterCommand command) {
        var revision =
                view.find(command.getScope()).map(ClusterState::getRevision).orElse(UndecidedCommand.UNKNOWN_CLUSTER);
        var answer = write(command, new UndecidedCommand(command.getCommandId(), revision));
        var outcome = answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("proconsul.gateway.commands", "command", command.getName(), "outcome", outcome)
                .increment();
        LOG.infof(
                "Command %s %s on cluster %s: %s",
                command.getName(), command.getCommandId(), command.getScope().getClusterName(), outcome);
        return answer;
    }

    private Answer write(ClusterCommand command, UndecidedCommand undecided) {
        try {
            log.append(command);
        } catch (LogUnavailableException e) {
            LOG.warnf(e, "Command %s was not taken", command.getCommandId());
            return new Answer.Unavailable("The request could not be stored. Nothing is lost; please try it again.");
        }
        var durable = System.nanoTime();
        return view.await(
                        command.getScope(), state -> undecided.verdictIn(state).isPresent(), patience)
                .map(state -> {
                    verdicts.record(System.nanoTime() - durable, TimeUnit.NANOSECONDS);
                    return judged(undecided.verdictIn(state).orElseThrow(), state);
                })
                .orElseGet(() -> new Answer.Undecided(undecided));
    }

    private static Answer judged(Verdict verdict, ClusterState state) {
        return verdict.getRejection() != null
                ? new Answer.Rejected(verdict.getRejection())
                : new Answer.Accepted(verdict.getOperationId() == null ? "" : verdict.getOperationId(), state);
    }
}
