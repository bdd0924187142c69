package io.kintsugi.node;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The guard row in table {@code kintsugi.guard}, which can hold one row only. */
final class PostgreSqlShardGuard implements ShardGuard {
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "3F000");
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final List<String> DEFINITIONS = List.of(
            """
            CREATE TABLE IF NOT EXISTS kintsugi.guard (
                only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
                cluster text NOT NULL,
                shard text NOT NULL,
                incarnation uuid NOT NULL DEFAULT gen_random_uuid(),
                epoch bigint NOT NULL,
                min_topology bigint NOT NULL DEFAULT 0,
                state text NOT NULL DEFAULT 'serving' CHECK (state IN ('serving', 'retired')))""",
            // Every user's connections check the row; nothing in it is secret.
            "GRANT SELECT ON kintsugi.guard TO PUBLIC");

    private static final String INSERT =
            "INSERT INTO kintsugi.guard (cluster, shard, epoch) VALUES (?, ?, ?) ON CONFLICT (only_row) DO NOTHING";

    private static final String SELECT =
            "SELECT cluster, shard, incarnation::text, epoch, min_topology, state, pg_is_in_recovery() FROM kintsugi.guard";

    private static final String RAISE = "UPDATE kintsugi.guard SET min_topology = ? WHERE min_topology < ?";

    @Override
    public GuardRow install(Connection connection, GuardIdentity identity, long epoch) throws SQLException {
        PostgreSqlInstallation.run(connection, DEFINITIONS);
        PostgreSqlInstallation.run(connection, PostgreSqlDdlMarks.DEFINITIONS);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, identity.cluster());
            insert.setString(2, identity.shard());
            insert.setLong(3, epoch);
            insert.executeUpdate();
        }
        GuardRow row = read(connection);
        if (!row.identity().equals(identity)) {
            throw new ShardException(
                            ErrorCode.GUARD_MISMATCH,
                            "The database is to become " + identity + ", but already is " + row.identity() + ".")
                    .withRemedy("Point the node at a database of its own.");
        }
        return row;
    }

    @Override
    public GuardRow read(Connection connection) throws SQLException {
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
            if (NO_SUCH_TABLE.contains(String.valueOf(failed.getSQLState()))
                    || INSUFFICIENT_PRIVILEGE.equals(failed.getSQLState())) {
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
                .withRemedy("Prepare the nodes of the cluster once with: kintsugi init --cluster cluster.yaml");
    }
}
