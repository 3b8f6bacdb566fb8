package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static java.time.Duration.ofMinutes;

import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import org.junit.jupiter.api.Test;

/** Cancelled at any point. */
class CancellationTest {

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
    void whatIsOutstandingSettlesBeforeItIsUndone() {
        house().ask("build", "cottage")
                .expectSent("ground")
                .cancel("operation-1")
                .expectNothingSent()
                .reply("ground", "soil")
                .expectSent("undo ground")
                .undone("ground")
                .expectEnded(Ending.CANCELLED)
                .expectPhase("RUINED");
    }

    @Test
    void cancelledOnTheWayBackItGoesOnBack() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .cancel("operation-1")
                .expectAccepted("operation-1")
                .undone("ground")
                .expectSent("ground", "undo ground")
                .expectEnded(Ending.FAILED);
    }

    @Test
    void cancelledWhileItIsStuckItTurnsBack() {
        standing()
                .ask("heat", "oil")
                .fail("boiler", PERMANENT)
                .reply("pipes", "laid")
                .expectStuck()
                .cancel("operation-2")
                .expectSent("boiler", "pipes", "undo pipes")
                .undone("pipes")
                .expectEnded(Ending.CANCELLED);
    }

    @Test
    void cancelledWhileItsUndoIsStuckItStillWaitsForTheOperator() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .fail("ground", PERMANENT)
                .cancel("operation-1")
                .expectAccepted("operation-1")
                .expectStuck()
                .expectSent("ground", "undo ground");
    }

    @Test
    void cancelledBeforeItBeganItNeverBegins() {
        standing()
                .ask("paint", "red")
                .ask("paint", "green")
                .cancel("operation-3")
                .expectAccepted("operation-3")
                .reply("prime", "primed")
                .reply("coat", "red")
                .expectSent("prime", "coat")
                .expectEnded(Ending.SUCCEEDED);
    }

    @Test
    void whatHasEndedOrNeverWasCannotBeCancelled() {
        standing()
                .cancel("operation-1")
                .expectRejected("OperationNotRunning")
                .cancel("operation-99")
                .expectRejected("OperationNotRunning");
    }

    @Test
    void aDeletionCannotBeCancelled() {
        standing()
                .ask("demolish", "now")
                .cancel("operation-2")
                .expectRejected("NotCancellable")
                .expectStatus("blast", Status.DISPATCHED);
    }
}
