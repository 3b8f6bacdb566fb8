package io.proconsul.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
    private final List<Long> looks = new ArrayList<>();
    private final Lookout lookout = new Lookout(context, Duration.ofMillis(10), looks::add);

    @Test
    void withNothingToWaitForNothingIsScheduled() {
        assertThat(scheduled()).isEmpty();
    }

    @Test
    void looksOnceForAllAtTheTimeOfTheFirst() {
        at(0);
        lookout.by(500);
        lookout.by(300);
        lookout.by(400);

        assertThat(scheduled())
                .singleElement()
                .extracting(CapturedPunctuator::getInterval)
                .isEqualTo(Duration.ofMillis(300));
        lookAt(300);
        assertThat(looks).containsExactly(300L);
        assertThat(scheduled()).isEmpty();
    }

    @Test
    void whatIsDueAlreadyIsLookedAtInAMoment() {
        at(1000);
        lookout.by(5);

        assertThat(scheduled())
                .singleElement()
                .extracting(CapturedPunctuator::getInterval)
                .isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void looksAreSomeTimeApart() {
        at(0);
        lookout.by(100);
        lookAt(100);

        at(101);
        lookout.by(101);

        assertThat(scheduled())
                .as("10 ms after the one at 100")
                .singleElement()
                .extracting(CapturedPunctuator::getInterval)
                .isEqualTo(Duration.ofMillis(9));
    }

    private void at(long now) {
        context.setCurrentSystemTimeMs(now);
    }

    private void lookAt(long now) {
        at(now);
        scheduled().forEach(look -> look.getPunctuator().punctuate(now));
    }

    private List<CapturedPunctuator> scheduled() {
        return context.scheduledPunctuators().stream()
                .filter(look -> !look.cancelled())
                .toList();
    }
}
