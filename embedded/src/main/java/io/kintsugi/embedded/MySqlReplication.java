package io.kintsugi.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A primary and its replicas: copied by the clone plugin, followed by GTID, waited for by semi-synchronous replication.
 * The plugins are MySQL's own; they are loaded when first wanted and stay loaded over restarts.
 */
final class MySqlReplication {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The largest that the server takes, 49 days: a commit that nobody acknowledges must not be taken for one. */
    private static final String NEVER_MILLIS = "4294967295";

    private final MySqlServer primary;

    MySqlReplication(MySqlServer primary) {
        this.primary = primary;
    }

    /** The clone lands in a folder that must not exist, so it is made below the replica's and then moved up. */
    void copyTo(MySqlLauncher replica) throws SQLException, IOException {
        load(primary, "clone", "mysql_clone.so");
        load(primary, "rpl_semi_sync_source", "semisync_source.so");
        String target = replica.cloneTarget().toString();
        primary.execute("CLONE LOCAL DATA DIRECTORY = " + MySql.literal(target));
        replica.adoptClone();
    }

    void follow(MySqlServer replica) throws SQLException {
        load(replica, "rpl_semi_sync_replica", "semisync_replica.so");
        String password = primary.options().password().orElse("");
        replica.execute(
                "SET PERSIST rpl_semi_sync_replica_enabled = ON",
                "SET PERSIST super_read_only = ON",
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = " + primary.port()
                        + ", SOURCE_USER = " + MySql.literal(primary.user()) + ", SOURCE_PASSWORD = "
                        + MySql.literal(password) + ", SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1,"
                        // A replica looks for its primary again soon after a fault, and never gives up.
                        + " SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 0, SOURCE_HEARTBEAT_PERIOD = 1",
                "START REPLICA");
        if (!Await.until(LIMIT, () -> follows(replica))) {
            throw new EmbeddedServerException(
                    ServerFailure.TIMED_OUT, replica + " does not follow " + primary + ": " + status(replica) + ".");
        }
    }

    /** In force at return: the server itself says that commits wait. */
    void requireSynchronous(int count) throws SQLException {
        if (count == 0 && !isLoaded(primary, "rpl_semi_sync_source")) {
            return;
        }
        load(primary, "rpl_semi_sync_source", "semisync_source.so");
        if (count == 0) {
            primary.execute("SET PERSIST rpl_semi_sync_source_enabled = OFF");
        } else {
            primary.execute(
                    "SET PERSIST rpl_semi_sync_source_timeout = " + NEVER_MILLIS,
                    "SET PERSIST rpl_semi_sync_source_wait_no_replica = ON",
                    "SET PERSIST rpl_semi_sync_source_wait_for_replica_count = " + count,
                    "SET PERSIST rpl_semi_sync_source_enabled = ON");
        }
        String wanted = count == 0 ? "OFF" : "ON";
        if (!Await.until(LIMIT, () -> wanted.equals(semiSynchronous()))) {
            throw new EmbeddedServerException(
                    ServerFailure.TIMED_OUT,
                    primary + " did not take over that commits wait for " + count + " replicas.");
        }
    }

    private String semiSynchronous() {
        return value(primary, "SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync_source_status'", "Value");
    }

    private static boolean follows(MySqlServer replica) {
        return "Yes".equals(value(replica, "SHOW REPLICA STATUS", "Replica_IO_Running"))
                && "Yes".equals(value(replica, "SHOW REPLICA STATUS", "Replica_SQL_Running"));
    }

    private static String status(MySqlServer replica) {
        return value(replica, "SHOW REPLICA STATUS", "Last_IO_Error") + " "
                + value(replica, "SHOW REPLICA STATUS", "Last_SQL_Error");
    }

    private static void load(MySqlServer server, String plugin, String library) throws SQLException {
        if (!isLoaded(server, plugin)) {
            server.execute("INSTALL PLUGIN " + plugin + " SONAME " + MySql.literal(library));
        }
    }

    private static boolean isLoaded(MySqlServer server, String plugin) {
        String question = "SELECT plugin_status AS status FROM information_schema.plugins WHERE plugin_name = "
                + MySql.literal(plugin);
        return value(server, question, "status").equals("ACTIVE");
    }

    /** Empty where there is no row. */
    private static String value(MySqlServer server, String question, String column) {
        try (Connection connection = server.connect("mysql");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            return rows.next() ? String.valueOf(rows.getString(column)) : "";
        } catch (SQLException failed) {
            throw server.failure("could not be asked about replication", failed);
        }
    }
}
