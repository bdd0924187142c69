package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The guard row in table {@code kintsugi.guard}, one for each node of the server. */
final class MySqlShardGuard implements ShardGuard {
    private static final List<String> DEFINITIONS = List.of("""
            CREATE TABLE IF NOT EXISTS kintsugi.guard (
                node varchar(64) NOT NULL PRIMARY KEY,
                cluster varchar(255) NOT NULL,
                shard varchar(255) NOT NULL,
                incarnation char(36) NOT NULL,
                epoch bigint NOT NULL,
                min_topology bigint NOT NULL DEFAULT 0,
                state varchar(16) NOT NULL DEFAULT 'serving' CHECK (state IN ('serving', 'retired'))
            ) ENGINE = InnoDB""");

    /** DELETE: the notes of schema changes; temporary tables: an id that was armed and not taken is spent in one. */
    private static final String GRANT =
            "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE TEMPORARY TABLES ON kintsugi.* TO …";

    private static final String INSERT = """
            INSERT INTO kintsugi.guard (node, cluster, shard, incarnation, epoch)
            VALUES (DATABASE(), ?, ?, ?, ?) ON DUPLICATE KEY UPDATE node = node""";

    /** A replica is read-only; whether it also receives is for those who may ask that. */
    private static final String SELECT =
            "SELECT cluster, shard, incarnation, epoch, min_topology, state, @@global.read_only FROM kintsugi.guard"
                    + " WHERE " + MySqlInstallation.NODE;

    private static final String RAISE =
            "UPDATE kintsugi.guard SET min_topology = ? WHERE " + MySqlInstallation.NODE + " AND min_topology < ?";

    @Override
    public GuardRow install(Connection connection, GuardIdentity identity, long epoch) throws SQLException {
        MySqlVersion.requireSupported(connection);
        MySqlInstallation.run(connection, DEFINITIONS);
        MySqlInstallation.run(connection, MySqlDdlMarks.DEFINITIONS);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, identity.cluster());
            insert.setString(2, identity.shard());
            insert.setString(3, UUID.randomUUID().toString());
            insert.setLong(4, epoch);
            insert.executeUpdate();
        }
        GuardRow row = read(connection);
        if (!row.identity().equals(identity)) {
            throw new ShardException(
                            ErrorCode.GUARD_MISMATCH,
                            "The database is to become " + identity + ", but already is " + row.identity() + ".")
                    .withRemedy("Point the node at a database of its own, on a server of its own.");
        }
        return row;
    }

    @Override
    public GuardRow read(Connection connection) throws SQLException {
        MySqlVersion.requireSupported(connection);
        try (PreparedStatement select = connection.prepareStatement(SELECT);
                ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw missing(connection, null);
            }
            return new GuardRow(
                    new GuardIdentity(rows.getString(1), rows.getString(2)),
                    rows.getString(3),
                    rows.getLong(4),
                    rows.getLong(5),
                    GuardState.of(rows.getString(6)),
                    rows.getBoolean(7));
        } catch (SQLException failed) {
            if (MySqlErrors.isNotPrepared(failed)) {
                throw missing(connection, failed);
            }
            throw failed;
        }
    }

    @Override
    public void raiseMinTopology(Connection connection, long version) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            raise.setLong(1, version);
            raise.setLong(2, version);
            raise.executeUpdate();
        }
    }

    private static ShardException missing(Connection connection, @Nullable SQLException cause) throws SQLException {
        String url = connection.getMetaData().getURL();
        int parameters = url.indexOf('?');
        String place = parameters < 0 ? url : url.substring(0, parameters);
        return new ShardException(ErrorCode.GUARD_MISSING, "The database at " + place + " has no guard row.", cause)
                .withRemedy("Prepare the nodes of the cluster once with: kintsugi init --cluster cluster.yaml"
                        + "; and let the application's user work with it: " + GRANT);
    }
}
