package io.proconsul.metering;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.proconsul.metering", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule pure = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.proconsul.metering..", "java..", "org.jspecify.annotations..")
            .because("what is billed must not depend on what carries it");

    @ArchTest
    static final ArchRule timeIsAnArgument = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("the same events give the same bill whenever it is written");

    @ArchTest
    static final ArchRule useKnowsNoPrice = noClasses()
            .that()
            .resideInAPackage("io.proconsul.metering")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.proconsul.metering.price..")
            .because("prices change and what happened does not");
}
