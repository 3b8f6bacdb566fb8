package io.proconsul.local.consul;

import io.proconsul.local.fault.FaultScript;
import io.proconsul.local.http.HttpEdge;
import io.proconsul.local.ledger.Ledger;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One server of the stand-in within the calling process, for whoever needs many. */
public final class ConsulServer implements AutoCloseable {
    private final Agent agent;
    private final HttpEdge edge;
    private final PrintStream log;

    private ConsulServer(Agent agent, HttpEdge edge, PrintStream log) {
        this.agent = agent;
        this.edge = edge;
        this.log = log;
    }

    /**
     * Starts a server; it joins the others by itself.
     *
     * @param configuration folder of its configuration, from which relative names of TLS files are taken
     * @param data folder of its state; the log is beside it
     * @param address what all its listeners are bound to
     * @param version what it is, without a v
     * @param environment where Azure is, for auto-join: the variables that the program reads
     * @param ledger where its calls are noted
     * @param faults its fault script
     * @throws IllegalArgumentException what is wrong with the configuration, in Consul's words
     */
    public static ConsulServer start(
            Path configuration,
            Path data,
            String address,
            String version,
            Map<String, String> environment,
            Ledger ledger,
            FaultScript faults)
            throws IOException {
        Files.createDirectories(data);
        var log =
                new PrintStream(Files.newOutputStream(data.resolveSibling("consul.log")), true, StandardCharsets.UTF_8);
        try {
            ConsulStandIn.quietRaft();
            var config = AgentConfig.read(
                            List.of(configuration), Optional.of(data), Optional.of(address), Optional.of(address))
                    .at(configuration);
            var clock = Clock.systemUTC();
            var agent = new Agent(config, version, clock, new Log(clock, log), environment);
            return serving(agent, ledger, faults, log);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the TLS files in " + configuration + ": " + e.getMessage(), e);
        }
    }

    /** Gives the agent's ports back if it cannot serve. */
    private static ConsulServer serving(Agent agent, Ledger ledger, FaultScript faults, PrintStream log)
            throws IOException, GeneralSecurityException {
        try {
            return new ConsulServer(agent, ConsulStandIn.serve(agent, ledger, faults), log);
        } catch (GeneralSecurityException | RuntimeException failed) {
            agent.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        edge.close();
        try {
            agent.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            log.close();
        }
    }
}
