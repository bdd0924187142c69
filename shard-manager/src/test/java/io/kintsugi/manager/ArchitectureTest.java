package io.kintsugi.manager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.kintsugi.manager");

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.kintsugi.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void vertx_staysInTheApiPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.kintsugi.manager.api")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(classes);
    }

    @Test
    void controlPlane_neverImportsTheDataPlane() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kintsugi.engine..", "io.kintsugi.router..", "io.kintsugi.jdbc..")
                .check(classes);
    }
}
