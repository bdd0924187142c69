package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.topology.FixedTopology;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From SQL text to rows, with the real router: the whole engine once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutedIT {
    private EngineFixture fixture;

    @BeforeAll
    void load() throws SQLException {
        fixture = new EngineFixture(EngineConfig.DEFAULT, new SqlRouter(RouterConfig.defaults()));
        try (EngineSession session = fixture.session()) {
            update(session, "CREATE TABLE orders (order_id bigint, user_id bigint, amount numeric(12,2),"
                    + " PRIMARY KEY (user_id, order_id))");
            update(session, "CREATE TABLE country (code char(2) PRIMARY KEY, name text)");
            for (int user = 1; user <= 20; user++) {
                update(session, "INSERT INTO orders (user_id, amount) VALUES (" + user + ", " + user + ".50)");
            }
        }
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void rows_lieOnTheShardOfTheirKey_andComeBack() throws SQLException {
        long first = Long.parseLong(String.valueOf(fixture.value("a", "SELECT count(*) FROM orders")));
        long second = Long.parseLong(String.valueOf(fixture.value("b", "SELECT count(*) FROM orders")));
        assertThat(first).isBetween(1L, 19L);
        assertThat(first + second).isEqualTo(20);
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, "SELECT amount FROM orders WHERE user_id = 7")).containsExactly(List.of("7.50"));
            assertThat(query(session, "SELECT count(*), sum(amount), avg(amount) FROM orders"))
                    .containsExactly(List.of("20", "220.00", "11.0000000000000000"));
            assertThat(query(session, "SELECT user_id FROM orders ORDER BY user_id DESC LIMIT 3"))
                    .containsExactly(List.of("20"), List.of("19"), List.of("18"));
        }
    }

    @Test
    void generatedKey_isReturned() throws SQLException {
        try (EngineSession session = fixture.transactional()) {
            StatementResult.UpdateCount result = (StatementResult.UpdateCount) session.execute(
                    session.prepare("INSERT INTO orders (user_id, amount) VALUES (3, 1)"),
                    Bindings.NONE,
                    ExecuteOptions.DEFAULT.withGeneratedKeys(new GeneratedKeys.Columns(List.of("order_id"))));
            List<List<String>> keys = EngineFixture.drain(result.generatedKeys().orElseThrow());
            assertThat(keys).hasSize(1);
            assertThat(Long.parseLong(keys.get(0).get(0))).isGreaterThan(20);
            session.rollback();
        }
    }

    @Test
    void explainRoute_answersWithoutRunning() throws SQLException {
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, "EXPLAIN (ROUTE) SELECT * FROM orders WHERE user_id = 7").toString())
                    .contains("main/s");
        }
    }

    @Test
    void settingsAndTransactions_areUnderstood() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "BEGIN");
            run(session, "SET LOCAL TimeZone = 'Asia/Kolkata'");
            assertThat(query(session, "SHOW TimeZone")).containsExactly(List.of("Asia/Kolkata"));
            update(session, "DELETE FROM orders WHERE user_id = 5");
            run(session, "ROLLBACK");
            assertThat(query(session, "SELECT count(*) FROM orders WHERE user_id = 5")).containsExactly(List.of("1"));
            EngineSessionIT.assertRefused(
                    () -> update(session, "UPDATE orders SET amount = 0"), ErrorCode.MULTI_SHARD_TRANSACTION);
        }
    }

    @Test
    void tableMadeByAnotherEngine_isFound() throws SQLException {
        try (EngineSession session = fixture.session();
                Engine other = Engine.start(new FixedTopology(fixture.topology()), EngineConfig.DEFAULT);
                EngineSession elsewhere = other.openSession(
                        EngineFixture.USER, SessionOptions.DEFAULT)) {
            query(elsewhere, "SELECT count(*) FROM orders");
            update(session, "ALTER TABLE orders ADD COLUMN note text");
            assertThat(query(elsewhere, "SELECT note FROM orders WHERE user_id = 1")).containsExactly(List.of("null"));
        }
    }
}
