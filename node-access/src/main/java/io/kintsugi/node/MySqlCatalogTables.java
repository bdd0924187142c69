package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables {@code ddl_job}, {@code ddl_step}, {@code schema_version}, {@code id_block} of database {@code kintsugi}. */
final class MySqlCatalogTables implements CatalogTables {
    private static final List<String> DEFINITIONS = List.of(
            """
            CREATE TABLE IF NOT EXISTS kintsugi.ddl_job (
                number bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
                node varchar(64) NOT NULL,
                id char(36) NOT NULL UNIQUE,
                statement longtext NOT NULL,
                search_path text NOT NULL,
                settings text,
                kind varchar(255) NOT NULL,
                state varchar(16) NOT NULL CHECK (state IN ('running', 'done', 'failed', 'abandoned')),
                error text,
                client varchar(255) NOT NULL,
                started_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
                ended_at timestamp(6) NULL,
                KEY (node, state)
            ) ENGINE = InnoDB""",
            """
            CREATE TABLE IF NOT EXISTS kintsugi.ddl_step (
                job bigint NOT NULL,
                ordinal integer NOT NULL,
                shard varchar(255) NOT NULL,
                state varchar(16) NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
                error text,
                changed_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
                PRIMARY KEY (job, ordinal)
            ) ENGINE = InnoDB""",
            """
            CREATE TABLE IF NOT EXISTS kintsugi.schema_version (
                node varchar(64) NOT NULL PRIMARY KEY,
                version bigint NOT NULL
            ) ENGINE = InnoDB""",
            "INSERT INTO kintsugi.schema_version (node, version) VALUES (DATABASE(), 1) ON DUPLICATE KEY UPDATE node = node",
            """
            CREATE TABLE IF NOT EXISTS kintsugi.id_block (
                node varchar(64) NOT NULL,
                name varchar(255) NOT NULL,
                next bigint NOT NULL,
                PRIMARY KEY (node, name)
            ) ENGINE = InnoDB""");

    private static final String VERSION = "SELECT version FROM kintsugi.schema_version WHERE " + MySqlInstallation.NODE;

    private static final String RAISE =
            "UPDATE kintsugi.schema_version SET version = version + 1 WHERE " + MySqlInstallation.NODE;

    private static final String KEEPS_SETTINGS = """
            SELECT count(*) FROM information_schema.columns
            WHERE table_schema = 'kintsugi' AND table_name = 'ddl_job' AND column_name = 'settings'""";

    private static final String ADD_SETTINGS = "ALTER TABLE kintsugi.ddl_job ADD COLUMN settings text";

    private static final int DUPLICATE_COLUMN = 1060;

    @Override
    public void install(Connection connection) throws SQLException {
        MySqlInstallation.run(connection, DEFINITIONS);
        if (!keepsSettings(connection)) {
            addSettings(connection);
        }
    }

    /** Tables of before have no such column; who comes at the same time may have added it. */
    private static void addSettings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ADD_SETTINGS);
        } catch (SQLException failed) {
            if (failed.getErrorCode() != DUPLICATE_COLUMN) {
                throw failed;
            }
        }
    }

    /** Whether the journal has a place for the settings of a change: not before it was prepared by this version. */
    static boolean keepsSettings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(KEEPS_SETTINGS)) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }

    @Override
    public long schemaVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(VERSION)) {
            if (!rows.next()) {
                throw missing(null);
            }
            return rows.getLong(1);
        } catch (SQLException failed) {
            if (MySqlErrors.isNotPrepared(failed)) {
                throw missing(failed);
            }
            throw failed;
        }
    }

    @Override
    public void raiseSchemaVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(RAISE);
        }
    }

    private static ShardException missing(@Nullable SQLException cause) {
        return new ShardException(ErrorCode.GUARD_MISSING, "The catalog has not been prepared.", cause)
                .withRemedy("Prepare the nodes of the cluster once with: kintsugi init --cluster cluster.yaml");
    }
}
