package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.PERMANENT;
import static io.proconsul.saga.engine.FailureCause.UNAVAILABLE;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.engine.SagaInput.Resolution;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import org.junit.jupiter.api.Test;

/** Nothing grows without a bound, whatever is asked for and however long things go wrong. */
class BoundsTest {

    @Test
    void aDependencyThatIsDownForAWeekEndsTheStep() {
        var dialogue = house().ask("build", "cottage");
        for (int i = 0; i < 7; i++) {
            dialogue.fail("ground", UNAVAILABLE, ofDays(1)).wait("ground", ofDays(1));
        }
        dialogue.expectStatus("ground", Status.DISPATCHED)
                .fail("ground", UNAVAILABLE)
                .expectStatus("ground", Status.UNDOING)
                .undone("ground")
                .expectEnded(Ending.FAILED)
                .expectFault("UNAVAILABLEFault", "ground went wrong");
    }

    @Test
    void onTheWayBackAnOperatorIsAskedAfterAWeekOfOutage() {
        var dialogue = house().ask("build", "cottage").fail("ground", PERMANENT);
        for (int i = 0; i < 7; i++) {
            dialogue.fail("ground", UNAVAILABLE, ofDays(1)).wait("ground", ofDays(1));
        }
        dialogue.fail("ground", UNAVAILABLE)
                .expectStuck()
                .resolve("operation-1", Resolution.RETRY)
                .fail("ground", UNAVAILABLE, ofDays(6))
                .expectStatus("ground", Status.UNDO_WAITING);
    }

    @Test
    void anUndoThatNobodyAnswersForAWeekIsStuck() {
        house().ask("build", "cottage")
                .fail("ground", PERMANENT)
                .silence("ground", ofDays(7))
                .expectStatus("ground", Status.UNDOING)
                .silence("ground", ofSeconds(30))
                .expectStuck();
    }

    @Test
    void twoCallsOfADependencyThatIsDownAreNeverCloserThanTheBackOff() {
        var dialogue = house().ask("build", "cottage");
        for (int seconds : new int[] {1, 2, 4, 4, 4, 4}) {
            dialogue.fail("ground", UNAVAILABLE).wait("ground", ofSeconds(seconds));
        }
    }

    @Test
    void aSubjectRemembersTheNewestOnly() {
        var dialogue = standing();
        for (int i = 0; i < 100; i++) {
            dialogue.ask("heat", "oil").reply("boiler", "warm").reply("pipes", "laid");
            dialogue.ask("build", "castle").expectRejected("AlreadyBuilt");
        }
        assertThat(dialogue.state().finished()).hasSize(SubjectState.Past.FINISHED_KEPT);
        assertThat(dialogue.state().verdicts()).hasSize(SubjectState.Past.VERDICTS_KEPT);
    }
}
