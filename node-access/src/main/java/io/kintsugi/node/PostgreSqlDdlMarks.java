package io.kintsugi.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Table {@code kintsugi.ddl_done}, on every node. */
final class PostgreSqlDdlMarks implements DdlMarks {
    static final List<String> DEFINITIONS = List.of("""
            CREATE TABLE IF NOT EXISTS kintsugi.ddl_done (
                job uuid PRIMARY KEY,
                done_at timestamptz NOT NULL DEFAULT clock_timestamp())""", "GRANT SELECT ON kintsugi.ddl_done TO PUBLIC");

    @Override
    public boolean has(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM kintsugi.ddl_done WHERE job = ?::uuid")) {
            select.setString(1, jobId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    public boolean put(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO kintsugi.ddl_done (job) VALUES (?::uuid) ON CONFLICT (job) DO NOTHING")) {
            insert.setString(1, jobId);
            return insert.executeUpdate() == 1;
        }
    }
}
