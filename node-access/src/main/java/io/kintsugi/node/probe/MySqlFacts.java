package io.kintsugi.node.probe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The questions put to a MySQL server that answers. What the user may not ask stays unknown. */
final class MySqlFacts {
    private static final long MILLIS_A_SECOND = 1_000;
    private static final int REPLICAS_MAX = 64;
    private static final String YES = "Yes";

    /** Not allowed: SHOW REPLICA STATUS needs REPLICATION CLIENT, SHOW REPLICAS needs REPLICATION SLAVE. */
    private static final Set<Integer> NOT_ALLOWED = Set.of(1227, 1142, 1044);

    private static final Set<Integer> NO_GUARD = Set.of(1146, 1049, 1142, 1044, 1046);

    private static final String GUARD = "SELECT cluster, shard, incarnation, epoch, min_topology, state, node"
            + " FROM kintsugi.guard WHERE node = DATABASE()";

    private MySqlFacts() {}

    /** What a replica says of its source. */
    private record Following(boolean receives, boolean applies, OptionalLong secondsBehind, String got, String done) {}

    static NodeFacts read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean readOnly;
            String version;
            try (ResultSet rows = statement.executeQuery("SELECT @@global.read_only, version()")) {
                rows.next();
                readOnly = rows.getBoolean(1);
                version = rows.getString(2);
            }
            Optional<Following> following = following(statement);
            if (following.isPresent() || readOnly) {
                return replica(connection, statement, version, following);
            }
            return new NodeFacts(
                    NodeRole.PRIMARY,
                    version,
                    OptionalLong.empty(),
                    Optional.empty(),
                    replicas(statement),
                    guard(statement));
        }
    }

    private static NodeFacts replica(
            Connection connection, Statement statement, String version, Optional<Following> following)
            throws SQLException {
        OptionalLong lag = following.isPresent() ? lagMillis(connection, following.get()) : OptionalLong.empty();
        Optional<Boolean> streaming = Optional.of(
                following.filter(known -> known.receives() && known.applies()).isPresent());
        return new NodeFacts(NodeRole.REPLICA, version, lag, streaming, List.of(), guard(statement));
    }

    private static Optional<Following> following(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW REPLICA STATUS")) {
            if (!rows.next()) {
                return Optional.empty();
            }
            long seconds = rows.getLong("Seconds_Behind_Source");
            OptionalLong behind = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(seconds);
            return Optional.of(new Following(
                    YES.equals(rows.getString("Replica_IO_Running")),
                    YES.equals(rows.getString("Replica_SQL_Running")),
                    behind,
                    rows.getString("Retrieved_Gtid_Set"),
                    rows.getString("Executed_Gtid_Set")));
        } catch (SQLException failed) {
            if (NOT_ALLOWED.contains(failed.getErrorCode())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** All that came is applied and more may come: then it is not behind, whatever the clocks say. */
    private static OptionalLong lagMillis(Connection connection, Following following) throws SQLException {
        if (following.receives()) {
            try (PreparedStatement select = connection.prepareStatement("SELECT gtid_subset(?, ?)")) {
                select.setString(1, following.got());
                select.setString(2, following.done());
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    if (rows.getBoolean(1)) {
                        return OptionalLong.of(0);
                    }
                }
            }
        }
        OptionalLong seconds = following.secondsBehind();
        return seconds.isPresent() ? OptionalLong.of(seconds.getAsLong() * MILLIS_A_SECOND) : seconds;
    }

    private static List<ReplicaLink> replicas(Statement statement) throws SQLException {
        String synchrony = semiSynchronous(statement) ? ReplicaLink.SEMI_SYNCHRONOUS : "async";
        List<ReplicaLink> links = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SHOW REPLICAS")) {
            while (rows.next() && links.size() < REPLICAS_MAX) {
                String name = rows.getString("Host");
                links.add(new ReplicaLink(name == null ? "" : name, "streaming", synchrony, OptionalLong.empty()));
            }
        } catch (SQLException failed) {
            if (!NOT_ALLOWED.contains(failed.getErrorCode())) {
                throw failed;
            }
        }
        return links;
    }

    /** Whether commits wait now. No row where the plugin is not loaded. */
    private static boolean semiSynchronous(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync_source_status'")) {
            return rows.next() && "ON".equals(rows.getString(2));
        }
    }

    private static Optional<GuardFacts> guard(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(GUARD)) {
            return rows.next() ? Optional.of(guardColumns(rows)) : Optional.empty();
        } catch (SQLException failed) {
            if (NO_GUARD.contains(failed.getErrorCode())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static GuardFacts guardColumns(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, String> values = new LinkedHashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            values.put(columns.getColumnLabel(column), String.valueOf(rows.getString(column)));
        }
        return new GuardFacts(values);
    }
}
