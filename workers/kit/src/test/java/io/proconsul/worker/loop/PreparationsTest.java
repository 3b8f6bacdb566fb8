package io.proconsul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.worker.Failures;
import io.proconsul.worker.Preparation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparationsTest {

    @Test
    void oneThatFailsStopsNoneOfTheOthers() {
        var done = new ArrayList<String>();
        var preparations = new Preparations(
                List.of(
                        preparation("first", () -> done.add("first")),
                        preparation("broken", () -> {
                            throw new IOException("no route to host");
                        }),
                        preparation("last", () -> done.add("last"))),
                new Failures(List.of()));

        preparations.run();

        assertThat(done).containsExactly("first", "last");
    }

    @FunctionalInterface
    private interface Work {
        void perform() throws Exception;
    }

    private static Preparation preparation(String name, Work work) {
        return new Preparation() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void prepare() throws Exception {
                work.perform();
            }
        };
    }
}
