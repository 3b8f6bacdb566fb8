package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static io.proconsul.saga.engine.FailureCause.TRANSIENT;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.saga.engine.Summary.Ending;
import org.junit.jupiter.api.Test;

/** A saga from its beginning to its end. Each further rule has a class of conversations of its own beside this one. */
class SagaEngineTest {

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
    void pollsALongOperationWithItsContinuation() {
        var dialogue = house().ask("build", "cottage")
                .pending("ground", "/operations/7", ofSeconds(5))
                .wait("ground", ofSeconds(5));
        assertThat(dialogue.newest("ground").continuation()).isEqualTo("/operations/7");
        assertThat(dialogue.newest("ground").attempt()).isEqualTo(1);
        assertThat(dialogue.newest("ground").epoch()).isEqualTo(2);
    }

    @Test
    void aStepWorksFromTheResultsOfThoseBeforeIt() {
        house().ask("build", "cottage")
                .expectCommand("ground", "dig for cottage")
                .reply("ground", "soil")
                .expectCommand("walls", "walls on soil")
                .reply("garden", "roses")
                .reply("walls", "bricks")
                .expectCommand("roof", "roof on bricks");
    }

    @Test
    void aResultIsKeptAndNeverAskedForAgain() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .fail("walls", TRANSIENT)
                .wait("walls", ofSeconds(2))
                .expectSent("ground", "walls", "garden", "walls")
                .expectCommand("walls", "walls on soil");
    }

    @Test
    void aRunningSagaEndsOnTheVersionItBeganWithAndTheNextBeginsOnTheNewest() {
        house().ask("create-1", "build", "cottage")
                .expectSent("ground")
                .deploy(new Sagas.Build(1), new Sagas.Build(2), new Sagas.Demolish())
                .reply("ground", "soil")
                .expectSent("walls", "garden")
                .fail("walls", PERMANENT)
                .reply("garden", "roses")
                .undone("garden")
                .undone("walls")
                .undone("ground")
                .expectSent("undo garden", "undo walls", "undo ground")
                .later(ofMinutes(1))
                .ask("create-1", "build", "cottage")
                .reply("ground", "soil")
                .expectSent("ground", "walls");
    }

    @Test
    void aVersionIsNotDroppedWhileASagaRunsOnIt() {
        var dialogue = house().ask("build", "cottage").deploy(new Sagas.Build(2), new Sagas.Demolish());

        assertThatThrownBy(() -> dialogue.reply("ground", "soil"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected a definition of saga build v1, but only these are loaded");
    }
}
