package io.kintsugi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The configuration files of a data folder. Ours is included by {@code postgresql.conf} and rewritten at each start;
 * {@code ALTER SYSTEM} writes {@code postgresql.auto.conf}, is read later and wins.
 */
final class ServerConfiguration {

    private static final String FILE = "kintsugi.conf";
    private static final String INCLUDE = "include 'kintsugi.conf'";

    /** Nine servers with these fit into half a gigabyte, and still replicate, prepare transactions and decode. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "60"),
            Map.entry("superuser_reserved_connections", "3"),
            Map.entry("shared_buffers", "16MB"),
            Map.entry("work_mem", "4MB"),
            Map.entry("maintenance_work_mem", "16MB"),
            Map.entry("huge_pages", "off"),
            Map.entry("io_method", "sync"),
            Map.entry("autovacuum_max_workers", "1"),
            Map.entry("autovacuum_worker_slots", "2"),
            Map.entry("max_worker_processes", "4"),
            Map.entry("max_parallel_workers", "2"),
            Map.entry("wal_level", "logical"),
            Map.entry("max_prepared_transactions", "60"),
            Map.entry("max_wal_senders", "10"),
            Map.entry("max_replication_slots", "10"),
            Map.entry("hot_standby", "on"),
            Map.entry("min_wal_size", "32MB"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("wal_keep_size", "128MB"),
            Map.entry("max_slot_wal_keep_size", "1GB"),
            // A replica looks for its primary again soon after a fault, not after the 5 s of a wide network.
            Map.entry("wal_retrieve_retry_interval", "200ms"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("lc_messages", "C"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    private ServerConfiguration() {}

    static void write(Path dataFolder, PostgresOptions options, int port) throws IOException {
        Map<String, String> settings = new TreeMap<>(DEFAULTS);
        String durable = options.durable() ? "on" : "off";
        settings.put("fsync", durable);
        settings.put("full_page_writes", durable);
        settings.putAll(options.settings());
        settings.put("port", Integer.toString(port));
        String text = settings.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + Sql.quoted(entry.getValue()) + "\n")
                .collect(Collectors.joining());
        Files.writeString(dataFolder.resolve(FILE), text);
        include(dataFolder.resolve("postgresql.conf"));
    }

    /** The files that {@link #write} may have made, to be given to the server's user. */
    static List<Path> written(Path dataFolder) {
        return List.of(dataFolder.resolve(FILE), dataFolder.resolve("postgresql.conf"));
    }

    static void writeAccessRules(Path dataFolder, PostgresOptions options) throws IOException {
        String method = options.password().isPresent() ? "scram-sha-256" : "trust";
        String rules = String.join(
                "\n",
                "local all all " + method,
                "host all all 127.0.0.1/32 " + method,
                "host replication all 127.0.0.1/32 " + method,
                "");
        Files.writeString(dataFolder.resolve("pg_hba.conf"), rules);
    }

    /** What {@code pg_basebackup -R} would write; a copied demand for synchronous replicas must not come along. */
    static void writeReplicaLines(Path dataFolder, String primaryConnection) throws IOException {
        String lines = "primary_conninfo = " + Sql.quoted(primaryConnection) + "\nsynchronous_standby_names = ''\n";
        Files.writeString(
                dataFolder.resolve("postgresql.auto.conf"),
                lines,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.writeString(dataFolder.resolve("standby.signal"), "");
    }

    private static void include(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        if (text.lines().noneMatch(INCLUDE::equals)) {
            Files.writeString(file, text + "\n" + INCLUDE + "\n");
        }
    }
}
