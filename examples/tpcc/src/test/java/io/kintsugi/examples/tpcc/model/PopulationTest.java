package io.kintsugi.examples.tpcc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PopulationTest {

    @Test
    void scaled_atOne_isTheSpecifiedPopulation() {
        Population population = Population.scaled(3, 1);
        assertThat(population).isEqualTo(new Population(3, 3000, 100_000));
        assertThat(population.isSpecified()).isTrue();
        assertThat(population.deliveredOrdersPerDistrict()).isEqualTo(2100);
        assertThat(population.lastNames()).isEqualTo(1000);
    }

    @Test
    void scaled_outsideZeroToOne_isRefused() {
        assertThatThrownBy(() -> Population.scaled(1, 0)).hasMessageContaining("scale");
        assertThatThrownBy(() -> Population.scaled(1, 1.5)).hasMessageContaining("scale");
        assertThatThrownBy(() -> Population.scaled(1, Double.NaN)).hasMessageContaining("scale");
        assertThatThrownBy(() -> Population.scaled(0, 1)).hasMessageContaining("warehouses");
    }

    @Test
    void homes_ofTenTerminalsAWarehouse_areAllDifferent() {
        Population population = Population.scaled(4, 1);
        assertThat(IntStream.range(0, 40)
                        .mapToObj(terminal -> Home.ofTerminal(terminal, population))
                        .distinct())
                .hasSize(40)
                .allMatch(home -> home.warehouse() >= 1 && home.warehouse() <= 4)
                .allMatch(home -> home.district() >= 1 && home.district() <= 10);
    }
}
