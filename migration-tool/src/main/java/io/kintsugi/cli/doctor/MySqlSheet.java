package io.kintsugi.cli.doctor;

import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a MySQL server's sheet. */
final class MySqlSheet {
    /** Global values: what a new session starts with. */
    private static final String SETTINGS = """
            SHOW GLOBAL VARIABLES WHERE variable_name IN ('version', 'version_comment', 'log_bin', 'binlog_format',
                'binlog_row_image', 'gtid_mode', 'enforce_gtid_consistency', 'lower_case_table_names', 'sql_mode',
                'character_set_server', 'collation_server', 'max_connections', 'innodb_flush_log_at_trx_commit',
                'sync_binlog', 'transaction_isolation', 'time_zone', 'system_time_zone', 'server_id', 'server_uuid',
                'default_storage_engine', 'read_only', 'rpl_semi_sync_source_enabled',
                'rpl_semi_sync_source_wait_for_replica_count', 'rpl_semi_sync_source_timeout',
                'rpl_semi_sync_source_wait_point', 'innodb_autoinc_lock_mode', 'auto_increment_increment',
                'auto_increment_offset', 'explicit_defaults_for_timestamp', 'div_precision_increment')""";

    private static final String DATABASE = """
            SELECT default_character_set_name, default_collation_name, schema_name FROM information_schema.schemata
            WHERE schema_name = DATABASE()""";

    /** Alone: not of temporary tables, views, users and so on. */
    private static final Pattern CREATE = Pattern.compile("[ ,]CREATE(,| ON )");

    private static final String GRANTS = "SHOW GRANTS";

    private MySqlSheet() {}

    static ServerSheet read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, String> settings = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery(SETTINGS)) {
                while (rows.next()) {
                    settings.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
                }
            }
            Map<String, String> database = database(statement);
            String grants = grants(statement);
            String version = settings.getOrDefault("version", "0");
            return new ServerSheet(
                    Dialect.MYSQL,
                    Integer.parseInt(version.replaceFirst("\\D.*", "")),
                    settings,
                    database,
                    user(statement),
                    mayCreate(grants),
                    mayMonitor(grants));
        }
    }

    private static Map<String, String> database(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(DATABASE)) {
            return rows.next()
                    ? Map.of("encoding", rows.getString(1), "collation", rows.getString(2), "name", rows.getString(3))
                    : Map.of();
        }
    }

    private static String user(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT current_user()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String grants(Statement statement) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows = statement.executeQuery(GRANTS)) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    /** On everything, or on Kintsugi's own database. */
    private static boolean mayCreate(String grants) {
        return grants.lines()
                .anyMatch(line -> (line.contains("ON *.*") || line.contains("ON `kintsugi`.*"))
                        && (line.contains("ALL PRIVILEGES")
                                || CREATE.matcher(line).find()));
    }

    private static boolean mayMonitor(String grants) {
        return grants.contains("ALL PRIVILEGES ON *.*") || grants.contains("REPLICATION CLIENT");
    }
}
