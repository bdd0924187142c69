package io.kintsugi.testkit.container;

import io.kintsugi.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    @Test
    void classes_keepTheRules() {
        ArchitectureRules.check();
    }
}
