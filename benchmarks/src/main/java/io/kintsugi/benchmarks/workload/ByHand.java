package io.kintsugi.benchmarks.workload;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongToIntFunction;

/**
 * What an application would write by itself: a HikariCP pool a shard over the native driver, routing by looking the key
 * up, both shards asked at the same time where both are needed. Thread-safe.
 */
public final class ByHand implements Contestant {
    private static final int THREADS_MAX = 16;
    private static final int LIMIT = 10;

    private final String name;
    private final List<HikariDataSource> shards;
    private final LongToIntFunction owner;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            THREADS_MAX,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            ByHand::daemon,
            new ThreadPoolExecutor.CallerRunsPolicy());

    /**
     * @param urls of the native driver, one a shard
     * @param owner which of them a key belongs to
     */
    public ByHand(String name, List<String> urls, int connections, LongToIntFunction owner) {
        this.name = name;
        this.shards = urls.stream().map(url -> pool(url, connections)).toList();
        this.owner = owner;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "by-hand");
        thread.setDaemon(true);
        return thread;
    }

    private static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    @Override
    public String name() {
        return name;
    }

    private Connection shardOf(long id) throws SQLException {
        return shards.get(owner.applyAsInt(id)).getConnection();
    }

    @Override
    public long pointSelect(long id) throws SQLException {
        try (Connection connection = shardOf(id)) {
            return Statements.pointSelect(connection, id);
        }
    }

    @Override
    public long literalSelect(long id) throws SQLException {
        try (Connection connection = shardOf(id)) {
            return Statements.literalSelect(connection, id);
        }
    }

    @Override
    public long insert(long id) throws SQLException {
        try (Connection connection = shardOf(id)) {
            return Statements.insert(connection, id);
        }
    }

    @Override
    public long update(long id) throws SQLException {
        try (Connection connection = shardOf(id)) {
            return Statements.update(connection, id);
        }
    }

    @Override
    public long twoStatements(long id) throws SQLException {
        try (Connection connection = shardOf(id)) {
            return Statements.twoStatements(connection, id);
        }
    }

    @Override
    public long inList(long first) throws SQLException {
        long sum = 0;
        for (long one : onBoth(connection -> Statements.inList(connection, first))) {
            sum += one;
        }
        return sum;
    }

    private record Row(long id, BigDecimal amount) {}

    @Override
    public long topTen(long least) throws SQLException {
        List<List<Row>> parts = onBoth(connection -> firstRows(connection, least));
        List<Row> left = parts.get(0);
        List<Row> right = parts.get(1);
        long sum = 0;
        int l = 0;
        int r = 0;
        for (int row = 0; row < LIMIT && (l < left.size() || r < right.size()); row++) {
            boolean takeLeft = r == right.size() || (l < left.size() && isBefore(left.get(l), right.get(r)));
            Row next = takeLeft ? left.get(l++) : right.get(r++);
            sum = sum * 31 + next.id() + next.amount().unscaledValue().longValue();
        }
        return sum;
    }

    private static boolean isBefore(Row left, Row right) {
        int byAmount = left.amount().compareTo(right.amount());
        return byAmount != 0 ? byAmount < 0 : left.id() < right.id();
    }

    private static List<Row> firstRows(Connection connection, long least) throws SQLException {
        try (PreparedStatement statement = Statements.topTen(connection, least);
                ResultSet rows = statement.executeQuery()) {
            List<Row> all = new ArrayList<>(LIMIT);
            while (rows.next()) {
                all.add(new Row(rows.getLong(1), rows.getBigDecimal(2)));
            }
            return all;
        }
    }

    @Override
    public long batch(long first) throws SQLException {
        try (Connection left = shards.get(0).getConnection();
                Connection right = shards.get(1).getConnection();
                PreparedStatement onLeft = Statements.insertion(left);
                PreparedStatement onRight = Statements.insertion(right)) {
            for (long id = first; id < first + Workload.BATCH_ROWS; id++) {
                PreparedStatement statement = owner.applyAsInt(id) == 0 ? onLeft : onRight;
                Statements.bindRow(statement, id);
                statement.addBatch();
            }
            return onLeft.executeBatch().length + onRight.executeBatch().length;
        }
    }

    /** Something to ask one shard. */
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** The second shard in another thread, the first in this one. */
    private <T> List<T> onBoth(Question<T> question) throws SQLException {
        FutureTask<T> second = new FutureTask<>(part(question, 1));
        threads.execute(second);
        try {
            T first = part(question, 0).call();
            return List.of(first, second.get());
        } catch (SQLException failed) {
            throw failed;
        } catch (ExecutionException failed) {
            throw new SQLException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException(interrupted);
        } catch (Exception failed) {
            throw new SQLException(failed);
        }
    }

    private <T> Callable<T> part(Question<T> question, int shard) {
        return () -> {
            try (Connection connection = shards.get(shard).getConnection()) {
                return question.ask(connection);
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        shards.forEach(HikariDataSource::close);
    }
}
