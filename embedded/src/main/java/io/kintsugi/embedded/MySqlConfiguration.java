package io.kintsugi.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command line of a server. No configuration file is read: the machine's own would have its say otherwise. What is
 * set with {@code SET PERSIST} is read later and wins.
 */
final class MySqlConfiguration {

    static final String DATA_FOLDER_OPTION = "--datadir=";

    /** Three servers with these fit into one gigabyte, and still replicate, and keep what tools ask of them. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("skip-name-resolve", "ON"),
            Map.entry("character-set-server", "utf8mb4"),
            Map.entry("default-time-zone", "+00:00"),
            Map.entry("max-connections", "120"),
            Map.entry("table-open-cache", "400"),
            Map.entry("table-definition-cache", "600"),
            Map.entry("key-buffer-size", "64K"),
            Map.entry("max-allowed-packet", "64M"),
            Map.entry("log-bin", "binlog"),
            Map.entry("binlog-format", "ROW"),
            Map.entry("innodb-buffer-pool-size", "32M"),
            Map.entry("innodb-log-buffer-size", "1M"),
            Map.entry("performance-schema-max-thread-instances", "200"),
            Map.entry("performance-schema-max-table-instances", "200"),
            Map.entry("performance-schema-digests-size", "500"),
            Map.entry("performance-schema-accounts-size", "10"),
            Map.entry("performance-schema-hosts-size", "10"),
            Map.entry("performance-schema-users-size", "10"));

    private static final Map<String, String> MYSQL = Map.ofEntries(
            Map.entry("gtid-mode", "ON"),
            Map.entry("enforce-gtid-consistency", "ON"),
            Map.entry("mysqlx", "0"),
            Map.entry("innodb-redo-log-capacity", "48M"),
            Map.entry("performance-schema-error-size", "0"),
            Map.entry("binlog-expire-logs-auto-purge", "ON"));

    private static final Map<String, String> MARIADB =
            Map.of("gtid-strict-mode", "ON", "innodb-log-file-size", "32M", "log-slave-updates", "ON");

    private static final Map<String, String> HASTY = Map.of(
            // Everything reaches the operating system at commit, so the death of the server alone loses nothing.
            "innodb-flush-log-at-trx-commit", "2", "sync-binlog", "0", "innodb-doublewrite", "OFF");

    private static final Map<String, String> DURABLE =
            Map.of("innodb-flush-log-at-trx-commit", "1", "sync-binlog", "1", "innodb-doublewrite", "ON");

    private MySqlConfiguration() {}

    static List<String> commandLine(MySqlBinaries binaries, MySqlOptions options, Path dataFolder, int port) {
        List<String> command = new ArrayList<>(
                List.of(binaries.program().toString(), "--no-defaults", DATA_FOLDER_OPTION + dataFolder));
        Map<String, String> settings = settings(binaries.flavour(), options, port);
        settings.putIfAbsent("bind-address", "127.0.0.1");
        // A path for a socket holds about a hundred characters, so the name stays relative to the data folder.
        settings.put("socket", "mysqld.sock");
        settings.put(
                "pid-file",
                dataFolder.resolve(ServerProcess.Kind.MYSQL.pidFile()).toString());
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        return command;
    }

    /** What a server needs wherever it runs. */
    static Map<String, String> settings(MySqlBinaries.Flavour flavour, MySqlOptions options, int port) {
        boolean mySql = flavour == MySqlBinaries.Flavour.MYSQL;
        Map<String, String> settings = new TreeMap<>(DEFAULTS);
        settings.putAll(mySql ? MYSQL : MARIADB);
        settings.putAll(options.durable() ? DURABLE : HASTY);
        if (mySql && !options.durable()) {
            settings.put("innodb-flush-method", "nosync");
        }
        settings.put("report-host", options.name());
        settings.put("report-port", Integer.toString(port));
        // Unique on this machine, as the port is.
        settings.put("server-id", Integer.toString(port));
        options.settings().forEach((key, value) -> settings.put(dashed(key), value));
        settings.put("port", Integer.toString(port));
        return settings;
    }

    private static String dashed(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
