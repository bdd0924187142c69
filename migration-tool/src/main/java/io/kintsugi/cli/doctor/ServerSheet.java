package io.kintsugi.cli.doctor;

import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server says of its settings, its database and our rights there. Immutable.
 *
 * @param settings by name, as {@code pg_settings} or {@code SHOW GLOBAL VARIABLES} has them
 * @param database encoding and collation; of PostgreSQL by the names of {@code pg_database}
 */
record ServerSheet(
        Dialect dialect,
        int majorVersion,
        Map<String, String> settings,
        Map<String, String> database,
        String user,
        boolean mayCreate,
        boolean mayMonitor) {
    private static final int MAJOR_FACTOR = 10_000;

    private static final String SETTINGS = """
            SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN ('server_version_num', 'wal_level',
                'max_prepared_transactions', 'max_connections', 'max_wal_senders', 'max_replication_slots',
                'standard_conforming_strings', 'TimeZone', 'fsync', 'full_page_writes', 'synchronous_commit',
                'default_transaction_isolation', 'default_transaction_read_only', 'lc_monetary', 'lc_numeric', 'lc_time',
                'IntervalStyle')""";

    /** As JSON, because the names of the columns differ between releases. */
    private static final String DATABASE = """
            SELECT pg_catalog.pg_encoding_to_char(d.encoding) AS encoding, d.datcollate, d.datctype,
                   to_jsonb(d)->>'datlocprovider' AS datlocprovider,
                   coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale') AS datlocale,
                   to_jsonb(d)->>'datcollversion' AS datcollversion,
                   pg_catalog.pg_database_collation_actual_version(d.oid) AS actual_version
            FROM pg_catalog.pg_database d WHERE d.datname = current_database()""";

    private static final String RIGHTS = """
            SELECT current_user, pg_catalog.has_database_privilege(current_database(), 'CREATE'),
                   pg_catalog.pg_has_role('pg_monitor', 'USAGE')""";

    ServerSheet {
        settings = Map.copyOf(settings);
        database = Map.copyOf(database);
    }

    static ServerSheet read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, String> settings = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery(SETTINGS)) {
                while (rows.next()) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
            Map<String, String> database = database(statement);
            try (ResultSet rows = statement.executeQuery(RIGHTS)) {
                rows.next();
                int version = Integer.parseInt(settings.getOrDefault("server_version_num", "0"));
                return new ServerSheet(
                        Dialect.POSTGRESQL,
                        version / MAJOR_FACTOR,
                        settings,
                        database,
                        rows.getString(1),
                        rows.getBoolean(2),
                        rows.getBoolean(3));
            }
        }
    }

    private static Map<String, String> database(Statement statement) throws SQLException {
        Map<String, String> database = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(DATABASE)) {
            rows.next();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                database.put(rows.getMetaData().getColumnLabel(column), String.valueOf(rows.getString(column)));
            }
        }
        return database;
    }

    /** The setting, or an empty text where this release has none of that name. */
    String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    int number(String name) {
        String text = setting(name);
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
