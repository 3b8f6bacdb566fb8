package io.proconsul.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.proconsul", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule frameworkFree = noClasses()
            .that()
            .resideInAPackage("io.proconsul.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.springframework..")
            .because("consumers outside of our services read our topics with this library");

    @ArchTest
    static final ArchRule wireIsTheBottom = noClasses()
            .that()
            .resideInAPackage("io.proconsul.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.proconsul.schemas..")
            .because("generated messages know nothing of how they travel");

    @ArchTest
    static final ArchRule noCycles = slices().matching("io.proconsul.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle between packages is one package");
}
