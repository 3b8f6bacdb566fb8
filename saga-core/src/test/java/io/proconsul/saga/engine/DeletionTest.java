package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static java.time.Duration.ofMinutes;

import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.saga.engine.Summary.Ending;
import org.junit.jupiter.api.Test;

/** A deletion overtakes everything, and is final. */
class DeletionTest {

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
                .expectSent("undo prime")
                .undone("prime")
                .expectSent("blast")
                .reply("blast", "rubble")
                .reply("sweep", "clean")
                .expectEnded(Ending.SUCCEEDED)
                .expectPhase("GONE");
    }

    @Test
    void aDeathThatIsRefusedOvertakesNothingAndNobodyRemembersIt() {
        standing()
                .ask("paint", "red")
                .expectSent("prime")
                .ask("paint", "green")
                .ask("demolish", "politely")
                .expectRejected("Occupied")
                .expectNothingSent()
                .reply("prime", "primed")
                .expectSent("coat")
                .reply("coat", "red")
                .expectSent("prime")
                .reply("prime", "primed")
                .reply("coat", "green")
                .expectEnded(Ending.SUCCEEDED)
                .expectPhase("STANDING");
    }

    @Test
    void aCreationIsUndoneBeforeTheDeletionBegins() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .ask("demolish", "now")
                .expectSent("ground", "walls", "garden")
                .reply("walls", "bricks")
                .reply("garden", "roses")
                .undone("garden")
                .undone("walls")
                .undone("ground")
                .expectSent("undo garden", "undo walls", "undo ground", "blast");
    }

    @Test
    void itDoesNotWaitForTheOperatorOfAnUndoThatIsStuck() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .fail("ground", PERMANENT)
                .expectStuck()
                .ask("demolish", "now")
                .expectAccepted("operation-2")
                .expectSent("ground", "undo ground", "blast")
                .expectLeftovers("build/ground");
    }

    @Test
    void itDoesNotWaitForTheOperatorOfAnUndoThatGetsStuckLater() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .fail("walls", PERMANENT)
                .reply("garden", "roses")
                .expectSent("ground", "walls", "garden", "undo garden")
                .ask("demolish", "now")
                .expectNothingSent()
                .fail("garden", PERMANENT)
                .expectSent("blast")
                .expectRunning("demolish")
                .expectFault("Superseded", "not undone: [ground, walls, garden]");
    }

    @Test
    void whatIsStuckOnTheWayForwardIsUndoneFirst() {
        standing()
                .ask("heat", "oil")
                .fail("boiler", PERMANENT)
                .ask("demolish", "now")
                .expectSent("boiler", "pipes")
                .reply("pipes", "laid")
                .expectSent("undo pipes")
                .undone("pipes")
                .expectSent("blast")
                .expectLeftovers();
    }

    @Test
    void itRemovesWhatWasAbandonedAndOnlyThenANewLifeBegins() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .fail("ground", PERMANENT)
                .resolve("operation-1", Resolution.ABANDON)
                .expectLeftovers("build/ground")
                .ask("build", "castle")
                .expectRejected("LeftoversRemain")
                .ask("demolish", "now")
                .reply("blast", "rubble")
                .reply("sweep", "clean")
                .expectEnded(Ending.SUCCEEDED)
                .expectLeftovers()
                .ask("build", "castle")
                .expectRunning("build");
    }

    @Test
    void anAbandonedDeletionCanBeAskedForAgain() {
        standing()
                .ask("demolish", "now")
                .fail("blast", PERMANENT)
                .resolve("operation-2", Resolution.ABANDON)
                .expectEnded(Ending.ABANDONED)
                .expectPhase("RUINED")
                .expectLeftovers("demolish/blast")
                .later(ofMinutes(1))
                .ask("demolish", "now")
                .reply("blast", "rubble")
                .reply("sweep", "clean")
                .expectEnded(Ending.SUCCEEDED)
                .expectLeftovers();
    }

    @Test
    void aSecondDeletionIsTheFirst() {
        standing()
                .ask("demolish", "now")
                .ask("demolish", "at once")
                .expectAccepted("operation-2")
                .expectSent("blast");
    }

    @Test
    void whatWaitsWhenTheCreationFailsIsRefusedWhenItsTurnComes() {
        house().ask("build", "cottage")
                .ask("paint", "red")
                .expectAccepted("operation-2")
                .fail("ground", PERMANENT)
                .undone("ground")
                .expectFault("NoHouse", "nothing to paint")
                .expectSent("ground", "undo ground");
    }
}
