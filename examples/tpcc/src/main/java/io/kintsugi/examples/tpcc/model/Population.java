package io.kintsugi.examples.tpcc.model;

/**
 * How many rows there are: warehouses, customers of each district, items (and so stock rows of each warehouse).
 * The specification fixes {@value #SPECIFIED_CUSTOMERS} customers and {@value #SPECIFIED_ITEMS} items (clause 1.2.1);
 * any other number is for tests.
 */
public record Population(int warehouses, int customersPerDistrict, int items) {

    public static final int DISTRICTS_PER_WAREHOUSE = 10;
    public static final int SPECIFIED_CUSTOMERS = 3000;
    public static final int SPECIFIED_ITEMS = 100_000;

    private static final int LEAST_ITEMS = 100;

    public Population {
        if (warehouses < 1) {
            throw new IllegalArgumentException("warehouses must be at least 1, not " + warehouses);
        }
        if (customersPerDistrict < 10 || customersPerDistrict % 10 != 0) {
            throw new IllegalArgumentException(
                    "customers per district must be a positive multiple of 10, not " + customersPerDistrict);
        }
        if (items < LEAST_ITEMS) {
            throw new IllegalArgumentException("items must be at least " + LEAST_ITEMS + ", not " + items);
        }
    }

    /** The specification's population, for {@code scale} 1.0; a smaller scale (above 0) shrinks customers and items. */
    public static Population scaled(int warehouses, double scale) {
        if (!(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException("scale must be above 0 and at most 1, not " + scale);
        }
        int customers = Math.max(30, (int) Math.round(SPECIFIED_CUSTOMERS * scale / 10) * 10);
        int items = Math.max(LEAST_ITEMS, (int) Math.round(SPECIFIED_ITEMS * scale));
        return new Population(warehouses, customers, items);
    }

    /** Whether results on this population may be compared with others at all. */
    public boolean isSpecified() {
        return customersPerDistrict == SPECIFIED_CUSTOMERS && items == SPECIFIED_ITEMS;
    }

    /** Every customer has one order at the start. */
    public int ordersPerDistrict() {
        return customersPerDistrict;
    }

    /** The oldest 70 % of the orders are delivered at the start: 2100 of 3000. */
    public int deliveredOrdersPerDistrict() {
        return ordersPerDistrict() * 7 / 10;
    }

    /** The number of distinct last names: 1000, or fewer when there are fewer customers to bear them. */
    public int lastNames() {
        return Math.min(LastNames.COUNT, customersPerDistrict);
    }
}
