package io.kintsugi.jdbc.oracle.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A fault whose place is gone would never be planted again, and nobody would know. */
class PlantedFaultTest {
    @Test
    void everyFault_hasItsPlaceInTheSource() {
        assertThat(PlantedFault.all()).hasSizeGreaterThan(24).allMatch(fault -> fault.places() == 1);
    }
}
