package io.kintsugi.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One row a name in {@code kintsugi.id_block}. */
final class PostgreSqlIdBlocks implements IdBlocks {
    private static final String LEASE = """
            INSERT INTO kintsugi.id_block AS block (name, next) VALUES (?, 1 + ?::bigint)
            ON CONFLICT (name) DO UPDATE SET next = block.next + ?::bigint RETURNING next - ?::bigint""";

    private static final String RAISE = """
            INSERT INTO kintsugi.id_block AS block (name, next) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET next = greatest(block.next, excluded.next)""";

    @Override
    public long lease(Connection connection, String name, int count) throws SQLException {
        if (count < 1) {
            throw new IllegalArgumentException("cannot lease " + count + " ids");
        }
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the connection is not in autocommit mode");
        }
        try (PreparedStatement lease = connection.prepareStatement(LEASE)) {
            lease.setString(1, name);
            lease.setLong(2, count);
            lease.setLong(3, count);
            lease.setLong(4, count);
            try (ResultSet rows = lease.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void raise(Connection connection, String name, long next) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            raise.setString(1, name);
            raise.setLong(2, next);
            raise.executeUpdate();
        }
    }
}
