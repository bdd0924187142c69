package io.kintsugi.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of {@code docs/architecture.md} that a compiler does not enforce. Direction survives only where something
 * checks it, so every module runs all of them over what it can see.
 */
public final class ArchitectureRules {
    private static final String ROOT = "io.kintsugi";
    private static final String GENERATED = "io.kintsugi.router.internal.calcite.grammar..";

    private ArchitectureRules() {}

    /** Imports the main classes of this project that are on the class path and checks every rule on them. */
    public static void check() {
        JavaClasses imported = importProject();
        for (ArchRule rule : rules()) {
            rule.allowEmptyShould(true).check(imported);
        }
    }

    /** The main classes of this project on the class path, tests and testkit left out. */
    public static JavaClasses importProject() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/test-classes/"))
                .withImportOption(location -> !location.contains("/testkit/"))
                .withImportOption(location -> !location.contains("/jmh_generated/"))
                .importPackages(ROOT);
    }

    static List<ArchRule> rules() {
        return List.of(
                noPackageCycles(),
                confined("org.apache.calcite..", "io.kintsugi.router.internal.calcite.."),
                confined("com.zaxxer..", "io.kintsugi.engine.backend..", "io.kintsugi.benchmarks.."),
                confined("io.vertx..", "io.kintsugi.manager.api..", "io.kintsugi.proxy.."),
                routerIsPure(),
                topologyKnowsNoSql(),
                dataPlaneNeverSeesControlPlane(),
                controlPlaneNeverSeesDataPlane(),
                packagesAreNullMarked(),
                noClockButInjected(),
                noUnseededRandom(),
                fieldsAreNotExposed());
    }

    /** The generated parser builds nodes of the package that drives it; the two are one unit. */
    private static ArchRule noPackageCycles() {
        return slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage(GENERATED), alwaysTrue())
                .as("no package cycles");
    }

    private static ArchRule confined(String library, String... homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as(library + " is used only in " + List.of(homes));
    }

    private static ArchRule routerIsPure() {
        return noClasses()
                .that()
                .resideInAPackage("io.kintsugi.router..")
                .and()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.Connection")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "javax.sql..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .as("sql-router does no I/O and owns no thread");
    }

    private static ArchRule topologyKnowsNoSql() {
        return noClasses()
                .that()
                .resideInAnyPackage("io.kintsugi.topology..", "io.kintsugi.errors..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.Connection")
                .as("topology opens no database connection");
    }

    private static ArchRule dataPlaneNeverSeesControlPlane() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        "io.kintsugi.router..", "io.kintsugi.engine..", "io.kintsugi.jdbc..", "io.kintsugi.proxy..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.kintsugi.manager..")
                .as("the data plane never imports the control plane");
    }

    private static ArchRule controlPlaneNeverSeesDataPlane() {
        return noClasses()
                .that()
                .resideInAPackage("io.kintsugi.manager..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kintsugi.router..", "io.kintsugi.engine..", "io.kintsugi.jdbc..", "io.kintsugi.proxy..")
                .as("the control plane never imports the data plane");
    }

    private static ArchRule packagesAreNullMarked() {
        return classes()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .should(new ArchCondition<JavaClass>("be in a @NullMarked package") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(
                                new SimpleConditionEvent(item, marked, item.getPackageName() + " has no @NullMarked"));
                    }
                });
    }

    /** Decisions take time from an injected clock, or no simulation replays them; {@code nanoTime} is for deadlines. */
    private static ArchRule noClockButInjected() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        "io.kintsugi.topology..",
                        "io.kintsugi.node..",
                        "io.kintsugi.router..",
                        "io.kintsugi.engine..",
                        "io.kintsugi.jdbc..",
                        "io.kintsugi.proxy..",
                        "io.kintsugi.manager..")
                .and()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .as("time is injected, and nothing sleeps where it could await");
    }

    private static ArchRule noUnseededRandom() {
        return noClasses()
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .as("randomness is seeded or injected");
    }

    private static ArchRule fieldsAreNotExposed() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(GENERATED)
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .areNotFinal()
                .should()
                .notBePublic()
                .andShould()
                .notBeProtected()
                .as("no mutable field is public or protected");
    }

    /**
     * The names of {@code constants} of the enum {@code type} that no class but the enum itself mentions.
     *
     * @param type fully qualified name of the enum
     */
    public static Set<String> unusedConstants(JavaClasses imported, String type) {
        Set<String> constants = imported.get(type).getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.ENUM))
                .map(field -> field.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        imported.stream()
                .filter(user -> !user.getName().startsWith(type))
                .flatMap(user -> user.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getName().equals(type))
                .forEach(access -> constants.remove(access.getTarget().getName()));
        return constants;
    }
}
