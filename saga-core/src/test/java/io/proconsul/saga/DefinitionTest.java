package io.proconsul.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
    void aStepThatIsDeclaredTwiceIsRefusedAlsoIfThePlanHasItOnce() {
        assertThatThrownBy(() -> planned(saga -> {
                    saga.step("same", String.class).by("a");
                    return saga.step("same", String.class).by("b");
                }))
                .hasMessage("saga test v1: a step is declared twice: [same, same]");
    }

    @Test
    void aPlanHasAStep() {
        assertThatThrownBy(() -> planned(saga -> saga.inOrder(List.of())))
                .hasMessage("saga test v1: the plan has no step");
    }

    @Test
    void aStepNamesItsWorker() {
        assertThatThrownBy(() -> planned(saga -> saga.step("idle", String.class)))
                .hasMessage("saga test v1: step idle names no worker");
    }

    @Test
    void aStepMayNotReadWhatASagaMayGoOnWithout() {
        var definition = planned(saga -> {
            var perhaps =
                    saga.step("perhaps", String.class).by("a").command(in -> in).optional();
            var next = saga.step("next", String.class).by("a").command((in, got) -> got.from(perhaps));
            return saga.inOrder(perhaps, next);
        });

        assertThatThrownBy(() -> definition.rehearse("input", reply -> "reply"))
                .hasMessageContaining("step next: expected the result of step perhaps");
    }

    @Test
    void theConclusionMayNotReadWhatIsNotThere() {
        var definition = Definition.of(new Planned(
                Lifecycle.birth("MAKING", "MADE", "UNMADE"),
                saga -> saga.step("only", String.class).by("a").command(in -> in),
                got -> got.result("other", String.class)));

        assertThatThrownBy(() -> definition.rehearse("input", reply -> "reply"))
                .hasMessageContaining("the conclusion: expected the result of step other");
    }

    @Test
    void aDeathHasNoWayBack() {
        assertThatThrownBy(() -> Definition.of(new Planned(
                        Lifecycle.death("ENDING", "GONE", "STUCK"),
                        saga -> saga.step("dig", String.class).by("a"),
                        got -> "done")))
                .hasMessage("saga test v1: a death has no way back, so step dig must succeed or is optional");
    }

    @Test
    void aVersionIsDefinedOnce() {
        var definition = planned(saga -> saga.step("only", String.class).by("a"));

        assertThatThrownBy(() -> new Definitions(List.of(definition, definition)))
                .hasMessage("expected one definition of saga test v1, but found two");
    }

    private static Definition<String, String> planned(Function<SagaBuilder<String>, Plan<String>> plan) {
        return Definition.of(new Planned(Lifecycle.birth("MAKING", "MADE", "UNMADE"), plan, got -> "done"));
    }

    private record Planned(
            Lifecycle lifecycle, Function<SagaBuilder<String>, Plan<String>> plan, Function<Results, String> result)
            implements Saga<String, String> {
        @Override
        public String name() {
            return "test";
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

        @Override
        public Object conclusion(String input, Results results) {
            return result.apply(results);
        }
    }
}
