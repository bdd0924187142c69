package io.kintsugi.benchmarks.tiers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Pools of the native driver, one a shard, and a thread to ask the second shard while the first is asked. Confined to
 * one thread.
 */
final class HandShards implements AutoCloseable {
    /** As Kintsugi's {@code mergeFetchSize}. */
    static final int FETCH_SIZE = 1_000;

    private static final int CONNECTIONS = 4;

    private final List<HikariDataSource> pools;
    private final ExecutorService second = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "by-hand");
        thread.setDaemon(true);
        return thread;
    });

    /** @param urls of the native driver, one a shard */
    HandShards(List<String> urls) {
        this.pools = urls.stream().map(HandShards::pool).toList();
    }

    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** What is done with the rows of both shards. */
    @FunctionalInterface
    interface Merge {
        long of(List<ResultSet> results) throws SQLException;
    }

    /** Asks both at the same time, in transactions that only read, so that rows come in portions. */
    long read(String text, long parameter, Merge merge) throws SQLException {
        try (Connection left = begun(0);
                Connection right = begun(1);
                PreparedStatement onLeft = prepared(left, text, parameter);
                PreparedStatement onRight = prepared(right, text, parameter)) {
            long sum = merge.of(both(onLeft, onRight));
            left.commit();
            right.commit();
            return sum;
        }
    }

    private Connection begun(int shard) throws SQLException {
        Connection connection = pools.get(shard).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static PreparedStatement prepared(Connection connection, String text, long parameter) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        statement.setFetchSize(FETCH_SIZE);
        statement.setLong(1, parameter);
        return statement;
    }

    private List<ResultSet> both(PreparedStatement left, PreparedStatement right) throws SQLException {
        FutureTask<ResultSet> other = new FutureTask<>(right::executeQuery);
        second.execute(other);
        List<ResultSet> results = new ArrayList<>();
        results.add(left.executeQuery());
        try {
            results.add(other.get());
            return results;
        } catch (ExecutionException failed) {
            throw new SQLException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException(interrupted);
        }
    }

    @Override
    public void close() {
        second.shutdownNow();
        pools.forEach(HikariDataSource::close);
    }
}
