package org.mineralwatch.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of the architecture: inbound → use case → domain; use case → outbound → domain; the same in every service. */
class ArchitectureTest {
    private static final String ROOT = "org.mineralwatch.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.mineralwatch");

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "scoring", "alert"})
    void everyServiceHasTheSameRooms(String service) {
        Set<String> rooms = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.equals(ROOT + service) || name.startsWith(ROOT + service + "."))
                .map(name -> name.substring((ROOT + service).length()))
                .collect(Collectors.toSet());

        assertThat(rooms).containsExactlyInAnyOrder("", ".inbound", ".domain", ".outbound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "scoring", "alert"})
    void theDomainIsPureJava(String service) {
        classes()
                .that()
                .resideInAPackage(ROOT + service + ".domain..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", ROOT + service + ".domain.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "scoring", "alert"})
    void inboundAndOutboundNeverMeet(String service) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + service + ".inbound..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + service + ".outbound..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + service + ".outbound..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + service + ".inbound..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "scoring", "alert"})
    void theUseCasesDoNotKnowWhoSpeaksToThem(String service) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + service)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + service + ".inbound..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "scoring", "alert"})
    void servicesDoNotDependOnEachOther(String service) {
        String[] others = Set.of("ingest", "scoring", "alert").stream()
                .filter(other -> !other.equals(service))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(ROOT + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(CLASSES);
    }

    @Test
    void theContractIsSpokenAtTheEdgesAlone() {
        noClasses()
                .that(resideOutsideOfPackages(
                        ROOT + "contract..", "org.mineralwatch..inbound..", "org.mineralwatch..outbound.."))
                .and()
                .resideOutsideOfPackage(ROOT + "localstack..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "contract..")
                .check(CLASSES);
    }

    @Test
    void theContractKnowsNoFramework() {
        classes()
                .that()
                .resideInAPackage(ROOT + "contract..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + "contract.."))
                .check(CLASSES);
    }

    @Test
    void sharedMechanismsKnowNothingOfTheServicesOrTheirMeanings() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "outbox..", ROOT + "rest..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.mineralwatch..")
                        .and(resideOutsideOfPackages(ROOT + "outbox..", ROOT + "rest..")))
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that(alwaysTrue())
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveNameMatching(
                        ".*\\.(\\w*)(Utils?|Helper|Manager|Common|Base|Abstract|Dto|Processor|Info|Data)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void accessorsAreNotCalledGet() {
        methods()
                .that()
                .areDeclaredInClassesThat(resideInAPackage("org.mineralwatch.."))
                .should(new ArchCondition<JavaMethod>("not start with get") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean accessor = method.getName().matches("get[A-Z].*") && !overrides(method);
                        if (accessor) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                        }
                    }
                })
                .check(CLASSES);
    }

    private static boolean overrides(JavaMethod method) {
        return method.getOwner().getAllRawSuperclasses().stream()
                        .anyMatch(
                                parent -> parent.tryGetMethod(method.getName()).isPresent())
                || method.getOwner().getAllRawInterfaces().stream()
                        .anyMatch(parent -> parent.getMethods().stream()
                                .anyMatch(inherited -> inherited.getName().equals(method.getName())));
    }

    @Test
    void constructorsInject() {
        fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .andShould()
                .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .check(CLASSES);
    }

    @Test
    void nobodyReadsTheClockInTheDomain() {
        noClasses()
                .that()
                .resideInAPackage("org.mineralwatch..domain..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
