package io.kintsugi.examples.tpcc.model;

/**
 * The warehouse and district a terminal belongs to for its whole life (clause 2.1.7 binds the pair for Stock-Level).
 */
public record Home(int warehouse, int district) {

    /** Spreads terminals over the warehouses first, then over their districts. */
    public static Home ofTerminal(int terminal, Population population) {
        int warehouse = terminal % population.warehouses() + 1;
        int district = terminal / population.warehouses() % Population.DISTRICTS_PER_WAREHOUSE + 1;
        return new Home(warehouse, district);
    }
}
