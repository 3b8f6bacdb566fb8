package io.proconsul.saga;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.proconsul.saga.engine.SagaEvent;
import io.proconsul.saga.engine.SubjectState;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "io.proconsul.saga", importOptions = ImportOption.DoNotIncludeTests.class)
class CorePurityTest {

    @ArchTest
    static final ArchRule DEPENDS_ON_NOTHING = ArchRuleDefinition.classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.time..", "org.jspecify..", "io.proconsul.saga..")
            .because("replay and simulation run the very same code, so it must not reach for the world");

    @ArchTest
    static final ArchRule ASKS_NEITHER_CLOCK_NOR_CHANCE = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .because("a decision is a function of state, input and the instant it is given");

    @ArchTest
    static final ArchRule ONLY_EVENTS_CHANGE_STATE = noClasses()
            .that()
            .areNotAssignableTo(SagaEvent.class)
            .and()
            .areNotAssignableTo(SubjectState.class)
            .should()
            .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "changes a SubjectState",
                    call -> call.getTargetOwner().isEquivalentTo(SubjectState.class)
                            && call.getName().startsWith("with")))
            .because("the live system and a replay of its events must come to the same state");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.proconsul.saga.(*)..").should().beFreeOfCycles();
}
