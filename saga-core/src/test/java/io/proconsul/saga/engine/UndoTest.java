package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static io.proconsul.saga.engine.FailureCause.TRANSIENT;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.engine.Summary.Ending;
import org.junit.jupiter.api.Test;

/** The way back. */
class UndoTest {

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
    void anOptionalStepThatFailsIsPassedOver() {
        standing()
                .ask("paint", "red")
                .fail("prime", PERMANENT)
                .expectSent("prime", "coat")
                .reply("coat", "red")
                .expectEnded(Ending.SUCCEEDED);
    }

    @Test
    void undoingWorksFromTheInputAlone() {
        house().ask("build", "cottage").fail("ground", PERMANENT).expectCommand("ground", "fill in cottage");
    }

    @Test
    void whatNothingUndoesIsToldOfAfterwards() {
        standing()
                .ask("heat", "gas")
                .reply("boiler", "boiler 7")
                .fail("pipes", PERMANENT)
                .undone("pipes")
                .expectEnded(Ending.FAILED)
                .expectDocument("cold, with boiler 7 and no pipes");
    }

    @Test
    void undoingHasRetriesOfItsOwn() {
        var dialogue = house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(1))
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(2))
                .expectSent("ground", "undo ground", "undo ground", "undo ground");
        assertThat(dialogue.newest("ground").attempt()).isEqualTo(3);
        dialogue.undone("ground").expectEnded(Ending.FAILED);
    }

    @Test
    void anUndoThatNobodyAnswersIsSentAgain() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .silence("ground", ofSeconds(30))
                .expectSent("ground", "undo ground", "undo ground")
                .undone("ground")
                .expectEnded(Ending.FAILED);
    }

    @Test
    void aSiblingThatFailsWhileTheSagaTurnsIsNotTriedAgain() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .expectSent("ground", "walls", "garden")
                .fail("walls", PERMANENT)
                .fail("garden", TRANSIENT)
                .expectSent("undo garden");
    }

    @Test
    void aSiblingThatIsStillAtItWhenTheSagaTurnsIsUndoneAsItIs() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .expectSent("ground", "walls", "garden")
                .fail("walls", PERMANENT)
                .pending("garden", "growing", ofMinutes(5))
                .expectSent("undo garden");
    }

    @Test
    void aSiblingThatNobodyAnswersForDoesNotHoldUpTheWayBack() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .expectSent("ground", "walls", "garden")
                .fail("walls", PERMANENT)
                .silence("garden", ofMinutes(2))
                .expectSent("undo garden");
    }

    @Test
    void aStepWithNothingToUndoIsPassedOverOnTheWayBack() {
        standing()
                .ask("heat", "oil")
                .reply("boiler", "warm")
                .expectSent("boiler", "pipes")
                .fail("pipes", PERMANENT)
                .undone("pipes")
                .expectSent("undo pipes")
                .expectEnded(Ending.FAILED)
                .expectPhase("COLD");
    }

    @Test
    void whatAnOptionalStepHalfMadeIsUndoneWhenALaterOneFails() {
        standing()
                .ask("paint", "red")
                .fail("prime", PERMANENT)
                .fail("coat", PERMANENT)
                .undone("coat")
                .undone("prime")
                .expectSent("prime", "coat", "undo coat", "undo prime")
                .expectEnded(Ending.FAILED)
                .expectLeftovers();
    }

    @Test
    void whatAnOptionalStepHalfMadeIsNamedWhenTheRestSucceeds() {
        standing()
                .ask("paint", "red")
                .fail("prime", PERMANENT)
                .reply("coat", "red")
                .expectEnded(Ending.SUCCEEDED)
                .expectLeftovers("paint/prime");
    }
}
