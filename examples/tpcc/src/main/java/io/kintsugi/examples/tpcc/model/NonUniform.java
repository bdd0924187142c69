package io.kintsugi.examples.tpcc.model;

/**
 * The non-uniform distribution NURand of clause 2.1.6 with its constants C. Last names use another constant at run time
 * than at load time, and how far apart the two may lie is ruled by clause 2.1.6.1. Immutable.
 */
public final class NonUniform {

    /** The constant for last names in every load, so that a later run can know it whatever its seed. */
    static final int LAST_NAME_CONSTANT_OF_LOAD = 157;

    private static final int LAST_NAME_A = 255;
    private static final int CUSTOMER_A = 1023;
    private static final int ITEM_A = 8191;

    private final Population population;
    private final int lastNameConstant;
    private final int customerConstant;
    private final int itemConstant;

    private NonUniform(Population population, int lastNameConstant, Randomness randomness) {
        this.population = population;
        this.lastNameConstant = lastNameConstant;
        this.customerConstant = randomness.uniform(0, CUSTOMER_A);
        this.itemConstant = randomness.uniform(0, ITEM_A);
    }

    /** The constants used while loading. */
    public static NonUniform forLoad(Population population, long seed) {
        return new NonUniform(population, LAST_NAME_CONSTANT_OF_LOAD, Randomness.of(seed, "constants", 0));
    }

    /** The constants of one run: all terminals share them (clause 2.1.6). */
    public static NonUniform forRun(Population population, long seed) {
        Randomness randomness = Randomness.of(seed, "constants", 1);
        int constant = randomness.uniform(0, LAST_NAME_A);
        while (!isLawfulDelta(Math.abs(constant - LAST_NAME_CONSTANT_OF_LOAD))) {
            constant = randomness.uniform(0, LAST_NAME_A);
        }
        return new NonUniform(population, constant, randomness);
    }

    /** Clause 2.1.6.1: the distance lies in 65 to 119, but is neither 96 nor 112. */
    static boolean isLawfulDelta(int delta) {
        return delta >= 65 && delta <= 119 && delta != 96 && delta != 112;
    }

    public String lastName(Randomness randomness) {
        return LastNames.of(draw(randomness, LAST_NAME_A, lastNameConstant, 0, population.lastNames() - 1));
    }

    public int customer(Randomness randomness) {
        return draw(randomness, CUSTOMER_A, customerConstant, 1, population.customersPerDistrict());
    }

    public int item(Randomness randomness) {
        return draw(randomness, ITEM_A, itemConstant, 1, population.items());
    }

    int lastNameConstant() {
        return lastNameConstant;
    }

    /** NURand(a, least, most) with the constant {@code c}. */
    static int draw(Randomness randomness, int a, int c, int least, int most) {
        int either = randomness.uniform(0, a) | randomness.uniform(least, most);
        return (either + c) % (most - least + 1) + least;
    }
}
