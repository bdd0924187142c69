package io.kintsugi.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.errors.ShardException;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@MySqlTest
final class MySqlNodeAccessIT extends NodeAccessContract {
    private static final GuardIdentity IDENTITY = new GuardIdentity("shop", "main/s0");
    private static final NodeAccess ACCESS = NodeAccess.of(Dialect.MYSQL);

    MySqlNodeAccessIT() {
        super(ACCESS, SharedMySql.get().newDatabase().jdbcUrl());
    }

    @Override
    String user() {
        return "root";
    }

    @Test
    void oddSessionModes_changeNothing() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES,TRADITIONAL', sql_safe_updates = ON,"
                    + " sql_require_primary_key = ON, time_zone = '+05:30', transaction_isolation = 'SERIALIZABLE'");
            ACCESS.guard().install(connection, IDENTITY, 1);
            ACCESS.guard().raiseMinTopology(connection, 3);
            ACCESS.catalogTables().install(connection);
            ACCESS.catalogTables().raiseSchemaVersion(connection);
            assertThat(ACCESS.guard().read(connection).minTopology()).isEqualTo(3);
            assertThat(ACCESS.catalogTables().schemaVersion(connection)).isEqualTo(2);
            assertThat(ACCESS.idBlocks().lease(connection, "a", 5)).isEqualTo(1);
            DdlJob job = ACCESS.ddlJournal()
                    .begin(connection, new DdlJournal.NewJob("x", "", "CreateTable", "me", List.of("y")));
            statement.execute("SET SESSION time_zone = 'SYSTEM'");
            assertThat(ACCESS.ddlJournal().unfinished(connection).get(0).startedAt())
                    .isEqualTo(job.startedAt());
        }
    }

    @Test
    void leasedIds_leaveTheSessionsLastInsertIdAlone() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            ACCESS.catalogTables().install(connection);
            statement.execute("CREATE TABLE own (id bigint AUTO_INCREMENT PRIMARY KEY)");
            statement.execute("INSERT INTO own VALUES (77), (DEFAULT)");
            ACCESS.idBlocks().lease(connection, "a", 1000);
            ACCESS.idBlocks().lease(connection, "a", 1000);
            try (ResultSet rows = statement.executeQuery("SELECT LAST_INSERT_ID()")) {
                rows.next();
                assertThat(rows.getLong(1)).isEqualTo(78);
            }
        }
    }

    /** The client is gone, its statement is not: the same step begun again would fail on what the first has done. */
    @Test
    void stepOfAClientThatDied_isWaitedFor() throws Exception {
        String job = UUID.randomUUID().toString();
        List<DdlObject> objects = List.of(DdlObject.table("slow"));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection dying = connect();
                Connection resuming = connect();
                Connection blocking = connect()) {
            ACCESS.guard().install(resuming, IDENTITY, 1);
            execute(resuming, "CREATE TABLE slow (id integer PRIMARY KEY)");
            blocking.setAutoCommit(false);
            execute(blocking, "SELECT * FROM slow");
            Future<?> first = threads.submit(() -> {
                ACCESS.ddlMarks()
                        .run(dying, job, objects, () -> execute(dying, "ALTER TABLE slow ADD a integer"), () -> {});
                return null;
            });
            awaitBlocked(resuming);
            dying.abort(Runnable::run);
            assertThatThrownBy(() -> ACCESS.ddlMarks().has(resuming, job))
                    .isInstanceOf(ShardException.class)
                    .hasMessageContaining("still runs");
            blocking.rollback();
            ACCESS.ddlMarks()
                    .run(resuming, job, objects, () -> execute(resuming, "ALTER TABLE slow ADD a integer"), () -> {});
            execute(resuming, "SELECT a FROM slow");
            assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(Exception.class);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitBlocked(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 1 FROM information_schema.processlist"
                            + " WHERE info LIKE 'ALTER TABLE slow%' AND state LIKE 'Waiting%'")) {
                if (rows.next()) {
                    return;
                }
            }
        }
        throw new AssertionError("the first client's statement does not wait");
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
