package io.kintsugi.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One row a name in {@code kintsugi.id_block}. In a transaction of two statements rather than by
 * {@code LAST_INSERT_ID(expression)}, which would change what the session's own LAST_INSERT_ID() says.
 */
final class MySqlIdBlocks implements IdBlocks {
    private static final String ADVANCE = """
            INSERT INTO kintsugi.id_block (node, name, next) VALUES (DATABASE(), ?, 1 + ?)
            ON DUPLICATE KEY UPDATE next = next + ?""";

    private static final String NEXT =
            "SELECT next FROM kintsugi.id_block WHERE " + MySqlInstallation.NODE + " AND name = ?";

    private static final String RAISE = """
            INSERT INTO kintsugi.id_block (node, name, next) VALUES (DATABASE(), ?, ?)
            ON DUPLICATE KEY UPDATE next = greatest(next, ?)""";

    @Override
    public long lease(Connection connection, String name, int count) throws SQLException {
        if (count < 1) {
            throw new IllegalArgumentException("cannot lease " + count + " ids");
        }
        return MySqlTransaction.run(connection, () -> advance(connection, name, count) - count);
    }

    @Override
    public void raise(Connection connection, String name, long next) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            raise.setString(1, name);
            raise.setLong(2, next);
            raise.setLong(3, next);
            raise.executeUpdate();
        }
    }

    /** The row stays locked between the two statements, so what is read is what was written. */
    private static long advance(Connection connection, String name, int count) throws SQLException {
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setString(1, name);
            advance.setLong(2, count);
            advance.setLong(3, count);
            advance.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
