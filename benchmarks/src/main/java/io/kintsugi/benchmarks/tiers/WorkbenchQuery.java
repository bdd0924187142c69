package io.kintsugi.benchmarks.tiers;

import java.util.List;

/**
 * A join of tables whose keys do not meet: so many orders with a tenth as many users.
 *
 * @param rows of the larger table
 * @param groups whether few groups come out of it, instead of a row for each order
 */
record WorkbenchQuery(int rows, boolean groups) {
    static final List<Integer> SIZES = List.of(100, 10_000, 100_000);

    private static final int ORDERS_PER_USER = 10;

    /** Where rows come from and go to. */
    record Table(String name, String columns) {}

    static String orders(int rows) {
        return "orders_" + rows;
    }

    static String users(int rows) {
        return "users_" + rows;
    }

    int userCount() {
        return rows / ORDERS_PER_USER;
    }

    List<Table> tables() {
        return List.of(
                new Table(orders(rows), "order_id, user_id, amount, status"),
                new Table(users(rows), "user_id, name, region"));
    }

    String title() {
        return "%,d orders with %,d users, %s".formatted(rows, userCount(), groups ? "20 groups" : "a row each");
    }

    String text() {
        String from = " FROM " + orders(rows) + " o JOIN " + users(rows) + " u ON u.user_id = o.user_id";
        return groups
                ? "SELECT u.region, count(*), sum(o.amount)" + from + " GROUP BY u.region"
                : "SELECT o.order_id, o.amount, u.name" + from;
    }
}
