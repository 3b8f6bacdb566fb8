package io.proconsul.hostmanager;

import io.proconsul.hostmanager.azure.PrivateAddress;
import io.proconsul.hostmanager.consul.Wanted;
import io.proconsul.hostmanager.generation.Generation;
import io.proconsul.hostmanager.generation.Inventory;
import io.proconsul.hostmanager.health.ConfigurationView;
import io.proconsul.hostmanager.health.StatusBoard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for configuration for ever, and hands every new generation to the supervisor. One thread, until interrupted. */
final class Poller implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final Update update;
    private final PrivateAddress metadata;
    private final Wanted wanted;
    private final StatusBoard board;
    private final Clock clock;
    private final RandomGenerator random;

    private PollSchedule schedule;
    private Inventory disk;
    private Optional<String> address = Optional.empty();
    private Optional<Instant> lastContact = Optional.empty();
    private Duration clockSkew = Duration.ZERO;
    private Optional<String> problem = Optional.empty();
    private Optional<String> refusal = Optional.empty();

    Poller(
            Update update,
            PrivateAddress metadata,
            Wanted wanted,
            StatusBoard board,
            Clock clock,
            RandomGenerator random,
            PollSchedule schedule,
            Inventory disk) {
        this.update = update;
        this.metadata = metadata;
        this.wanted = wanted;
        this.board = board;
        this.clock = clock;
        this.random = random;
        this.schedule = schedule;
        this.disk = disk;
    }

    @Override
    public void run() {
        publish();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                round();
                publish();
                Thread.sleep(schedule.pause(disk.usable().isEmpty(), random).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        if (address.isEmpty()) {
            address = metadata.find();
            address.ifPresent(found -> disk.usable().ifPresent(generation -> wanted.set(generation, found)));
        }
        if (address.isPresent()) {
            note(update.round(disk, address.get()), address.get());
        } else {
            failed("the instance metadata service does not tell this host's address");
        }
    }

    private void failed(String reason) {
        schedule = schedule.failed();
        if (!problem.equals(Optional.of(reason))) {
            LOG.atWarn().addKeyValue("reason", reason).log("No configuration for now");
        }
        problem = Optional.of(reason);
    }

    private void note(Poll poll, String own) {
        if (poll instanceof Poll.Failed failed) {
            failed(failed.reason());
            return;
        }
        schedule = schedule.answered();
        problem = Optional.empty();
        lastContact = Optional.of(clock.instant());
        if (poll instanceof Poll.Refused refused) {
            refusal = Optional.of(refused.reason());
            LOG.atError().addKeyValue("reason", refused.reason()).log("Refused the published configuration");
        } else if (poll instanceof Poll.Switched switched) {
            clockSkew = switched.clockSkew();
            switchedTo(switched.generation(), own);
        } else if (poll instanceof Poll.Current current) {
            clockSkew = current.clockSkew().orElse(clockSkew);
        }
    }

    private void switchedTo(Generation generation, String own) {
        LOG.atInfo().addKeyValue("generation", generation.number()).log("Switched configuration");
        disk = new Inventory(Optional.of(generation), generation.number(), List.of());
        refusal = Optional.empty();
        wanted.set(generation, own);
    }

    private void publish() {
        var usable = disk.usable();
        board.publish(new ConfigurationView(
                usable.map(Generation::number).orElse(0L),
                usable.map(each -> each.manifest().manifest().consulVersion()).orElse(""),
                lastContact,
                clockSkew,
                problem,
                refusal,
                disk.damage()));
    }
}
