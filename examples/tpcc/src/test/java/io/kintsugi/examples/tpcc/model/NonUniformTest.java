package io.kintsugi.examples.tpcc.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NonUniformTest {

    private static final int DRAWS = 500_000;
    private static final long SEED = 20_260_917;

    @Test
    void draw_staysInItsRange() {
        Randomness randomness = new Randomness(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            assertThat(NonUniform.draw(randomness, 1023, 77, 1, 3000)).isBetween(1, 3000);
        }
    }

    /** The oracle enumerates both uniform draws of the definition and so knows the probability of each value. */
    @Test
    void draw_hasTheDistributionOfItsDefinition() {
        double[] expected = exactDistribution(255, 123, 0, 999);
        long[] counted = new long[1000];
        Randomness randomness = new Randomness(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            counted[NonUniform.draw(randomness, 255, 123, 0, 999)]++;
        }
        double chiSquare = 0;
        int cells = 0;
        for (int value = 0; value < counted.length; value++) {
            double wanted = expected[value] * DRAWS;
            if (wanted < 5) {
                continue;
            }
            chiSquare += (counted[value] - wanted) * (counted[value] - wanted) / wanted;
            cells++;
        }
        double fiveSigma = 5 * Math.sqrt(2.0 * cells);
        assertThat(chiSquare).as("chi square of %d cells, seed %d", cells, SEED).isLessThan(cells + fiveSigma);
    }

    private static double[] exactDistribution(int a, int c, int least, int most) {
        int range = most - least + 1;
        double[] share = new double[range];
        for (int first = 0; first <= a; first++) {
            for (int second = least; second <= most; second++) {
                share[((first | second) + c) % range] += 1.0 / ((a + 1.0) * range);
            }
        }
        return share;
    }

    @Test
    void forRun_keepsTheLawfulDistanceFromTheLoad() {
        Population population = new Population(1, 3000, 100_000);
        for (long seed = 0; seed < 2000; seed++) {
            int run = NonUniform.forRun(population, seed).lastNameConstant();
            int load = NonUniform.forLoad(population, seed + 1).lastNameConstant();
            int delta = Math.abs(run - load);
            assertThat(delta).as("seed %d", seed).isBetween(65, 119).isNotIn(96, 112);
            assertThat(run).isBetween(0, 255);
        }
    }

    @Test
    void values_ofAScaledPopulation_exist() {
        Population population = Population.scaled(1, 0.01);
        NonUniform nonUniform = NonUniform.forRun(population, SEED);
        Randomness randomness = new Randomness(SEED);
        for (int draw = 0; draw < 10_000; draw++) {
            assertThat(nonUniform.customer(randomness)).isBetween(1, population.customersPerDistrict());
            assertThat(nonUniform.item(randomness)).isBetween(1, population.items());
        }
    }
}
