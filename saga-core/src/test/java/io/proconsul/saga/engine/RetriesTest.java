package io.proconsul.saga.engine;

import static io.proconsul.saga.engine.Dialogue.house;
import static io.proconsul.saga.engine.Dialogue.standing;
import static io.proconsul.saga.engine.FailureCause.TRANSIENT;
import static io.proconsul.saga.engine.FailureCause.UNAVAILABLE;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Retry;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.Summary.Ending;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a failed attempt is tried again, and when no more. */
class RetriesTest {

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
    void triesAgainAfterAFixedTime() {
        house().ask("build", "cottage")
                .reply("ground", "soil")
                .fail("walls", TRANSIENT)
                .wait("walls", ofSeconds(2))
                .expectSent("ground", "walls", "garden", "walls")
                .fail("walls", TRANSIENT)
                .reply("garden", "roses")
                .expectSent("undo garden");
    }

    @Test
    void theBackOffGrowsNoFurtherThanItsCap() {
        var policy = Retry.exponential(ofSeconds(1), ofSeconds(4));

        assertThat(IntStream.rangeClosed(1, 6).mapToObj(policy::delayAfter))
                .containsExactly(ofSeconds(1), ofSeconds(2), ofSeconds(4), ofSeconds(4), ofSeconds(4), ofSeconds(4));
    }

    @Test
    void withoutALimitOfAttemptsItsTimeIsTheLimit() {
        var dialogue = standing().ask("heat", "oil").reply("boiler", "warm").expectSent("boiler", "pipes");
        for (int i = 0; i < 12; i++) {
            dialogue.fail("pipes", TRANSIENT).wait("pipes", ofSeconds(5)).expectSent("pipes");
        }
        dialogue.fail("pipes", TRANSIENT).expectSent("undo pipes");
    }

    @Test
    void aRetryAfterBeyondItsTimeIsTheEndOfTheStep() {
        house().ask("build", "cottage").fail("ground", TRANSIENT, ofMinutes(11)).expectSent("ground", "undo ground");
    }

    @Test
    void aRetryAfterShorterThanTheBackOffChangesNothing() {
        house().ask("build", "cottage").fail("ground", TRANSIENT, ofMillis(10)).wait("ground", ofSeconds(1));
    }

    @Test
    void aFailureAfterAnOutageFindsAllAttemptsLeft() {
        house().ask("build", "cottage")
                .fail("ground", UNAVAILABLE)
                .wait("ground", ofSeconds(1))
                .fail("ground", UNAVAILABLE)
                .wait("ground", ofSeconds(2))
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(1))
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(2))
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(4))
                .reply("ground", "soil")
                .expectStatus("ground", Status.SUCCEEDED);
    }

    @Test
    void aTaskThatNobodyEverAnswersFailsWhenItsTimeIsUp() {
        var dialogue = house().ask("build", "cottage");
        for (int i = 0; i < 20; i++) {
            dialogue.silence("ground", ofSeconds(30));
        }
        dialogue.expectStatus("ground", Status.DISPATCHED)
                .silence("ground", ofSeconds(30))
                .expectStatus("ground", Status.UNDOING)
                .undone("ground")
                .expectFault("StepTimedOut", "expected step ground to finish by 2026-01-01T00:10:00Z");
    }

    @Test
    void pollsAreNoAttempts() {
        var dialogue = house().ask("build", "cottage");
        for (int i = 0; i < 50; i++) {
            dialogue.pending("ground", "/operations/7", ofSeconds(5)).wait("ground", ofSeconds(5));
        }
        assertThat(dialogue.newest("ground").attempt()).isEqualTo(1);
        dialogue.reply("ground", "soil").expectStatus("ground", Status.SUCCEEDED);
    }

    @Test
    void anAttemptAfterAPollKeepsTheContinuation() {
        var dialogue = house().ask("build", "cottage")
                .pending("ground", "/operations/7", ofSeconds(5))
                .wait("ground", ofSeconds(5))
                .fail("ground", TRANSIENT)
                .wait("ground", ofSeconds(1));
        assertThat(dialogue.newest("ground").attempt()).isEqualTo(2);
        assertThat(dialogue.newest("ground").continuation()).isEqualTo("/operations/7");
    }
}
