package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.saga.Payload;
import io.proconsul.saga.engine.Decision;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SagaState;
import io.proconsul.saga.engine.StepState;
import io.proconsul.saga.engine.StepState.Status;
import io.proconsul.saga.engine.SubjectState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewPacerTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Payload NOTHING = new Payload("Nothing", new byte[0]);

    private final ViewPacer pacer = new ViewPacer(Duration.ofMillis(500));

    @Test
    void theBeginningIsShownAtOnceAndStepsThatComeAndGoAreNot() {
        assertThat(shows(0, started())).isTrue();
        assertThat(shows(100, dispatched())).isFalse();
        assertThat(shows(600, dispatched())).isFalse();
    }

    @Test
    void aStepOfAClusterThatWasNotShownWithinTheIntervalIsShownInTheNextRound() {
        assertThat(shows(0, dispatched())).isFalse();

        assertThat(pacer.takeDue(at(0))).containsExactly(new ViewPacer.Stale("c", at(0), "trace of 0"));
    }

    @Test
    void ofAClusterThatIsNotHeardOfNothingIsKept() {
        shows(0, started());
        pacer.takeDue(at(501));

        shows(502, dispatched());

        assertThat(pacer.takeDue(at(502))).extracting(ViewPacer.Stale::due).containsExactly(at(502));
    }

    @Test
    void whatNeedsSomebodyIsShownAtOnce() {
        shows(0, dispatched());

        assertThat(shows(1, new SagaEvent.StepEnded(step(Status.UNDO_STUCK)))).isTrue();
        assertThat(shows(2, new SagaEvent.StepParked(step(Status.ANSWER_LOST)))).isTrue();
    }

    @Test
    void whatWasLeftOutIsShownAtTheEndOfItsInterval() {
        shows(0, started());
        shows(100, dispatched());
        shows(200, dispatched());

        assertThat(pacer.takeDue(at(499))).isEmpty();
        assertThat(pacer.takeDue(at(500))).containsExactly(new ViewPacer.Stale("c", at(500), "trace of 100"));
        assertThat(pacer.takeDue(at(501))).as("shown by now").isEmpty();
    }

    @Test
    void whereNothingWasLeftOutThereIsNothingToCatchUpWith() {
        shows(0, started());

        assertThat(pacer.takeDue(at(9000))).isEmpty();
    }

    @Test
    void whatWasShownMeanwhileIsNotShownAgain() {
        shows(0, started());
        shows(100, dispatched());
        shows(400, new SagaEvent.StepParked(step(Status.ANSWER_LOST)));

        assertThat(pacer.takeDue(at(501))).isEmpty();
    }

    @Test
    void whatIsLeftOutAfterThatWaitsForAnIntervalOfItsOwn() {
        shows(0, started());
        shows(100, dispatched());
        shows(400, new SagaEvent.StepParked(step(Status.ANSWER_LOST)));
        shows(450, dispatched());

        assertThat(pacer.takeDue(at(501))).isEmpty();
        assertThat(pacer.takeDue(at(900))).extracting(ViewPacer.Stale::trace).containsExactly("trace of 450");
    }

    @Test
    void whatIsTooMuchForOneRoundIsShownInTheNext() {
        for (int i = 0; i < 7; i++) {
            shows("c" + i, i, dispatched());
        }

        assertThat(pacer.takeDue(at(600)))
                .extracting(ViewPacer.Stale::subject)
                .containsExactly("c0", "c1", "c2", "c3", "c4");
        assertThat(pacer.takeDue(at(600))).extracting(ViewPacer.Stale::subject).containsExactly("c5", "c6");
    }

    @Test
    void theBeginningOfALongWaitIsShownAtOnce() {
        shows(0, dispatched());

        assertThat(shows(1, new SagaEvent.StepDelayed(waitingUntil(at(2000))))).isFalse();
        assertThat(shows(2, new SagaEvent.StepDelayed(waitingUntil(at(60_000)))))
                .isTrue();
    }

    private boolean shows(long millis, SagaEvent event) {
        return shows("c", millis, event);
    }

    private boolean shows(String cluster, long millis, SagaEvent event) {
        var decision = new Decision(running(cluster), List.of(event), List.of(), List.of());
        return pacer.showsNow(decision, at(millis), "trace of " + millis);
    }

    private static SagaEvent started() {
        return new SagaEvent.SagaStarted(saga(), 1, "BUSY", null);
    }

    private static SagaEvent dispatched() {
        return new SagaEvent.StepDispatched(step(Status.DISPATCHED));
    }

    private static StepState step(Status status) {
        return step(status, BEGIN);
    }

    private static StepState waitingUntil(Instant due) {
        return step(Status.WAITING, due);
    }

    private static StepState step(Status status, Instant due) {
        return new StepState("one", status, 1, 0, 1, BEGIN, due, BEGIN, Duration.ZERO, null, null, null, null);
    }

    private static SubjectState running(String cluster) {
        return new SubjectState(
                cluster,
                NOTHING,
                new SubjectState.Life(1, "BUSY", null, List.of(), null),
                new SubjectState.Counters(1, 1, 1),
                saga(),
                List.of(),
                new SubjectState.Past(List.of(), List.of()));
    }

    private static SagaState saga() {
        return new SagaState("operation", "command", "saga", 1, NOTHING, BEGIN, List.of(), null, false);
    }

    private static Instant at(long millis) {
        return BEGIN.plusMillis(millis);
    }
}
