package io.kintsugi.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

final class SeedTest {

    @Test
    void seed_ofTheEverydayBuild_repeatsItself_andDiffersByName() {
        assumeThat(System.getProperty(Seed.PROPERTY, "")).isEmpty();
        assertThat(Seed.of("a")).isEqualTo(Seed.of("a")).isNotEqualTo(Seed.of("b"));
    }
}
