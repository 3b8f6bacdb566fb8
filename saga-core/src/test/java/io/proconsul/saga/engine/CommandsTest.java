package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import io.proconsul.saga.engine.Summary.Ending;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a command: an operation, the operation it repeats, or a rejection. */
class CommandsTest {

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
    void theSameRequestGivesTheSameOperationHoweverMuchWasChangedSince() {
        var dialogue = standing();
        for (int i = 0; i < 2 * SubjectState.Past.FINISHED_KEPT; i++) {
            dialogue.ask("heat", "oil").reply("boiler", "warm").reply("pipes", "laid");
        }

        dialogue.later(ofHours(1)).ask("create-1", "build", "cottage").expectAccepted("operation-1");
    }

    @Test
    void aCommandThatExpectsWhatIsNotSoIsRejected() {
        house().askIf(new Precondition.Exists(), "build-1", "build", "cottage")
                .expectRejected("PreconditionFailed")
                .expectNothingSent()
                .askIf(new Precondition.Missing(), "build-2", "build", "cottage")
                .expectSent("ground")
                .askIf(new Precondition.Missing(), "build-3", "build", "palace")
                .expectRejected("PreconditionFailed");
    }

    @Test
    void aCommandFromWhatWasSeenIsRejectedOnceAnythingHasHappenedSince() {
        var dialogue = standing();
        var seen = new Precondition.Unchanged(Set.of(dialogue.revision()));
        dialogue.ask("paint", "red").reply("prime", "primed").reply("coat", "red");

        dialogue.askIf(seen, "demolish-1", "demolish", "now")
                .expectRejected("PreconditionFailed")
                .expectPhase("STANDING");

        var seenAgain = new Precondition.Unchanged(Set.of(7_000L, dialogue.revision()));
        dialogue.askIf(seenAgain, "demolish-2", "demolish", "now").expectPhase("FALLING");
    }

    @Test
    void aRecordDeliveredAgainIsNotJudgedAgain() {
        house().askIf(new Precondition.Missing(), "build-1", "build", "cottage")
                .askIf(new Precondition.Missing(), "build-1", "build", "cottage")
                .expectAccepted("operation-1");
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
    void anUnknownCommandIsRejectedWithThoseThatAreKnown() {
        house().ask("fly", "high").expectRejected("UnknownCommand").expectNothingSent();
    }

    @Test
    void commandsRunInTheOrderInWhichTheyWereAccepted() {
        standing()
                .ask("paint", "red")
                .ask("heat", "oil")
                .ask("paint", "green")
                .reply("prime", "primed")
                .reply("coat", "red")
                .expectRunning("heat")
                .reply("boiler", "warm")
                .reply("pipes", "laid")
                .expectRunning("paint")
                .expectCommand("prime", "prime for green");
    }

    @Test
    void aPlaceInTheQueueThatBecomesFreeIsTakenAgain() {
        var dialogue = standing().ask("paint", "red");
        for (int i = 0; i < SagaEngine.QUEUE_LIMIT; i++) {
            dialogue.ask("paint", "coat " + i);
        }
        dialogue.ask("paint", "one too many")
                .expectRejected("TooManyOperations")
                .cancel("operation-5")
                .ask("paint", "one more")
                .expectAccepted("operation-11");
    }
}
