package io.kintsugi.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.MySqlOptions;
import io.kintsugi.embedded.MySqlServer;
import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Seed;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A schema change whose client or server dies before each of its round trips in turn, and is then resumed: the database
 * must end as if it had run once. The oracle is a run that nothing cuts off.
 */
@MySqlTest
final class MySqlDdlCrashIT {
    private static final NodeAccess ACCESS = NodeAccess.of(Dialect.MYSQL);
    private static final String DATABASE = "crash";
    private static final int EVERYDAY_CHANGES = 3;
    private static final int ROUND_TRIPS_MAX = 100;
    private static final int SERVER_DEATH_STRIDE_MAX = 12;

    private static final List<String> SETUP = List.of(
            "CREATE TABLE base (id integer PRIMARY KEY AUTO_INCREMENT, v integer NOT NULL)",
            "INSERT INTO base (v) VALUES (1), (2), (3)",
            "CREATE VIEW older AS SELECT v FROM base",
            "CREATE PROCEDURE gone() SELECT 1");

    /** Each would fail, or do harm, when run twice, but for those that MySQL lets be repeated. */
    private record Change(String statement, List<DdlObject> objects) {
        static Change of(String statement, String... tables) {
            List<DdlObject> objects = new ArrayList<>();
            for (String table : tables) {
                objects.add(DdlObject.table(table));
            }
            return new Change(statement, objects);
        }
    }

    private static final List<Change> CHANGES = List.of(
            Change.of("CREATE TABLE fresh (id integer PRIMARY KEY)", "fresh"),
            Change.of("ALTER TABLE base ADD COLUMN extra integer", "base"),
            Change.of("ALTER TABLE base DROP COLUMN v", "base"),
            Change.of("ALTER TABLE base ADD COLUMN extra integer, RENAME TO moved", "base", "moved"),
            Change.of("RENAME TABLE base TO moved", "base", "moved"),
            Change.of("DROP TABLE base", "base"),
            Change.of("CREATE INDEX by_v ON base (v)", "base"),
            Change.of("TRUNCATE TABLE base", "base"),
            Change.of("CREATE VIEW seen AS SELECT id FROM base", "seen"),
            Change.of("DROP VIEW older", "older"),
            new Change(
                    "CREATE PROCEDURE p() SELECT 2",
                    List.of(new DdlObject(DdlObject.Kind.PROCEDURE, Optional.empty(), "p"))),
            new Change(
                    "DROP PROCEDURE gone", List.of(new DdlObject(DdlObject.Kind.PROCEDURE, Optional.empty(), "gone"))),
            new Change(
                    "CREATE TRIGGER counted BEFORE INSERT ON base FOR EACH ROW SET NEW.v = NEW.v + 1",
                    List.of(new DdlObject(DdlObject.Kind.TRIGGER, Optional.empty(), "counted"))),
            new Change(
                    "ALTER DATABASE crash COLLATE utf8mb4_bin",
                    List.of(new DdlObject(DdlObject.Kind.DATABASE, Optional.empty(), DATABASE))));

    @Test
    void clientsDeath_beforeAnyRoundTrip_isMendedByResuming() throws SQLException {
        Random random = new Random(Seed.of("clients' deaths"));
        List<Change> changes = new ArrayList<>(CHANGES);
        Collections.shuffle(changes, random);
        for (Change change : changes.subList(0, EVERYDAY_CHANGES)) {
            cut(SharedMySql.get().server(), change, random, false, 1);
        }
    }

    @Test
    @Tag("proof")
    void everyChange_survivesClientsDeaths() throws SQLException {
        Random random = new Random(Seed.of("every client's death"));
        for (Change change : CHANGES) {
            cut(SharedMySql.get().server(), change, random, false, 1);
        }
    }

    @Test
    @Tag("proof")
    void everyChange_survivesTheServersDeaths() throws SQLException {
        Random random = new Random(Seed.of("the server's deaths"));
        MySqlOptions options =
                MySqlOptions.builder().name("dying").durable(false).build();
        try (MySqlServer server = MySqlServer.started(options)) {
            for (Change change : CHANGES) {
                cut(server, change, random, true, SERVER_DEATH_STRIDE_MAX);
            }
        }
    }

    /** @param strideMax 1: before every round trip; more: before some, since a server takes seconds to come back */
    private static void cut(MySqlServer server, Change change, Random random, boolean killServer, int strideMax)
            throws SQLException {
        String job = prepared(server);
        try (Connection connection = server.connect(DATABASE)) {
            run(connection, job, change);
        }
        String expected = snapshot(server);
        int first = random.nextInt(strideMax);
        for (int roundTrips = first; roundTrips < ROUND_TRIPS_MAX; roundTrips += 1 + random.nextInt(strideMax)) {
            job = prepared(server);
            boolean cut = runCut(server, change, job, roundTrips, killServer);
            if (cut && random.nextBoolean()) {
                runCut(server, change, job, random.nextInt(roundTrips + 1), killServer);
            }
            try (Connection connection = server.connect(DATABASE)) {
                run(connection, job, change);
                assertThat(ACCESS.ddlMarks().has(connection, job)).isTrue();
            }
            assertThat(snapshot(server))
                    .as("%s, cut off before round trip %d", change.statement(), roundTrips)
                    .isEqualTo(expected);
            if (!cut) {
                return;
            }
        }
        throw new AssertionError(change + " takes more than " + ROUND_TRIPS_MAX + " round trips");
    }

    /** Whether the cut came before the end. */
    private static boolean runCut(MySqlServer server, Change change, String job, int roundTrips, boolean killServer)
            throws SQLException {
        Connection real = server.connect(DATABASE);
        CutConnection cutting = new CutConnection(real, roundTrips, () -> die(server, real, killServer));
        try {
            run(cutting.connection(), job, change);
            real.close();
            return false;
        } catch (SQLException failed) {
            assertThat(cutting.wasCut()).as("%s", failed).isTrue();
            server.start();
            return true;
        }
    }

    private static void die(MySqlServer server, Connection connection, boolean killServer) {
        if (killServer) {
            server.kill();
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void run(Connection connection, String job, Change change) throws SQLException {
        ACCESS.ddlMarks()
                .run(
                        connection,
                        job,
                        change.objects(),
                        () -> execute(connection, change.statement()),
                        () -> ACCESS.catalogTables().raiseSchemaVersion(connection));
    }

    /** The database as it was before the change; the id of a job. */
    private static String prepared(MySqlServer server) throws SQLException {
        try (Connection connection = server.connect("")) {
            execute(connection, "DROP DATABASE IF EXISTS " + DATABASE);
            execute(connection, "CREATE DATABASE " + DATABASE);
            execute(connection, "USE " + DATABASE);
            ACCESS.guard().install(connection, new GuardIdentity("shop", "main/s0"), 1);
            ACCESS.catalogTables().install(connection);
            for (String statement : SETUP) {
                execute(connection, statement);
            }
        }
        return UUID.randomUUID().toString();
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static String snapshot(MySqlServer server) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = server.connect(DATABASE)) {
            text.append(column(connection, "SHOW CREATE DATABASE " + DATABASE, 2));
            for (String table : column(connection, "SHOW TABLES", 1)) {
                text.append(column(connection, "SHOW CREATE TABLE " + table, 2));
                if (!table.equals("older")) {
                    text.append(column(connection, "SELECT count(*) FROM " + table, 1));
                }
            }
            text.append(column(
                    connection,
                    "SELECT trigger_name FROM information_schema.triggers" + " WHERE trigger_schema = DATABASE()",
                    1));
            text.append(column(
                    connection,
                    "SELECT routine_name FROM information_schema.routines" + " WHERE routine_schema = DATABASE()",
                    1));
        }
        return text.toString();
    }

    private static List<String> column(Connection connection, String question, int number) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                values.add(rows.getString(number));
            }
        }
        return values;
    }
}
