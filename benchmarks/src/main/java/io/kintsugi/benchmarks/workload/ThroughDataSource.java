package io.kintsugi.benchmarks.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Sharding is somebody else's work: Kintsugi's, or a peer's. Thread-safe. */
public final class ThroughDataSource implements Contestant {
    private final String name;
    private final DataSource source;

    /** @param source closed with this contestant if it can be closed */
    public ThroughDataSource(String name, DataSource source) {
        this.name = name;
        this.source = source;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long pointSelect(long id) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Statements.pointSelect(connection, id);
        }
    }

    @Override
    public long literalSelect(long id) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Statements.literalSelect(connection, id);
        }
    }

    @Override
    public long insert(long id) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Statements.insert(connection, id);
        }
    }

    @Override
    public long update(long id) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Statements.update(connection, id);
        }
    }

    @Override
    public long twoStatements(long id) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Statements.twoStatements(connection, id);
        }
    }

    @Override
    public long inList(long first) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Statements.inList(connection, first);
        }
    }

    @Override
    public long topTen(long least) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = Statements.topTen(connection, least);
                ResultSet rows = statement.executeQuery()) {
            long sum = 0;
            while (rows.next()) {
                sum = sum * 31
                        + rows.getLong(1)
                        + rows.getBigDecimal(2).unscaledValue().longValue();
            }
            return sum;
        }
    }

    @Override
    public long batch(long first) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = Statements.insertion(connection)) {
            return Statements.batch(statement, first);
        }
    }

    @Override
    public void close() throws SQLException {
        if (source instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (SQLException failed) {
                throw failed;
            } catch (Exception failed) {
                throw new SQLException("the data source of " + name + " failed to close", failed);
            }
        }
    }
}
