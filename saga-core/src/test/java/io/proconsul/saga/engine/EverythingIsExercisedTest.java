package io.proconsul.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherFactory;

/** A transition of the engine that no conversation makes is not known to be right. */
class EverythingIsExercisedTest {

    @Test
    void theConversationsMakeEveryTransition() {
        var everything = new TreeSet<>(StepMoves.names());
        everything.addAll(names(SagaEvent.class.getPermittedSubclasses()));
        everything.addAll(names(Effect.class.getPermittedSubclasses()));
        everything.addAll(List.of("waiting REFUSED", "waiting CANCELLED", "DEATH SUCCEEDED", "DEATH ABANDONED"));
        Stream.of("BIRTH ", "CHANGE ")
                .forEach(kind -> everything.addAll(
                        List.of(kind + "SUCCEEDED", kind + "FAILED", kind + "CANCELLED", kind + "ABANDONED")));

        holdAllConversations();

        assertThat(Exercised.names()).containsExactlyInAnyOrderElementsOf(everything);
    }

    private static Collection<String> names(Class<?>... classes) {
        return Arrays.stream(classes).map(Class::getSimpleName).toList();
    }

    private static void holdAllConversations() {
        var others = (PostDiscoveryFilter) EverythingIsExercisedTest::isAnother;
        LauncherFactory.create()
                .execute(request()
                        .selectors(selectPackage(SagaEngine.class.getPackageName()))
                        .filters((Filter<?>) others)
                        .build());
    }

    private static FilterResult isAnother(TestDescriptor test) {
        return FilterResult.includedIf(!test.getUniqueId().toString().contains("EverythingIsExercisedTest"));
    }
}
