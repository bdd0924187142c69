package io.kintsugi.jdbc;

import com.sun.management.ThreadMXBean;
import io.kintsugi.embedded.SharedPostgres;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a select by key costs through this driver over what it costs through the native one, on the same server and the
 * same table: {@code main [rounds] [calls per round]}. The contestants take turns in a new order each round, and the
 * native driver runs twice, so that the difference between equals shows how much to trust the others.
 */
final class PointSelectComparison {
    private static final int ROUNDS = 40;
    private static final int CALLS = 2_000;
    private static final int WARM_UP_ROUNDS = 8;
    private static final int ROWS = 1_000;
    private static final long SEED = 11;
    private static final String SELECT = "SELECT name FROM users WHERE user_id = ?";

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Random random = new Random(SEED);

    private PointSelectComparison() {}

    private interface Call {
        void run(long id) throws SQLException;
    }

    private static final class Contestant {
        private final String name;
        private final Call call;
        private final List<Long> latencies = new ArrayList<>();
        private long cpuNanos;
        private long bytes;

        Contestant(String name, Call call) {
            this.name = name;
            this.call = call;
        }
    }

    public static void main(String[] arguments) throws SQLException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : CALLS;
        new PointSelectComparison().compare(rounds, calls);
        SharedPostgres.get().server().close();
    }

    private void compare(int rounds, int calls) throws SQLException {
        Cluster cluster = Cluster.create(
                "main:\n  shards: {s0: {nodes: [s0]}, s1: {nodes: [s1]}}\n  tables: {users: {key: user_id}}\n");
        KintsugiDriver driver = new KintsugiDriver();
        try (Connection ours = cluster.contestant(driver).connect()) {
            fill(ours);
            List<Long> keys = keysOfFirstShard(cluster);
            try (Connection first = cluster.shard(0);
                    Connection second = cluster.shard(0)) {
                List<Contestant> contestants = List.of(
                        new Contestant("native", prepared(first)),
                        new Contestant("native again", prepared(second)),
                        new Contestant("kintsugi", prepared(ours)),
                        new Contestant("native, prepared each time", preparedEachTime(first)),
                        new Contestant("kintsugi, prepared each time", preparedEachTime(ours)),
                        new Contestant("kintsugi, text each time", textEachTime(ours)),
                        new Contestant("native, text each time", textEachTime(first)));
                run(contestants, keys, WARM_UP_ROUNDS, calls);
                contestants.forEach(PointSelectComparison::forget);
                run(contestants, keys, rounds, calls);
                contestants.forEach(contestant -> print(contestant, rounds * calls));
            }
        } finally {
            driver.engines().close();
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (user_id bigint PRIMARY KEY, name text)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users VALUES (?, ?)")) {
            for (long id = 1; id <= ROWS; id++) {
                insert.setLong(1, id);
                insert.setString(2, "user " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<Long> keysOfFirstShard(Cluster cluster) throws SQLException {
        List<Long> keys = new ArrayList<>();
        try (Connection connection = cluster.shard(0);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT user_id FROM users")) {
            while (rows.next()) {
                keys.add(rows.getLong(1));
            }
        }
        return keys;
    }

    private static Call prepared(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SELECT);
        return id -> read(statement, id);
    }

    private static Call preparedEachTime(Connection connection) {
        return id -> {
            try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
                read(statement, id);
            }
        };
    }

    private static Call textEachTime(Connection connection) {
        return id -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT name FROM users WHERE user_id = " + id)) {
                rows.next();
                rows.getString(1);
            }
        };
    }

    private static void read(PreparedStatement statement, long id) throws SQLException {
        statement.setLong(1, id);
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next() || rows.getString(1).isEmpty()) {
                throw new IllegalStateException("no user " + id);
            }
        }
    }

    private void run(List<Contestant> contestants, List<Long> keys, int rounds, int calls) throws SQLException {
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Contestant contestant : order) {
                runRound(contestant, keys, calls);
            }
        }
    }

    private void runRound(Contestant contestant, List<Long> keys, int calls) throws SQLException {
        long cpu = thread.getCurrentThreadCpuTime();
        long bytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
        long[] nanos = new long[calls];
        for (int call = 0; call < calls; call++) {
            long key = keys.get(random.nextInt(keys.size()));
            long start = System.nanoTime();
            contestant.call.run(key);
            nanos[call] = System.nanoTime() - start;
        }
        contestant.bytes +=
                thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        contestant.cpuNanos += thread.getCurrentThreadCpuTime() - cpu;
        Arrays.stream(nanos).forEach(contestant.latencies::add);
    }

    private static void forget(Contestant contestant) {
        contestant.latencies.clear();
        contestant.cpuNanos = 0;
        contestant.bytes = 0;
    }

    private static void print(Contestant contestant, int calls) {
        Collections.sort(contestant.latencies);
        System.out.printf(
                Locale.ROOT,
                "%-30s p50 %6.1f us   p99 %7.1f us   cpu %5.1f us   %6d bytes%n",
                contestant.name,
                contestant.latencies.get(contestant.latencies.size() / 2) / 1e3,
                contestant.latencies.get(contestant.latencies.size() / 100 * 99) / 1e3,
                contestant.cpuNanos / 1e3 / calls,
                contestant.bytes / calls);
    }
}
