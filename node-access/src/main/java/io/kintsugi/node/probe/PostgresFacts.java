package io.kintsugi.node.probe;

import java.sql.Connection;
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

/** The questions put to a PostgreSQL server that answers. */
final class PostgresFacts {
    private static final int REPLICAS_MAX = 64;

    private static final String ROLE = "SELECT pg_is_in_recovery(), current_setting('server_version')";

    // The status is hidden from roles without pg_monitor, the row is not.
    private static final String STREAM = "SELECT coalesce(status, 'streaming') = 'streaming' FROM pg_stat_wal_receiver";

    // After a restart the position received is that of a segment's start, below the one replayed.
    private static final String LAG = """
            SELECT pg_last_wal_receive_lsn(), pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn(),
                   (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint""";

    private static final int SECOND_LOOK_MILLIS = 50;

    private static final String PAUSE = "SELECT pg_sleep(" + SECOND_LOOK_MILLIS / 1000.0 + ")";

    private static final String REPLICAS = """
            SELECT coalesce(application_name, ''), coalesce(state, ''), coalesce(sync_state, ''),
                   pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint
            FROM pg_stat_replication ORDER BY application_name, pid LIMIT\s""" + REPLICAS_MAX;

    private static final String GUARD_READABLE = """
            SELECT coalesce(bool_or(has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')), false)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'kintsugi' AND c.relname = 'guard'""";

    private static final String GUARD = "SELECT * FROM kintsugi.guard LIMIT 1";

    private PostgresFacts() {}

    static NodeFacts read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return read(statement);
        }
    }

    private static NodeFacts read(Statement statement) throws SQLException {
        boolean recovery;
        String version;
        try (ResultSet rows = one(statement, ROLE)) {
            recovery = rows.getBoolean(1);
            version = rows.getString(2);
        }
        return recovery ? replica(statement, version) : primary(statement, version);
    }

    private static NodeFacts primary(Statement statement, String version) throws SQLException {
        return new NodeFacts(
                NodeRole.PRIMARY,
                version,
                OptionalLong.empty(),
                Optional.empty(),
                replicas(statement),
                guard(statement));
    }

    private static NodeFacts replica(Statement statement, String version) throws SQLException {
        boolean streaming = streaming(statement);
        return new NodeFacts(
                NodeRole.REPLICA,
                version,
                lag(statement, streaming),
                Optional.of(streaming),
                List.of(),
                guard(statement));
    }

    private static boolean streaming(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(STREAM)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static OptionalLong lag(Statement statement, boolean streaming) throws SQLException {
        String received;
        OptionalLong age;
        try (ResultSet rows = one(statement, LAG)) {
            received = rows.getString(1);
            if (streaming && rows.getBoolean(2)) {
                return OptionalLong.of(0);
            }
            long millis = rows.getLong(3);
            age = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, millis));
        }
        return streaming && received != null && replaysAtOnce(statement, received)
                ? OptionalLong.of(SECOND_LOOK_MILLIS)
                : age;
    }

    /**
     * On a quiet cluster the last commit may be hours old, and any record caught between arrival and replay would make
     * the replica look hours behind: what had arrived is looked for a moment later.
     */
    private static boolean replaysAtOnce(Statement statement, String received) throws SQLException {
        one(statement, PAUSE).close();
        try (ResultSet rows = one(statement, "SELECT pg_last_wal_replay_lsn() >= '" + received + "'::pg_lsn")) {
            return rows.getBoolean(1);
        }
    }

    private static List<ReplicaLink> replicas(Statement statement) throws SQLException {
        List<ReplicaLink> links = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(REPLICAS)) {
            while (rows.next()) {
                links.add(link(rows));
            }
        }
        return links;
    }

    private static ReplicaLink link(ResultSet rows) throws SQLException {
        long lag = rows.getLong(4);
        OptionalLong lagBytes = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, lag));
        return new ReplicaLink(rows.getString(1), rows.getString(2), rows.getString(3), lagBytes);
    }

    private static Optional<GuardFacts> guard(Statement statement) throws SQLException {
        try (ResultSet rows = one(statement, GUARD_READABLE)) {
            if (!rows.getBoolean(1)) {
                return Optional.empty();
            }
        }
        try (ResultSet rows = statement.executeQuery(GUARD)) {
            return rows.next() ? Optional.of(guardColumns(rows)) : Optional.empty();
        }
    }

    private static GuardFacts guardColumns(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, String> values = new LinkedHashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            values.put(columns.getColumnName(column), String.valueOf(rows.getString(column)));
        }
        return new GuardFacts(values);
    }

    private static ResultSet one(Statement statement, String sql) throws SQLException {
        ResultSet rows = statement.executeQuery(sql);
        if (!rows.next()) {
            rows.close();
            throw new SQLException("The server returned no row for: " + sql);
        }
        return rows;
    }
}
