package io.kintsugi.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.kintsugi.testkit.architecture.seeded.first.First;
import io.kintsugi.testkit.architecture.seeded.second.Second;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A rule that cannot fail guards nothing: each is shown a class that breaks it. */
final class ArchitectureRulesTest {

    @Test
    void cycle_betweenSubPackages_isFound() {
        assertThat(failing(First.class, First.Colour.class, Second.class)).contains("no package cycles");
    }

    @Test
    void unseededRandom_isFound() {
        assertThat(failing(First.class)).contains("randomness is seeded or injected");
    }

    @Test
    void exposedField_isFound() {
        assertThat(failing(Second.class)).contains("no mutable field is public or protected");
    }

    @Test
    void unusedConstant_isFound() {
        JavaClasses imported = new ClassFileImporter().importClasses(First.class, First.Colour.class, Second.class);
        assertThat(ArchitectureRules.unusedConstants(imported, First.Colour.class.getName()))
                .isEqualTo(Set.of("BLUE"));
    }

    private static List<String> failing(Class<?>... classes) {
        JavaClasses imported = new ClassFileImporter().importClasses(classes);
        return ArchitectureRules.rules().stream()
                .filter(rule -> rule.allowEmptyShould(true).evaluate(imported).hasViolation())
                .map(ArchRule::getDescription)
                .toList();
    }
}
