package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Statements that commit without saying so, and their neighbours that do not: as one server has it. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlImplicitCommitIT {
    private static final String BEST_EFFORT = "SET kintsugi.transaction_mode = 'best-effort'";
    private static final String PREPARE = "PREPARE upkeep FROM 'ANALYZE TABLE country'";
    private static final String PIN = "SET kintsugi.shard = 's0'";

    /** "Statements That Cause an Implicit Commit" of the manual, as far as they are let through, and neighbours. */
    private static final List<String> STATEMENTS = List.of(
            "ANALYZE TABLE country",
            "ANALYZE LOCAL TABLE country",
            "OPTIMIZE NO_WRITE_TO_BINLOG TABLE country",
            "CHECK TABLE country",
            "REPAIR TABLE country",
            "CHECKSUM TABLE country",
            "CACHE INDEX country IN nowhere",
            "LOAD INDEX INTO CACHE country",
            "FLUSH STATUS",
            "FLUSH LOCAL ERROR LOGS",
            "RESET PERSIST IF EXISTS max_connections",
            "RESET REPLICA FOR CHANNEL 'none'",
            "START REPLICA FOR CHANNEL 'none'",
            "STOP REPLICA FOR CHANNEL 'none'",
            "CHANGE REPLICATION SOURCE TO SOURCE_PORT = 1 FOR CHANNEL 'none'",
            "CHANGE REPLICATION FILTER REPLICATE_DO_DB = (d) FOR CHANNEL 'none'",
            "PURGE BINARY LOGS BEFORE '2001-01-01'",
            "INSTALL PLUGIN none SONAME 'none.so'",
            "UNINSTALL PLUGIN none",
            "INSTALL COMPONENT 'file://none'",
            "UNINSTALL COMPONENT 'file://none'",
            "IMPORT TABLE FROM '/none/none.sdi'",
            "BINLOG ''",
            "HELP 'SELECT'",
            "LOCK TABLES country WRITE",
            "LOCK TABLES missing WRITE",
            "LOCK INSTANCE FOR BACKUP",
            "UNLOCK INSTANCE",
            "UNLOCK TABLES",
            "HANDLER country OPEN",
            "HANDLER country CLOSE",
            "CREATE TEMPORARY TABLE beside (id int)",
            "DROP TEMPORARY TABLE beside",
            "DROP TEMPORARY TABLE IF EXISTS beside",
            "CALL quiet()",
            "CALL commits()",
            "CALL commits_and_fails()",
            "CALL commits_and_begins()",
            "CALL answers_and_commits()",
            "PREPARE another FROM 'ANALYZE TABLE country'",
            "EXECUTE upkeep",
            "DEALLOCATE PREPARE upkeep",
            "DO 1",
            "SELECT name INTO @n FROM country LIMIT 1",
            "LOAD DATA INFILE '/none/none' INTO TABLE country",
            "SHOW TABLES",
            "DESCRIBE country",
            "USE mysql_missing",
            "SET @a = 1",
            "SET SESSION div_precision_increment = 6",
            "SET autocommit = 1",
            "SET autocommit = 0",
            "BEGIN",
            "START TRANSACTION READ ONLY",
            "SAVEPOINT here",
            "RELEASE SAVEPOINT nowhere",
            "ROLLBACK TO SAVEPOINT nowhere",
            "COMMIT",
            "TRUNCATE TABLE orders",
            "GRANT SELECT ON country TO nobody_at_all",
            "REVOKE SELECT ON country FROM nobody_at_all",
            "CREATE USER ''@'%' IDENTIFIED BY 'x' PASSWORD EXPIRE NEVER ACCOUNT LOCK COMMENT 1",
            "ALTER USER nobody_at_all ACCOUNT LOCK",
            "RENAME USER nobody_at_all TO nobody_else",
            "SET PASSWORD FOR nobody_at_all = 'x'",
            "CREATE SERVER s FOREIGN DATA WRAPPER none OPTIONS (HOST 'h')",
            "SELECT 1 FROM missing_table");

    /** Tried with autocommit off, too. */
    private static final Set<String> OFTEN = Set.of(
            "ANALYZE TABLE country",
            "LOCK TABLES country WRITE",
            "UNLOCK TABLES",
            "CREATE TEMPORARY TABLE beside (id int)",
            "CALL commits()",
            "CALL commits_and_fails()",
            "EXECUTE upkeep",
            "SET autocommit = 1",
            "BEGIN");

    private MySqlEngineFixture fixture;
    private Connection plain;

    @BeforeAll
    void start() throws SQLException {
        fixture = new MySqlEngineFixture(new SqlRouter(RouterConfig.defaults()));
        try (EngineSession session = fixture.session()) {
            update(session, "CREATE TABLE country (code char(2) PRIMARY KEY, name varchar(20))");
            update(session, "CREATE TABLE orders (order_id bigint, user_id bigint, PRIMARY KEY (user_id, order_id))");
        }
        plain = DriverManager.getConnection(SharedMySql.get().newDatabase().jdbcUrl());
        for (String definition : definitions()) {
            for (String node : List.of("a", "b")) {
                fixture.on(node, definition);
            }
            try (Statement statement = plain.createStatement()) {
                statement.execute(definition);
            }
        }
    }

    private static List<String> definitions() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS country (code char(2) PRIMARY KEY, name varchar(20))",
                "CREATE TABLE IF NOT EXISTS orders"
                        + " (order_id bigint, user_id bigint, PRIMARY KEY (user_id, order_id))",
                "CREATE PROCEDURE quiet() DO 1",
                "CREATE PROCEDURE commits() COMMIT",
                "CREATE PROCEDURE answers_and_commits() BEGIN SELECT 1; SELECT 2; COMMIT; END",
                "CREATE PROCEDURE commits_and_begins() BEGIN COMMIT; START TRANSACTION; END",
                "CREATE PROCEDURE commits_and_fails() BEGIN COMMIT; SELECT * FROM missing_table; END");
    }

    @BeforeEach
    void empty() throws SQLException {
        for (String node : List.of("a", "b")) {
            fixture.on(node, "DELETE FROM country");
            fixture.on(node, "DELETE FROM orders");
        }
    }

    @AfterAll
    void stop() throws SQLException {
        plain.close();
        fixture.close();
    }

    private static void attempt(Statement statement, String sql) throws SQLException {
        try {
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                rows = statement.getMoreResults();
            }
        } catch (SQLException compared) {
            assertThat(compared.getErrorCode()).as(sql + ": " + compared).isPositive();
        }
    }

    /** How many rows are left when a transaction with this statement between two writes is rolled back. */
    private int keptByOneServer(String begin, String sql) throws SQLException {
        try (Statement statement = plain.createStatement()) {
            statement.execute("DELETE FROM country");
            statement.execute(begin);
            statement.execute("INSERT INTO country VALUES ('AA', 'first')");
            attempt(statement, sql);
            attempt(statement, "INSERT INTO country VALUES ('BB', 'second')");
            statement.execute("ROLLBACK");
            statement.execute("UNLOCK TABLES");
            statement.execute("UNLOCK INSTANCE");
            statement.execute("SET autocommit = 1");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM country")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** The same; -1 where the statement was refused. */
    private static int keptByOurs(EngineSession session, String begin, String sql) throws SQLException {
        run(session, "DELETE FROM country");
        run(session, begin);
        run(session, "INSERT INTO country VALUES ('AA', 'first')");
        boolean refused = isRefused(session, sql);
        if (!refused) {
            isRefused(session, "INSERT INTO country VALUES ('BB', 'second')");
        }
        session.rollback();
        run(session, "SET autocommit = 1");
        run(session, "UNLOCK TABLES");
        run(session, "UNLOCK INSTANCE");
        return refused
                ? -1
                : Integer.parseInt(
                        query(session, "SELECT count(*) FROM country").get(0).get(0));
    }

    private static boolean isRefused(EngineSession session, String sql) {
        try {
            StatementResult result = run(session, sql);
            if (result instanceof StatementResult.Rows rows) {
                EngineFixture.drain(rows.cursor());
            }
            return false;
        } catch (SQLException compared) {
            return false;
        } catch (ShardException refused) {
            return true;
        }
    }

    @Test
    void eachStatement_keepsWhatOneServerKeeps() throws SQLException {
        Map<String, String> wrong = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        try (EngineSession session = fixture.session();
                Statement statement = plain.createStatement()) {
            run(session, PIN);
            run(session, PREPARE);
            statement.execute(PREPARE);
            for (String sql : STATEMENTS) {
                for (String begin : OFTEN.contains(sql) ? List.of("BEGIN", "SET autocommit = 0") : List.of("BEGIN")) {
                    int expected = keptByOneServer(begin, sql);
                    int found = keptByOurs(session, begin, sql);
                    if (found < 0) {
                        refused.add(sql);
                    } else if (found != expected) {
                        wrong.put(begin + "; " + sql, "one server keeps " + expected + " rows, ours " + found);
                    }
                }
            }
        }
        System.out.println("refused: " + refused);
        assertThat(wrong).isEmpty();
        assertThat(refused).hasSizeLessThan(STATEMENTS.size() / 2);
    }

    private void writeOnBoth(EngineSession session) throws SQLException {
        run(session, BEST_EFFORT);
        session.setAutoCommit(false);
        update(session, "/*kintsugi: shard=main/s0 */ INSERT INTO orders VALUES (1, 1)");
        update(session, "/*kintsugi: shard=main/s1 */ INSERT INTO orders VALUES (2, 2)");
    }

    private void assertKept(String first, String second) throws SQLException {
        assertThat(fixture.value("a", "SELECT count(*) FROM orders")).isEqualTo(first);
        assertThat(fixture.value("b", "SELECT count(*) FROM orders")).isEqualTo(second);
    }

    @Test
    void implicitCommitOnOneShard_commitsAll() throws SQLException {
        for (String sql : List.of("ANALYZE TABLE orders", "CALL commits()", "LOAD INDEX INTO CACHE orders")) {
            empty();
            try (EngineSession session = fixture.session()) {
                writeOnBoth(session);
                assertThat(isRefused(session, "/*kintsugi: shard=main/s0 */ " + sql))
                        .isFalse();
                assertThat(session.inTransaction()).as(sql).isFalse();
                session.rollback();
            }
            assertKept("1", "1");
        }
    }

    @Test
    void implicitCommitOfAStatementThatFails_commitsAll() throws SQLException {
        try (EngineSession session = fixture.session()) {
            writeOnBoth(session);
            assertThatThrownBy(() -> run(session, "/*kintsugi: shard=main/s0 */ IMPORT TABLE FROM '/none/none.sdi'"))
                    .isInstanceOf(SQLException.class);
            session.rollback();
        }
        assertKept("1", "1");
    }

    /** What a procedure did to the transaction before it failed, no server says: it must not look whole. */
    @Test
    void procedureThatCommitsAndFails_leavesNoTransactionThatCouldCommit() throws SQLException {
        try (EngineSession session = fixture.session()) {
            writeOnBoth(session);
            assertThatThrownBy(() -> run(session, "/*kintsugi: shard=main/s0 */ CALL commits_and_fails()"))
                    .isInstanceOf(SQLException.class);
            EngineSessionIT.assertRefused(session::commit, ErrorCode.TRANSACTION_ABORTED);
            update(session, "/*kintsugi: shard=main/s0 */ INSERT INTO orders VALUES (3, 3)");
            session.commit();
        }
        assertKept("2", "0");
    }

    /** A schema change in between must not make the engine try once more what is half done. */
    @Test
    void procedureThatFails_isNotRunAgain() throws SQLException {
        for (String node : List.of("a", "b")) {
            fixture.on(
                    node,
                    "CREATE PROCEDURE writes_and_fails()"
                            + " BEGIN INSERT INTO country VALUES (FLOOR(10 + RAND() * 89), 'x');"
                            + " SELECT * FROM missing_table; END");
        }
        try (EngineSession session = fixture.session()) {
            query(session, "SELECT count(*) FROM orders");
            fixture.on("k", "CREATE TABLE made_meanwhile (id int PRIMARY KEY)");
            fixture.on("k", "UPDATE kintsugi.schema_version SET version = version + 1 WHERE node = DATABASE()");
            assertThatThrownBy(() -> run(session, "/*kintsugi: shard=main/s0 */ CALL writes_and_fails()"))
                    .isInstanceOf(SQLException.class);
        } finally {
            fixture.on("k", "DROP TABLE made_meanwhile");
        }
        assertThat(fixture.value("a", "SELECT count(*) FROM country")).isEqualTo("1");
    }

    @Test
    void rowsThatAreStillRead_leaveTheTransactionOpen() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, BEST_EFFORT);
            session.setAutoCommit(false);
            for (int user = 1; user <= 20; user++) {
                update(session, "INSERT INTO orders VALUES (1, " + user + ")");
            }
            for (String sql : List.of("SELECT user_id FROM orders", "SELECT user_id FROM orders WHERE user_id = 3")) {
                StatementResult.Rows rows = (StatementResult.Rows)
                        session.execute(session.prepare(sql), Bindings.NONE, ExecuteOptions.DEFAULT.withFetchSize(1));
                assertThat(rows.cursor().next()).isTrue();
                update(session, "UPDATE orders SET order_id = 2 WHERE user_id = 5");
                assertThat(session.inTransaction()).isTrue();
                rows.cursor().close();
            }
            session.rollback();
        }
        assertKept("0", "0");
    }

    @Test
    void commitBehindTheEnginesBack_isNoticed_beforeAnythingElseIsWritten() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, PIN);
            session.setAutoCommit(false);
            update(session, "INSERT INTO orders VALUES (1, 1)");
            try (Statement statement =
                    session.nativeConnectionIfPinnedToOneShard().orElseThrow().createStatement()) {
                statement.execute("COMMIT");
            }
            EngineSessionIT.assertRefused(
                    () -> update(session, "INSERT INTO orders VALUES (2, 2)"), ErrorCode.TRANSACTION_ABORTED);
            session.rollback();
            update(session, "INSERT INTO orders VALUES (3, 3)");
            session.rollback();
        }
        assertKept("1", "0");
    }

    @Test
    void tableLocks_areRefusedWhereATransactionWouldEndThem() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, PIN);
            session.setAutoCommit(false);
            EngineSessionIT.assertRefused(
                    () -> run(session, "LOCK TABLES orders WRITE"), ErrorCode.UNSUPPORTED_STATEMENT);
            session.setAutoCommit(true);
            run(session, "LOCK TABLES orders WRITE");
            update(session, "INSERT INTO orders VALUES (1, 1)");
            assertThatThrownBy(() -> query(session, "SELECT * FROM country")).hasMessageContaining("was not locked");
            EngineSessionIT.assertRefused(() -> session.setAutoCommit(false), ErrorCode.UNSUPPORTED_STATEMENT);
            run(session, "UNLOCK TABLES");
            session.setAutoCommit(false);
            assertThat(query(session, "SELECT count(*) FROM country")).containsExactly(List.of("0"));
            session.rollback();
        }
        assertKept("1", "0");
    }
}
