package io.kintsugi.examples.shop;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A shop: create the schema, load a sample, run a workload as often as liked, check the sums. Its methods are to be
 * called by one thread. The same seed gives the same sample and the same customers.
 */
public final class Shop {
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final long LONGEST_RUN_NANOS = TimeUnit.HOURS.toNanos(24);

    private final DataSource dataSource;
    private final long seed;
    private final Ledger ledger = new Ledger();
    private int runs;

    public Shop(DataSource dataSource, long seed) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.seed = seed;
    }

    /** Creates the tables; an error when one is there already. */
    public void createSchema() throws SQLException {
        execute(ShopSchema::create);
    }

    /** Drops the tables that are there, and all that is in them. */
    public void dropSchema() throws SQLException {
        execute(connection -> ShopSchema.DROP);
    }

    private interface Definitions {
        List<String> of(Connection connection) throws SQLException;
    }

    private void execute(Definitions definitions) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String definition : definitions.of(connection)) {
                statement.execute(definition);
            }
        }
    }

    /** Fills empty tables; both numbers at least 1. */
    public void load(int users, int products, ProgressListener listener) throws SQLException {
        requirePositive("users", users);
        requirePositive("products", products);
        Ticker ticker = new Ticker("load", (long) users + products, listener);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : ShopSchema.loading(connection)) {
                statement.execute(setting);
            }
            new ShopLoader(connection, new Random(seed), ticker, ledger).load(users, products);
        }
        ticker.end();
    }

    /** Runs customers for so long. */
    public Workload run(Duration duration, int threads, ProgressListener listener)
            throws SQLException, InterruptedException {
        return run(duration.toNanos(), NO_LIMIT, threads, listener);
    }

    /** Runs customers until so many operations are done. */
    public Workload run(long operations, int threads, ProgressListener listener)
            throws SQLException, InterruptedException {
        return run(LONGEST_RUN_NANOS, operations, threads, listener);
    }

    private Workload run(long nanos, long operations, int threads, ProgressListener listener)
            throws SQLException, InterruptedException {
        requirePositive("threads", threads);
        long total = operations == NO_LIMIT ? 0 : operations;
        Ticker ticker = new Ticker("workload", total, listener);
        runs++;
        ShopRun run = new ShopRun(dataSource, ledger, prices(), users(), ticker, nanos, operations);
        return run.run(threads, seed + runs);
    }

    private long[] prices() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT price_cents FROM product ORDER BY product_id")) {
            java.util.stream.LongStream.Builder prices = java.util.stream.LongStream.builder();
            while (rows.next()) {
                prices.add(rows.getLong(1));
            }
            return requireLoaded(prices.build().toArray());
        }
    }

    private static long[] requireLoaded(long[] prices) {
        if (prices.length == 0) {
            throw new IllegalStateException("The shop has no products: call load first.");
        }
        return prices;
    }

    private int users() {
        return Math.toIntExact(Math.max(1, ledger.sums().users()));
    }

    /** Counts and adds up what the tables hold, and compares. No run may be under way. */
    public ShopCheck check() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            long[] users = row(statement, "SELECT count(*) FROM users");
            long[] orders = row(statement, "SELECT count(*), sum(total_cents) FROM orders");
            long[] items = row(statement, "SELECT count(*), sum(quantity * price_cents) FROM order_items");
            long[] paid = row(statement, "SELECT count(*), sum(total_cents) FROM orders WHERE status = 'paid'");
            ShopSums found = new ShopSums(users[0], orders[0], items[0], orders[1], paid[0], paid[1]);
            return new ShopCheck(ledger.sums(), found, items[1], ledger.unknownOutcomes());
        }
    }

    /** A sum of nothing is NULL, which reads as 0. */
    private static long[] row(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            long[] values = new long[rows.getMetaData().getColumnCount()];
            for (int column = 1; column <= values.length; column++) {
                values[column - 1] = rows.getLong(column);
            }
            return values;
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
