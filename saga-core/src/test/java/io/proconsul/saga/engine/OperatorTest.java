package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static io.proconsul.saga.engine.FailureCause.TRANSIENT;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Step;
import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import org.junit.jupiter.api.Test;

/** Out of retries where giving up is not allowed: an operator retries, skips or abandons. */
class OperatorTest {

    @Test
    void anUndoThatKeepsFailingWaitsForAnOperatorWhoCanRetry() {
        var dialogue = house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .expectSent("ground", "undo ground")
                .fail("ground", PERMANENT)
                .expectStuck()
                .resolve("operation-1", Resolution.RETRY)
                .expectSent("undo ground");
        dialogue.undone("ground").expectEnded(Ending.FAILED);
    }

    @Test
    void anOperatorCanSkipWhatIsStuck() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .fail("walls", PERMANENT)
                .reply("garden", "roses")
                .fail("garden", PERMANENT)
                .expectStuck()
                .expectSent("ground", "walls", "garden", "undo garden")
                .resolve("operation-1", Resolution.SKIP)
                .expectSent("undo walls");
    }

    @Test
    void anOperatorCanAbandonAndTheRestIsNamed() {
        var dialogue = house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .fail("ground", PERMANENT)
                .resolve("operation-1", Resolution.ABANDON)
                .expectEnded(Ending.ABANDONED);
        assertThat(dialogue.state().finished().get(0).fault())
                .extracting(Fault::message)
                .asString()
                .contains("not undone: [ground]");
    }

    @Test
    void aDeathStepOutOfRetriesWaitsForAnOperatorAndIsNeverUndone() {
        standing()
                .ask("demolish", "now")
                .fail("blast", TRANSIENT)
                .wait("blast", ofSeconds(1))
                .fail("blast", TRANSIENT)
                .expectStuck()
                .expectSent("blast", "blast")
                .resolve("operation-2", Resolution.RETRY)
                .reply("blast", "rubble")
                .expectSent("blast", "sweep");
    }

    @Test
    void anOperatorsWordThatIsDeliveredAgainActsOnce() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .fail("walls", PERMANENT)
                .reply("garden", "roses")
                .fail("garden", PERMANENT)
                .resolve("skip-garden", "operation-1", Resolution.SKIP)
                .fail("walls", PERMANENT)
                .expectStuck()
                .expectSent("ground", "walls", "garden", "undo garden", "undo walls")
                .resolve("skip-garden", "operation-1", Resolution.SKIP)
                .expectAccepted("operation-1")
                .expectStuck()
                .expectNothingSent();
    }

    @Test
    void anUndoIsTriedTwentyTimesBeforeAnOperatorIsAsked() {
        var dialogue = house().ask("build", "cottage").fail("ground", PERMANENT);
        for (int i = 1; i < 20; i++) {
            dialogue.fail("ground", TRANSIENT).wait("ground", Step.UNDO.delayAfter(i));
        }
        dialogue.expectStatus("ground", Status.UNDOING)
                .fail("ground", TRANSIENT)
                .expectStuck();
    }

    @Test
    void aRetryHasAllItsAttemptsAndItsTimeBeforeItAgain() {
        standing()
                .ask("demolish", "now")
                .fail("blast", PERMANENT)
                .expectStuck()
                .later(ofHours(5))
                .resolve("operation-2", Resolution.RETRY)
                .fail("blast", TRANSIENT)
                .wait("blast", ofSeconds(1))
                .pending("blast", "burning", ofMinutes(30))
                .expectStatus("blast", Status.WAITING);
    }

    @Test
    void theReasonForASkipIsKept() {
        var dialogue = standing()
                .ask("demolish", "now")
                .fail("blast", PERMANENT)
                .resolve("operation-2", Resolution.SKIP)
                .expectSent("blast", "sweep")
                .expectStatus("blast", Status.SKIPPED);
        assertThat(dialogue.state().running().step("blast").orElseThrow().fault())
                .isEqualTo(new Fault("OperatorSKIP", "because"));
        dialogue.reply("sweep", "clean").expectEnded(Ending.SUCCEEDED).expectPhase("GONE");
    }

    @Test
    void whatWasSkippedIsOnTheWayBackToo() {
        standing()
                .ask("heat", "oil")
                .fail("boiler", PERMANENT)
                .resolve("operation-2", Resolution.SKIP)
                .expectStatus("boiler", Status.SKIPPED)
                .fail("pipes", PERMANENT)
                .undone("pipes")
                .expectSent("boiler", "pipes", "undo pipes")
                .expectEnded(Ending.FAILED)
                .expectLeftovers();
    }

    @Test
    void whatIsStuckHoldsUpNothingBesideIt() {
        standing()
                .ask("heat", "oil")
                .fail("boiler", PERMANENT)
                .expectStuck()
                .fail("pipes", TRANSIENT)
                .wait("pipes", ofSeconds(5))
                .reply("pipes", "laid")
                .resolve("operation-2", Resolution.RETRY)
                .reply("boiler", "warm")
                .expectEnded(Ending.SUCCEEDED);
    }

    @Test
    void skippedOnTheWayBackItIsLeftOverAndTheRestIsUndone() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .fail("walls", PERMANENT)
                .reply("garden", "roses")
                .fail("garden", PERMANENT)
                .resolve("operation-1", Resolution.SKIP)
                .expectStatus("garden", Status.UNDO_SKIPPED)
                .undone("walls")
                .undone("ground")
                .expectEnded(Ending.FAILED)
                .expectLeftovers("build/garden");
    }

    @Test
    void whatIsUnderWayWhenAnOperatorAbandonsIsLeftOverToo() {
        standing()
                .ask("heat", "oil")
                .fail("boiler", PERMANENT)
                .resolve("operation-2", Resolution.ABANDON)
                .expectEnded(Ending.ABANDONED)
                .expectLeftovers("heat/boiler", "heat/pipes");
    }

    @Test
    void aStepIsLeftOverOnceHoweverOftenItIsAbandoned() {
        var dialogue = standing();
        for (int i = 2; i < 22; i++) {
            dialogue.ask("heat", "oil").fail("boiler", PERMANENT).resolve("operation-" + i, Resolution.ABANDON);
        }
        dialogue.expectLeftovers("heat/boiler", "heat/pipes");
        assertThat(dialogue.state().life().leftovers())
                .extracting(Leftover::operationId)
                .containsOnly("operation-21");
    }

    @Test
    void whereNothingIsStuckThereIsNothingToDecide() {
        house().ask("build", "cottage")
                .resolve("operation-1", Resolution.SKIP)
                .expectRejected("NothingStuck")
                .expectStatus("ground", Status.DISPATCHED);
    }
}
