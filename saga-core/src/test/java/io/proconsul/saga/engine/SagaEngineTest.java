package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static io.proconsul.saga.engine.FailureCause.TRANSIENT;
import static io.proconsul.saga.engine.FailureCause.UNAVAILABLE;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.engine.SagaInput.Loss;
import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import org.junit.jupiter.api.Test;

class SagaEngineTest {

    private static Dialogue house() {
        return Dialogue.with(new Sagas.Build(), new Sagas.Paint(), new Sagas.Demolish());
    }

    private static Dialogue standing() {
        return house().ask("create-1", "build", "cottage")
                .reply("ground", "soil")
                .reply("walls", "bricks")
                .reply("garden", "roses")
                .reply("roof", "thatch")
                .expectSent("ground", "walls", "garden", "roof")
                .expectEnded(Ending.SUCCEEDED);
    }

    @Test
    void buildsStepByStepWithIndependentStepsSideBySide() {
        house().ask("build", "cottage")
                .expectAccepted("operation-1")
                .expectPhase("BUILDING")
                .expectSent("ground")
                .reply("ground", "soil")
                .expectSent("walls", "garden")
                .reply("garden", "roses")
                .expectNothingSent()
                .reply("walls", "bricks")
                .expectSent("roof")
                .reply("roof", "thatch")
                .expectEnded(Ending.SUCCEEDED)
                .expectPhase("STANDING");
    }

    @Test
    void backsOffExponentiallyUpToItsCapAndGivesUpAfterItsLastAttempt() {
        house().ask("build", "cottage")
                .expectSent("ground")
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(1))
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(2))
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(4))
                .expectSent("ground", "ground", "ground")
                .fail("ground", TRANSIENT)
                .expectSent("undo ground")
                .undone("ground")
                .expectEnded(Ending.FAILED)
                .expectPhase("RUINED");
    }

    @Test
    void honoursRetryAfterWhenItIsLongerThanTheBackOff() {
        house().ask("build", "cottage")
                .fail("ground", TRANSIENT, ofSeconds(45))
                .wait("ground", ofSeconds(45))
                .expectSent("ground", "ground");
    }

    @Test
    void anOutageUsesUpNeitherAttemptsNorTime() {
        var dialogue = house().ask("build", "cottage");
        for (int i = 0; i < 20; i++) {
            dialogue.fail("ground", UNAVAILABLE, ofHours(1)).wait("ground", ofHours(1));
        }
        dialogue.reply("ground", "soil")
                .reply("walls", "bricks")
                .reply("garden", "roses")
                .reply("roof", "thatch");
        dialogue.expectEnded(Ending.SUCCEEDED);
    }

    @Test
    void pollsALongOperationWithItsContinuation() {
        var dialogue = house().ask("build", "cottage")
                .pending("ground", "/operations/7", ofSeconds(5))
                .wait("ground", ofSeconds(5));
        assertThat(dialogue.newest("ground").continuation()).isEqualTo("/operations/7");
        assertThat(dialogue.newest("ground").attempt()).isEqualTo(1);
        assertThat(dialogue.newest("ground").epoch()).isEqualTo(2);
    }

    @Test
    void aStepThatPollsPastItsTimeFailsForGood() {
        house().ask("build", "cottage")
                .later(ofMinutes(9))
                .pending("ground", "/operations/7", ofMinutes(2))
                .expectSent("ground", "undo ground");
    }

    @Test
    void aTaskThatNobodyAnswersIsSentAgainUnderAHigherEpoch() {
        var dialogue = house().ask("build", "cottage");
        var lost = dialogue.newest("ground");
        dialogue.silence("ground", ofSeconds(30)).expectSent("ground", "ground");
        assertThat(dialogue.newest("ground").epoch()).isGreaterThan(lost.epoch());
        dialogue.answer(lost, new Outcome.Pending("late", ofSeconds(1))).expectIgnored();
    }

    @Test
    void aLateOrRepeatedResultChangesNothing() {
        var dialogue = house().ask("build", "cottage");
        var first = dialogue.newest("ground");
        dialogue.reply("ground", "soil");
        var before = dialogue.state();
        dialogue.answer(first, new Outcome.Pending("again", ofSeconds(1))).expectIgnored();
        assertThat(dialogue.state()).isEqualTo(before);
    }

    @Test
    void aTimerThatFiresTooEarlyIsSetAgain() {
        house().ask("build", "cottage")
                .silence("ground", ofSeconds(3))
                .expectSent("ground")
                .silence("ground", ofSeconds(27))
                .expectSent("ground");
    }

    @Test
    void whenOneOfTwoFailsTheOtherSettlesAndAllIsUndoneFromTheEnd() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .expectSent("ground", "walls", "garden")
                .fail("walls", PERMANENT)
                .expectNothingSent()
                .reply("garden", "roses")
                .expectSent("undo garden")
                .undone("garden")
                .expectSent("undo walls")
                .undone("walls")
                .expectSent("undo ground")
                .undone("ground")
                .expectEnded(Ending.FAILED);
    }

    @Test
    void aSiblingThatWaitsWhenTheSagaTurnsIsStoppedAtOnce() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .pending("garden", "growing", ofMinutes(5))
                .expectSent("ground", "walls", "garden")
                .fail("walls", PERMANENT)
                .expectSent("undo garden");
    }

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
    void cancellingUndoesWhatWasBegun() {
        house().ask("build", "cottage")
                .pending("ground", "digging", ofMinutes(1))
                .cancel("operation-1")
                .expectSent("ground", "undo ground")
                .undone("ground")
                .expectEnded(Ending.CANCELLED);
    }

    @Test
    void theSameCommandTwiceIsOneOperation() {
        house().ask("create-1", "build", "cottage")
                .ask("create-1", "build", "cottage")
                .expectAccepted("operation-1")
                .expectSent("ground");
    }

    @Test
    void theSameRequestAfterSuccessGivesTheSameOperation() {
        standing()
                .later(ofHours(1))
                .ask("create-1", "build", "cottage")
                .expectAccepted("operation-1")
                .expectNothingSent();
    }

    @Test
    void theSameRequestAfterAFailureIsANewTry() {
        house().ask("create-1", "build", "cottage")
                .fail("ground", PERMANENT)
                .undone("ground")
                .expectEnded(Ending.FAILED)
                .later(ofMinutes(1))
                .ask("create-1", "build", "cottage")
                .expectAccepted("operation-2")
                .expectPhase("BUILDING");
    }

    @Test
    void commandsWaitTheirTurnAndTooManyAreRejected() {
        var dialogue = standing().ask("paint", "red");
        for (int i = 0; i < SagaEngine.QUEUE_LIMIT; i++) {
            dialogue.ask("paint", "coat " + i);
        }
        dialogue.ask("paint", "one too many").expectRejected("TooManyOperations");
        dialogue.reply("prime", "primed").reply("coat", "red").expectSent("prime", "coat", "prime");
    }

    @Test
    void anOptionalStepThatFailsIsPassedOver() {
        standing()
                .ask("paint", "red")
                .fail("prime", PERMANENT)
                .expectSent("prime", "coat")
                .reply("coat", "red")
                .expectEnded(Ending.SUCCEEDED);
    }

    @Test
    void aDeathOvertakesWhateverRunsAndWaits() {
        standing()
                .ask("paint", "red")
                .ask("paint", "green")
                .expectSent("prime")
                .ask("demolish", "now")
                .expectAccepted("operation-4")
                .ask("paint", "blue")
                .expectRejected("ClusterDeleting")
                .reply("prime", "primed")
                .expectSent("blast")
                .reply("blast", "rubble")
                .reply("sweep", "clean")
                .expectEnded(Ending.SUCCEEDED)
                .expectPhase("GONE");
    }

    @Test
    void aDeathIsFinalForCommandsIssuedBeforeIt() {
        var dialogue = standing()
                .later(ofMinutes(1))
                .ask("demolish", "now")
                .reply("blast", "rubble")
                .reply("sweep", "ok");
        dialogue.later(ofMinutes(1).negated()).ask("paint", "late").expectRejected("ClusterDeleted");
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
    void whatIsGoneCanBeBuiltAnewWithTheSameCommand() {
        standing()
                .later(ofMinutes(1))
                .ask("demolish", "now")
                .reply("blast", "rubble")
                .reply("sweep", "clean")
                .later(ofMinutes(1))
                .expectSent("blast", "sweep")
                .ask("create-1", "build", "cottage")
                .expectSent("ground")
                .expectAccepted("operation-3");
    }

    @Test
    void aSecondBirthWhileOneRunsIsRejected() {
        house().ask("build", "cottage").ask("build", "castle").expectRejected("AnotherOperationInProgress");
    }

    @Test
    void aRefusedAdmissionIsARejection() {
        house().ask("demolish", "nothing").expectRejected("NothingThere").expectNothingSent();
        house().ask("fly", "away").expectRejected("UnknownCommand");
    }

    @Test
    void aRejectedCommandThatIsDeliveredAgainStaysRejected() {
        house().ask("create-1", "build", "cottage")
                .ask("create-2", "build", "castle")
                .expectRejected("AnotherOperationInProgress")
                .fail("ground", PERMANENT)
                .undone("ground")
                .expectSent("ground", "undo ground")
                .ask("create-2", "build", "castle")
                .expectRejected("AnotherOperationInProgress")
                .expectNothingSent();
    }

    @Test
    void aDeletionThatIsDeliveredAgainSparesTheNextLife() {
        standing()
                .ask("delete-1", "demolish", "now")
                .ask("delete-2", "demolish", "now")
                .expectAccepted("operation-2")
                .reply("blast", "rubble")
                .reply("sweep", "clean")
                .expectSent("blast", "sweep")
                .ask("create-2", "build", "castle")
                .expectPhase("BUILDING")
                .expectSent("ground")
                .ask("delete-2", "demolish", "now")
                .expectAccepted("operation-2")
                .expectPhase("BUILDING")
                .expectNothingSent();
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
    void aCancellationThatIsDeliveredAgainIsAnsweredAlike() {
        house().ask("build", "cottage")
                .cancel("cancel-1", "operation-1")
                .reply("ground", "soil")
                .undone("ground")
                .expectEnded(Ending.CANCELLED)
                .cancel("cancel-1", "operation-1")
                .expectAccepted("operation-1");
    }

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
}
