package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables {@code ddl_job}, {@code ddl_step}, {@code schema_version} and {@code id_block} of schema {@code kintsugi}. */
final class PostgreSqlCatalogTables implements CatalogTables {
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "3F000");

    private static final List<String> DEFINITIONS = List.of(
            """
            CREATE TABLE IF NOT EXISTS kintsugi.ddl_job (
                number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                id uuid NOT NULL UNIQUE,
                statement text NOT NULL,
                search_path text NOT NULL,
                settings text,
                kind text NOT NULL,
                state text NOT NULL CHECK (state IN ('running', 'done', 'failed', 'abandoned')),
                error text,
                client text NOT NULL,
                started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                ended_at timestamptz)""",
            // Tables of before have no such column.
            """
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'kintsugi.ddl_job'::regclass
                        AND attname = 'settings' AND NOT attisdropped) THEN
                    ALTER TABLE kintsugi.ddl_job ADD COLUMN settings text;
                END IF;
            END $$""",
            """
            CREATE TABLE IF NOT EXISTS kintsugi.ddl_step (
                job bigint NOT NULL REFERENCES kintsugi.ddl_job,
                ordinal integer NOT NULL,
                shard text NOT NULL,
                state text NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
                error text,
                changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                PRIMARY KEY (job, ordinal))""",
            """
            CREATE TABLE IF NOT EXISTS kintsugi.schema_version (
                only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
                version bigint NOT NULL)""",
            "INSERT INTO kintsugi.schema_version (version) VALUES (1) ON CONFLICT (only_row) DO NOTHING",
            "CREATE TABLE IF NOT EXISTS kintsugi.id_block (name text PRIMARY KEY, next bigint NOT NULL)",
            "GRANT SELECT ON kintsugi.ddl_job, kintsugi.ddl_step, kintsugi.schema_version TO PUBLIC",
            // Whoever may insert rows needs ids; all one can do here is to skip some.
            "GRANT SELECT, INSERT, UPDATE ON kintsugi.id_block TO PUBLIC");

    @Override
    public void install(Connection connection) throws SQLException {
        PostgreSqlInstallation.run(connection, DEFINITIONS);
    }

    @Override
    public long schemaVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM kintsugi.schema_version")) {
            if (!rows.next()) {
                throw missing(null);
            }
            return rows.getLong(1);
        } catch (SQLException failed) {
            if (NO_SUCH_TABLE.contains(String.valueOf(failed.getSQLState()))) {
                throw missing(failed);
            }
            throw failed;
        }
    }

    @Override
    public void raiseSchemaVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE kintsugi.schema_version SET version = version + 1");
        }
    }

    private static ShardException missing(@Nullable SQLException cause) {
        return new ShardException(ErrorCode.GUARD_MISSING, "The catalog has not been prepared.", cause)
                .withRemedy("Prepare the nodes of the cluster once with: kintsugi init --cluster cluster.yaml");
    }
}
