package io.proconsul.hostmanager.consul;

import io.proconsul.hostmanager.generation.Generation;
import io.proconsul.hostmanager.health.ConsulView;
import io.proconsul.hostmanager.health.StatusBoard;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Consul running on the wanted generation. Knows nothing of Azure: with a good generation on disk it needs nobody.
 * Runs on one thread, until interrupted.
 */
public final class Supervisor implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration GLANCE = Duration.ofSeconds(10);

    private final ConsulProcess process;
    private final Wanted wanted;
    private final StatusBoard board;
    private final Clock clock;

    private Optional<Running> running;
    private RestartBackOff backOff = RestartBackOff.none();
    private Optional<ConsulView.Proof> proof = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean provable;

    public Supervisor(ConsulProcess process, Wanted wanted, StatusBoard board, Clock clock) {
        this.process = process;
        this.wanted = wanted;
        this.board = board;
        this.clock = clock;
        this.running = process.find();
    }

    @Override
    public void run() {
        running.ifPresent(
                found -> LOG.atInfo().addKeyValue("pid", found.pid()).log("Found the consul that was started before"));
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tick();
                wanted.awaitChange(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void tick() throws InterruptedException {
        var order = wanted.get();
        if (order.isPresent()) {
            var generation = order.get().generation();
            noticeEnd();
            converge(generation, order.get().address());
            look(generation, order.get().address());
        }
        board.publish(view());
    }

    /** Ends Consul; not to be called while {@link #run} is running. */
    public void stopConsul() throws InterruptedException {
        if (running.isPresent()) {
            process.stop(running.get());
        }
    }

    private void noticeEnd() {
        if (running.isPresent() && !running.get().alive()) {
            problem = Optional.of("consul, process " + running.get().pid() + ", has ended");
            LOG.atWarn()
                    .addKeyValue("pid", running.get().pid())
                    .addKeyValue("pause", backOff.pause())
                    .log("Consul has ended");
            running = Optional.empty();
            proof = Optional.empty();
        }
    }

    private void converge(Generation generation, String listen) throws InterruptedException {
        var now = clock.instant();
        var move = Move.decide(generation.manifest().manifest(), running, backOff.over(now));
        if (move == Move.NOTHING) {
            return;
        }
        LOG.atInfo()
                .addKeyValue("move", move)
                .addKeyValue("generation", generation.number())
                .log("Moving consul");
        try {
            switch (move) {
                case RELOAD -> running = Optional.of(process.reload(running.orElseThrow(), generation.number()));
                case RESTART -> {
                    process.stop(running.orElseThrow());
                    start(generation, listen, RestartBackOff.none().started(now));
                }
                case START -> start(generation, listen, backOff.started(now));
                case NOTHING -> throw new AssertionError(move);
            }
            proof = Optional.empty();
            problem = Optional.empty();
        } catch (IOException e) {
            problem = Optional.of("%s of consul failed: %s".formatted(move, e.getMessage()));
            LOG.atError().setCause(e).addKeyValue("move", move).log("Consul could not be moved");
        }
    }

    private void start(Generation generation, String listen, RestartBackOff next) throws IOException {
        backOff = next;
        running = Optional.empty();
        running = Optional.of(process.start(generation, listen));
    }

    /** Compares the served certificate with the generation's: often until they agree, then now and then. */
    private void look(Generation generation, String listen) {
        var due = proof.filter(ConsulView.Proof::matches)
                .filter(last -> clock.instant().isBefore(last.seenAt().plus(GLANCE)))
                .isEmpty();
        if (running.isEmpty() || running.get().generation() != generation.number() || !due) {
            return;
        }
        try {
            var settings = ConsulSettings.read(generation);
            provable = settings.isPresent();
            if (settings.isPresent()) {
                compare(settings.get(), listen);
            }
        } catch (IOException | CertificateException e) {
            LOG.atDebug().setCause(e).log("Consul does not show a certificate");
        }
    }

    private void compare(ConsulSettings settings, String listen) throws IOException {
        var served = ServedCertificate.at(listen, settings.httpsPort());
        var expected = settings.certificate();
        var seen = new ConsulView.Proof(
                serial(served.getSerialNumber().toByteArray()),
                served.getNotAfter().toInstant(),
                serial(expected.getSerialNumber().toByteArray()),
                clock.instant());
        if (!proof.equals(Optional.of(seen)) && proof.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("serial", seen.serial())
                    .addKeyValue("notAfter", seen.notAfter())
                    .addKeyValue("asExpected", seen.matches())
                    .log("Consul shows a certificate");
        }
        proof = Optional.of(seen);
    }

    private ConsulView view() {
        return new ConsulView(
                running.map(Running::pid),
                running.map(Running::generation).orElse(0L),
                running.map(found -> Instant.parse(found.startedAt())),
                backOff.failures(),
                provable,
                proof,
                problem);
    }

    private static String serial(byte[] number) {
        return HexFormat.ofDelimiter(":").formatHex(number);
    }
}
