package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static io.proconsul.saga.engine.FailureCause.TRANSIENT;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.engine.SagaInput.Loss;
import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import org.junit.jupiter.api.Test;

/** A record that may have been for a running step was lost: the step is parked, and nothing waits for ever in silence. */
class ParkingTest {

    @Test
    void aLostAnswerParksTheStepUntilAnOperatorHasItTriedAgain() {
        house().ask("build", "cottage")
                .expectSent("ground")
                .lose(Loss.ANSWER)
                .expectStatus("ground", Status.ANSWER_LOST)
                .expectStuck()
                .silence("ground", ofMinutes(9))
                .expectIgnored()
                .expectNothingSent()
                .resolve("operation-1", Resolution.RETRY)
                .expectSent("ground")
                .reply("ground", "soil")
                .expectSent("walls", "garden");
    }

    @Test
    void aStepWhoseAnswerSeemedLostTakesItWhenItComes() {
        house().ask("build", "cottage")
                .lose(Loss.ANSWER)
                .reply("ground", "soil")
                .expectSent("ground", "walls", "garden")
                .expectStatus("ground", Status.SUCCEEDED);
    }

    @Test
    void aFailureThatSeemedLostCountsWhenItComes() {
        house().ask("build", "cottage")
                .lose(Loss.ANSWER)
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(1))
                .expectSent("ground", "ground");
    }

    @Test
    void theEndOfAWaitThatSeemedLostCountsWhenItComes() {
        var dialogue = house().ask("build", "cottage")
                .pending("ground", "/operations/7", ofSeconds(5))
                .lose(Loss.WAIT)
                .expectStatus("ground", Status.WAIT_LOST)
                .expectStuck()
                .wait("ground", ofSeconds(5))
                .expectSent("ground", "ground");
        assertThat(dialogue.newest("ground").continuation()).isEqualTo("/operations/7");
    }

    @Test
    void anOperatorHasAPollWhoseWaitWasLostGoOnWhereItWas() {
        var dialogue = house().ask("build", "cottage")
                .pending("ground", "/operations/7", ofSeconds(5))
                .lose(Loss.WAIT)
                .resolve("operation-1", Resolution.RETRY);
        assertThat(dialogue.newest("ground").continuation()).isEqualTo("/operations/7");
        assertThat(dialogue.newest("ground").epoch()).isEqualTo(2);
    }

    @Test
    void anAnswerThatWasTakenBeforeTheWaitWasLostIsNotTakenTwice() {
        var dialogue = house().ask("build", "cottage");
        var polled = dialogue.newest("ground");
        dialogue.pending("ground", "/operations/7", ofSeconds(5))
                .lose(Loss.WAIT)
                .answer(polled, new Outcome.Pending("/operations/7", ofSeconds(5)))
                .expectIgnored();
    }

    @Test
    void aLostAnswerParksNoStepThatHasHadItsAnswer() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .pending("garden", "/operations/7", ofSeconds(5))
                .lose(Loss.ANSWER)
                .expectStatus("walls", Status.ANSWER_LOST)
                .expectStatus("garden", Status.WAITING)
                .lose(Loss.EITHER)
                .expectStatus("garden", Status.WAIT_LOST);
    }

    @Test
    void onTheWayBackALostAnswerParksTheUndo() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .expectSent("ground", "undo ground")
                .lose(Loss.ANSWER)
                .expectStatus("ground", Status.UNDO_ANSWER_LOST)
                .expectStuck()
                .resolve("operation-1", Resolution.RETRY)
                .expectSent("undo ground")
                .fail("ground", TRANSIENT)
                .lose(Loss.WAIT)
                .expectStatus("ground", Status.UNDO_WAIT_LOST)
                .resolve("operation-1", Resolution.SKIP)
                .expectEnded(Ending.FAILED);
    }

    @Test
    void aStepThatOnlySettlesIsNotParkedBecauseItsDeadlineEndsIt() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .fail("walls", PERMANENT)
                .lose(Loss.EITHER)
                .expectStatus("garden", Status.DISPATCHED)
                .expectSent("ground", "walls", "garden")
                .silence("garden", ofHours(1))
                .expectSent("undo garden");
    }

    @Test
    void aStepWhoseAnswerIsUnknownCannotBeSkipped() {
        house().ask("build", "cottage")
                .lose(Loss.ANSWER)
                .resolve("operation-1", Resolution.SKIP)
                .expectRejected("ResultUnknown")
                .expectStuck()
                .resolve("operation-1", Resolution.ABANDON)
                .expectEnded(Ending.ABANDONED);
    }

    @Test
    void aParkedSagaCanBeCancelled() {
        house().ask("build", "cottage").lose(Loss.ANSWER).cancel("operation-1").expectSent("ground", "undo ground");
    }

    @Test
    void whatIsLostWhileNothingRunsChangesNothing() {
        var dialogue = standing();
        var before = dialogue.state();
        assertThat(dialogue.lose(Loss.EITHER).state()).isEqualTo(before);
    }

    @Test
    void aWaitThatSeemedLostEndsWithItsSagaTurning() {
        house().ask("build", "cottage")
                .pending("ground", "/operations/7", ofSeconds(5))
                .lose(Loss.WAIT)
                .cancel("operation-1")
                .expectStatus("ground", Status.UNDOING);
    }

    @Test
    void anOptionalStepWhoseAnswerSeemedLostIsStillGoneOnWithoutWhenItFails() {
        standing()
                .ask("paint", "blue")
                .lose(Loss.ANSWER)
                .fail("prime", PERMANENT)
                .expectStatus("prime", Status.SKIPPED)
                .expectSent("prime", "coat");
    }

    @Test
    void aStepThatMustSucceedIsStuckWhenTheAnswerThatSeemedLostIsAFailure() {
        Dialogue.with(new Sagas.Heat())
                .ask("heat", "gas")
                .lose(Loss.ANSWER)
                .fail("boiler", PERMANENT)
                .expectStatus("boiler", Status.STUCK);
    }

    @Test
    void anUndoTakesTheAnswerThatSeemedLost() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .lose(Loss.ANSWER)
                .undone("ground")
                .expectEnded(Ending.FAILED);
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .lose(Loss.ANSWER)
                .fail("ground", TRANSIENT)
                .expectStatus("ground", Status.UNDO_WAITING)
                .lose(Loss.WAIT)
                .resolve("operation-1", Resolution.RETRY)
                .expectStatus("ground", Status.UNDOING);
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .lose(Loss.ANSWER)
                .fail("ground", PERMANENT)
                .expectStatus("ground", Status.UNDO_STUCK);
    }

    @Test
    void anOperatorCanSkipAnUndoWhoseAnswerWasLost() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .lose(Loss.ANSWER)
                .resolve("operation-1", Resolution.SKIP)
                .expectEnded(Ending.FAILED);
    }

    @Test
    void aDeletionDoesNotWaitForAnUndoThatIsParked() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .ask("demolish", "now")
                .lose(Loss.ANSWER)
                .expectSent("ground", "undo ground", "blast")
                .expectLeftovers("build/ground");
    }
}
