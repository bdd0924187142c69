package io.kintsugi.examples.tpcc.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection and its prepared statements, each prepared once. Confined to one thread. The statements are the
 * constants of this program, so their number is bounded by its source.
 */
public final class Session implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>();

    public Session(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row; empty when there is none. A second row is ignored. */
    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /** Reads the one row that must be there. */
    public <T> T exactlyOne(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        return one(sql, reader, parameters)
                .orElseThrow(() -> new SQLException("no row for: " + sql + " with " + Arrays.asList(parameters)));
    }

    /** Reads every row in order. */
    public void each(String sql, RowVisitor visitor, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            while (rows.next()) {
                visitor.visit(rows);
            }
        }
    }

    /** Runs a write and gives the number of rows it touched. */
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        return bound(sql, parameters).executeUpdate();
    }

    /** Adds one row of parameters to the statement's batch. */
    public void addBatch(String sql, @Nullable Object... parameters) throws SQLException {
        bound(sql, parameters).addBatch();
    }

    /** Sends what {@link #addBatch} gathered for this statement; does nothing when that is nothing. */
    public void executeBatch(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement != null) {
            statement.executeBatch();
        }
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    /** Undoes the transaction and forgets gathered batches. */
    public void rollback() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.clearBatch();
        }
        connection.rollback();
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
        return statement;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        prepared.put(sql, statement);
        return statement;
    }

    /** Turns the current row into a value. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Looks at the current row. */
    @FunctionalInterface
    public interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }
}
