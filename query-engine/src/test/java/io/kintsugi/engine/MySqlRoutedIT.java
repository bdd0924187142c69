package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.testkit.engine.MySqlTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From SQL text to rows on MySQL, with the real router: the whole engine once. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlRoutedIT {
    private MySqlEngineFixture fixture;

    @BeforeAll
    void load() throws SQLException {
        fixture = new MySqlEngineFixture(new SqlRouter(RouterConfig.defaults()));
        try (EngineSession session = fixture.session()) {
            update(
                    session,
                    "CREATE TABLE orders (order_id bigint NOT NULL AUTO_INCREMENT, user_id bigint NOT NULL,"
                            + " amount decimal(12,2), note varchar(40), PRIMARY KEY (user_id, order_id),"
                            + " KEY (order_id))");
            update(session, "CREATE TABLE country (code char(2) PRIMARY KEY, name text)");
            for (int user = 1; user <= 20; user++) {
                update(
                        session,
                        "INSERT INTO orders (user_id, amount, note) VALUES (" + user + ", " + user + ".50, '"
                                + (user % 2 == 0 ? "Ärger" : "angst") + user % 3 + "')");
            }
        }
    }

    @AfterAll
    void stop() throws SQLException {
        fixture.close();
    }

    @Test
    void rows_lieOnTheShardOfTheirKey_andComeBack() throws SQLException {
        long first = Long.parseLong(String.valueOf(fixture.value("a", "SELECT count(*) FROM orders")));
        long second = Long.parseLong(String.valueOf(fixture.value("b", "SELECT count(*) FROM orders")));
        assertThat(first).isBetween(1L, 19L);
        assertThat(first + second).isEqualTo(20);
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, "SELECT amount FROM orders WHERE user_id = 7"))
                    .containsExactly(List.of("7.50"));
            assertThat(query(session, "SELECT count(*), sum(amount), avg(amount), min(note), max(amount) FROM orders"))
                    .containsExactly(List.of("20", "220.00", "11.000000", "angst0", "20.50"));
            assertThat(query(session, "SELECT user_id FROM orders ORDER BY user_id DESC LIMIT 1, 3"))
                    .containsExactly(List.of("19"), List.of("18"), List.of("17"));
        }
    }

    @Test
    void textIsOrderedByItsCollation() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, "SELECT DISTINCT note FROM orders ORDER BY note"))
                    .containsExactly(
                            List.of("angst0"),
                            List.of("angst1"),
                            List.of("angst2"),
                            List.of("Ärger0"),
                            List.of("Ärger1"),
                            List.of("Ärger2"));
            assertThat(query(session, "SELECT note, count(*) FROM orders GROUP BY note ORDER BY note DESC LIMIT 1"))
                    .containsExactly(List.of("Ärger2", "4"));
        }
    }

    @Test
    void generatedKeys_areReturnedInStatementOrder() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            run(session, "SET kintsugi.transaction_mode = 'best-effort'");
            StatementResult.UpdateCount result = (StatementResult.UpdateCount) session.execute(
                    session.prepare("INSERT INTO orders (user_id, amount) VALUES (1, 1), (2, 2), (3, 3), (4, 4)"),
                    Bindings.NONE,
                    ExecuteOptions.DEFAULT.withGeneratedKeys(new GeneratedKeys.All()));
            assertThat(result.count()).isEqualTo(4);
            List<List<String>> keys = EngineFixture.drain(result.generatedKeys().orElseThrow());
            assertThat(keys).hasSize(4).doesNotHaveDuplicates();
            for (int row = 0; row < 4; row++) {
                assertThat(query(
                                session,
                                "SELECT user_id FROM orders WHERE order_id = "
                                        + keys.get(row).get(0)))
                        .containsExactly(List.of(Integer.toString(row + 1)));
            }
            session.rollback();
        }
    }

    @Test
    void lastInsertId_isTheSessions() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            update(session, "INSERT INTO orders (user_id, amount) VALUES (5, 9)");
            String id = query(session, "SELECT LAST_INSERT_ID()").get(0).get(0);
            assertThat(query(session, "SELECT order_id FROM orders WHERE user_id = 5 AND amount = 9"))
                    .containsExactly(List.of(id));
            session.rollback();
        }
    }

    @Test
    void settings_reachShardsThatJoinLate_andLeaveNothingBehind() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "SET time_zone = '+05:30', @@session.div_precision_increment = 8");
            for (int user = 1; user <= 4; user++) {
                assertThat(query(
                                session,
                                "SELECT @@session.time_zone, 1 / 3 FROM orders WHERE amount = user_id + 0.5"
                                        + " AND user_id = " + user))
                        .containsExactly(List.of("+05:30", "0.33333333"));
            }
            run(session, "SET sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT')");
            assertThat(query(session, "SELECT 'a' || note FROM orders WHERE user_id = 7 LIMIT 1"))
                    .containsExactly(List.of("aangst1"));
        }
        try (EngineSession session = fixture.session()) {
            for (int user = 1; user <= 4; user++) {
                assertThat(query(
                                session,
                                "SELECT @@session.time_zone, 1 / 3 FROM orders WHERE amount = user_id + 0.5"
                                        + " AND user_id = " + user))
                        .containsExactly(List.of(String.valueOf(fixture.value("a", "SELECT @@time_zone")), "0.3333"));
            }
        }
    }

    @Test
    void autocommit_andTransactions_areUnderstood() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "SET autocommit = 0");
            update(session, "DELETE FROM orders WHERE user_id = 6");
            run(session, "ROLLBACK");
            run(session, "SET autocommit = 1");
            run(session, "START TRANSACTION READ ONLY");
            assertThat(query(session, "SELECT count(*) FROM orders WHERE user_id = 6"))
                    .containsExactly(List.of("1"));
            run(session, "COMMIT");
            EngineSessionIT.assertRefused(
                    () -> update(session, "UPDATE orders SET amount = 0"), ErrorCode.MULTI_SHARD_TRANSACTION);
        }
    }

    @Test
    void catalogAnswers_aboutTables() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, "SHOW TABLES")).containsExactly(List.of("country"), List.of("orders"));
            assertThat(query(session, "DESCRIBE country")).hasSize(2);
            assertThat(query(
                            session,
                            "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
                                    + " AND table_name = 'country' ORDER BY ordinal_position"))
                    .containsExactly(List.of("code"), List.of("name"));
        }
    }

    @Test
    void explainRoute_answersWithoutRunning() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, "EXPLAIN (ROUTE) SELECT * FROM orders WHERE user_id = 7")
                            .toString())
                    .contains("main/s");
        }
    }
}
