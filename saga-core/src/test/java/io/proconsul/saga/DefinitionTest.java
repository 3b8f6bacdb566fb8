package io.proconsul.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DefinitionTest {

    @Test
    void aStepMayReadWhatIsSurelyDoneBefore() {
        var definition = planned(saga -> {
            var first = saga.step("first", String.class).by("a").command(in -> in);
            var left = saga.step("left", String.class).by("a").command((in, got) -> got.from(first));
            var right = saga.step("right", String.class).by("a").command(in -> in);
            var last = saga.step("last", String.class).by("a").command((in, got) -> got.from(left) + got.from(right));
            return saga.inOrder(first, saga.parallel(left, right), last);
        });

        definition.rehearse("input", reply -> "reply");

        assertThat(definition.stepNames()).containsExactly("first", "left", "right", "last");
    }

    @Test
    void aStepMayNotReadWhatIsDoneBesideIt() {
        var definition = planned(saga -> {
            var left = saga.step("left", String.class).by("a").command(in -> in);
            var right = saga.step("right", String.class).by("a").command((in, got) -> got.from(left));
            return saga.parallel(left, right);
        });

        assertThatThrownBy(() -> definition.rehearse("input", reply -> "reply"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saga test v1: step right: expected the result of step left to be there");
    }

    @Test
    void aStepMayNotReadWhatComesLater() {
        var definition = planned(saga -> {
            var later = saga.step("later", String.class).by("a").command(in -> in);
            var sooner = saga.step("sooner", String.class).by("a").command((in, got) -> got.from(later));
            return saga.inOrder(sooner, later);
        });

        assertThatThrownBy(() -> definition.rehearse("input", reply -> "reply"))
                .hasMessageContaining("step sooner: expected the result of step later");
    }

    @Test
    void aNameIsDeclaredOnce() {
        assertThatThrownBy(() -> planned(saga -> saga.inOrder(
                        saga.step("same", String.class).by("a"),
                        saga.step("same", String.class).by("b"))))
                .hasMessage("saga test v1: step same is in the plan twice");
    }

    @Test
    void whatIsDeclaredIsReached() {
        assertThatThrownBy(() -> planned(saga -> {
                    saga.step("forgotten", String.class).by("a");
                    return saga.step("only", String.class).by("a");
                }))
                .hasMessage("saga test v1: declared but not in the plan: forgotten");
    }

    @Test
    void aStepNamesItsWorker() {
        assertThatThrownBy(() -> planned(saga -> saga.step("idle", String.class)))
                .hasMessage("saga test v1: step idle names no worker");
    }

    private static Definition<String, String> planned(Function<SagaBuilder<String>, Plan<String>> plan) {
        return Definition.of(new Planned(plan));
    }

    private record Planned(Function<SagaBuilder<String>, Plan<String>> plan) implements Saga<String, String> {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Lifecycle lifecycle() {
            return Lifecycle.birth("MAKING", "MADE", "UNMADE");
        }

        @Override
        public Class<String> command() {
            return String.class;
        }

        @Override
        public Class<String> input() {
            return String.class;
        }

        @Override
        public Admission<String> admit(String command, Subject subject) {
            return Admission.admitted(command);
        }

        @Override
        public Plan<String> define(SagaBuilder<String> saga) {
            return plan.apply(saga);
        }
    }
}
