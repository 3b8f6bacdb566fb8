package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static io.proconsul.saga.engine.FailureCause.TRANSIENT;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.engine.StepState.Status;
import org.junit.jupiter.api.Test;

/** Answers and timers that are late, repeated or out of order. */
class LateAnswersTest {

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
    void anAnswerToAnEarlierTaskIsIgnoredAndTheNewestIsTaken() {
        var dialogue = house().ask("build", "cottage");
        var first = dialogue.newest("ground");
        dialogue.silence("ground", ofSeconds(30));
        var second = dialogue.newest("ground");
        dialogue.answer(second, dialogue.succeeded())
                .expectStatus("ground", Status.SUCCEEDED)
                .answer(first, dialogue.succeeded())
                .expectIgnored();
    }

    @Test
    void anAnswerWithTheRightEpochAndAnotherAttemptIsIgnored() {
        var dialogue = house().ask("build", "cottage");
        var task = dialogue.newest("ground");
        dialogue.answer(task.sagaId(), task.step(), task.attempt() + 1, task.epoch(), dialogue.succeeded())
                .expectIgnored()
                .expectStatus("ground", Status.DISPATCHED);
    }

    @Test
    void answersOfStepsSideBySideMayComeInAnyOrder() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .pending("walls", "drying", ofSeconds(5))
                .reply("garden", "roses")
                .wait("walls", ofSeconds(5))
                .reply("walls", "bricks")
                .expectSent("ground", "walls", "garden", "walls", "roof");
    }

    @Test
    void anAnswerToTheWayForwardIsNoAnswerToTheWayBack() {
        var dialogue = house().ask("build", "cottage");
        var forward = dialogue.newest("ground");
        dialogue.fail("ground", PERMANENT)
                .expectSent("ground", "undo ground")
                .answer(forward, dialogue.succeeded())
                .expectIgnored()
                .expectStatus("ground", Status.UNDOING);
    }

    @Test
    void anAnswerAfterTheEndIsIgnored() {
        var dialogue = standing();
        dialogue.answer(dialogue.newest("roof"), dialogue.succeeded()).expectIgnored();
    }

    @Test
    void aTimerFiresOnceHoweverOftenItComes() {
        house().ask("build", "cottage")
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(1))
                .expectSent("ground", "ground")
                .waitAgain("ground")
                .expectIgnored()
                .expectNothingSent();
    }

    @Test
    void aDeadlineOfAnAnsweredTaskIsIgnored() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .expectSent("ground", "walls", "garden")
                .silence("ground", ofSeconds(30))
                .expectIgnored()
                .expectNothingSent();
    }
}
