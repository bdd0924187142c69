package io.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** An error that nothing reports is a promise nobody keeps. Here, where every module is on the class path. */
final class ErrorCodesTest {

    @Test
    void everyCode_isReportedSomewhere() {
        assertThat(ArchitectureRules.unusedConstants(ArchitectureRules.importProject(), ErrorCode.class.getName()))
                .isEmpty();
    }
}
