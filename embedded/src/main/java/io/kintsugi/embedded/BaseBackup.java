package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Copies the data folder of a running server, as {@code pg_basebackup} would, which the binaries lack: see "Making a
 * Base Backup Using the Low Level API" in PostgreSQL's manual. The session stays open until {@link #close()}, for it
 * holds a temporary slot that keeps the log the copy still needs.
 */
final class BaseBackup implements AutoCloseable {

    /** Folders whose content belongs to the running server alone; the folders themselves must exist. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of(
            ServerProcess.Kind.POSTGRESQL.pidFile(),
            "postmaster.opts",
            ServerLog.NAME,
            ServerLog.NAME + ".1",
            "pg_internal.init");

    private static final Path CONTROL = Path.of("global", "pg_control");

    private final Connection connection;

    BaseBackup(Connection connection) {
        this.connection = connection;
    }

    void copy(Path source, Path target) throws SQLException, IOException {
        refuseTablespaces();
        keepLog();
        query("SELECT pg_backup_start('kintsugi clone', true)");
        FileTrees.copy(source, target, path -> isWanted(path) && !path.equals(CONTROL));
        // Last, so that it never tells of a state later files have not reached.
        FileTrees.copy(source.resolve("global"), target.resolve("global"), path -> path.equals(CONTROL.getFileName()));
        Files.writeString(target.resolve("backup_label"), stop(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static boolean isWanted(Path path) {
        String name = path.getFileName().toString();
        boolean emptied =
                path.getNameCount() > 1 && EMPTIED.contains(path.getName(0).toString());
        return !emptied && !LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp");
    }

    private void refuseTablespaces() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(
                        "SELECT spcname FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global')")) {
            if (names.next()) {
                throw new EmbeddedServerException(
                        ServerFailure.UNKNOWN,
                        "A server with tablespaces cannot be cloned; it has '" + names.getString(1) + "'.");
            }
        }
    }

    private void keepLog() throws SQLException {
        String slot = "kintsugi_clone_" + connection.unwrap(PGConnection.class).getBackendPID();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_create_physical_replication_slot(?, true, true)")) {
            statement.setString(1, slot);
            statement.execute();
        }
    }

    private String stop() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet label =
                        statement.executeQuery("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)")) {
            label.next();
            return label.getString(1);
        }
    }

    private void query(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
