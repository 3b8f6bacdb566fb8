package io.proconsul.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.proconsul.saga.Saga;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds between the modules: read from the class files of all of them, so each must have been compiled before. */
class HouseRulesTest {
    private static final String[] DEPLOYABLES = {
        "io.proconsul.gateway..",
        "io.proconsul.orchestrator..",
        "io.proconsul.worker.infra..",
        "io.proconsul.worker.cert..",
        "io.proconsul.worker.snapshot..",
        "io.proconsul.hostmanager.."
    };
    private static final String[] TOOLS = {
        "io.proconsul.local..", "io.proconsul.simulation..", "io.proconsul.bench..", "io.proconsul.cli.."
    };
    private static final JavaClasses HOUSE = house();

    private static JavaClasses house() {
        try (Stream<Path> places = Files.walk(Path.of(".."), 4)) {
            return new ClassFileImporter()
                    .importPaths(places.filter(place -> place.endsWith("target/classes"))
                            .toList());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void deployablesMeetOnTopicsOnly() {
        for (var deployable : DEPLOYABLES) {
            var others = Stream.concat(Arrays.stream(DEPLOYABLES), Arrays.stream(TOOLS))
                    .filter(other -> !other.equals(deployable))
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(deployable)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("each is deployed, scaled and upgraded on its own, and knows no simulator")
                    .check(HOUSE);
        }
    }

    @Test
    void theLibrariesKnowNoDeployable() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.proconsul.saga..",
                        "io.proconsul.schemas..",
                        "io.proconsul.wire..",
                        "io.proconsul.metering..",
                        "io.proconsul.azure..",
                        "io.proconsul.worker",
                        "io.proconsul.worker.loop..",
                        "io.proconsul.worker.secrets..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.concat(Arrays.stream(DEPLOYABLES), Arrays.stream(TOOLS))
                        .toArray(String[]::new))
                .because("dependencies point inwards")
                .check(HOUSE);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("io.proconsul.(**)")
                .should()
                .beFreeOfCycles()
                .because("a module is read from the outside in")
                .check(HOUSE.that(
                        DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.proconsul.wire.."))));
    }

    @Test
    void sagasAreNothingButDefinitions() {
        classes()
                .that()
                .areAssignableTo(Saga.class)
                .and()
                .areNotInterfaces()
                .and()
                .resideInAPackage("io.proconsul.orchestrator..")
                .should()
                .haveSimpleNameEndingWith("Saga")
                .andShould()
                .resideInAPackage("io.proconsul.orchestrator.cluster")
                .andShould()
                .haveOnlyFinalFields()
                .because("a saga's state is the engine's, never the definition's")
                .check(HOUSE);
    }

    @Test
    void nothingHasAFieldInjected() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("what a class needs stands in its constructor")
                .check(HOUSE);
    }

    @Test
    void noPackageIsADumpingGround() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..impl..", "..common..", "..helper..", "..helpers..", "..manager..")
                .because("a class lives where its subject does")
                .check(HOUSE);
    }

    @Test
    void servicesLogAndDoNotPrint() {
        noClasses()
                .that()
                .resideInAnyPackage(DEPLOYABLES)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("logs are structured and redacted")
                .check(HOUSE);
    }
}
