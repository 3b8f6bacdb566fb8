package io.proconsul.saga;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SagaDiagramTest {

    @Test
    void showsOrderBranchesWorkersAndWhatIsUndone() {
        var saga = new SagaBuilder<String>();
        var first = saga.step("first", String.class).by("a").compensate(in -> in);
        var left = saga.step("left", String.class).by("a").optional();
        var right = saga.step("right", String.class).by("b").mustSucceed();
        var last = saga.step("last", String.class).by("a");

        assertThat(SagaDiagram.of(saga.inOrder(first, saga.parallel(left, right), last)))
                .isEqualTo("""
                        flowchart TD
                          classDef undone stroke-width:4px
                          begin([begin])
                          first["first<br/><i>a</i>"]:::undone
                          begin --> first
                          left["left<br/><i>a</i><br/>optional"]
                          first --> left
                          right["right<br/><i>b</i><br/>must succeed"]
                          first --> right
                          last["last<br/><i>a</i>"]
                          left & right --> last
                          done([done])
                          last --> done
                        """);
    }
}
