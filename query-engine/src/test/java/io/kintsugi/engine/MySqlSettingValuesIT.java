package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static io.kintsugi.engine.EngineFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.api.EngineSession;
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

/** What SET assigns is what the session would have been told, not what some connection knows. */
@MySqlTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlSettingValuesIT {
    private MySqlEngineFixture fixture;

    @BeforeAll
    void start() throws SQLException {
        fixture = new MySqlEngineFixture(new SqlRouter(RouterConfig.defaults()));
        try (EngineSession session = fixture.session()) {
            update(
                    session,
                    "CREATE TABLE orders (order_id bigint NOT NULL AUTO_INCREMENT, user_id bigint NOT NULL,"
                            + " PRIMARY KEY (user_id, order_id), KEY (order_id))");
        }
    }

    @AfterAll
    void stop() throws SQLException {
        fixture.close();
    }

    /** A variable as a connection of the session has it. */
    private static String variable(EngineSession session, String name) throws SQLException {
        return query(session, "/*kintsugi: shard=main/s1 */ SELECT " + name)
                .get(0)
                .get(0);
    }

    /** As on a server: the values of one SET are all computed before the first of its variables is set. */
    private static String next(String before) {
        return before.equals("null") ? "null" : Long.toString(Long.parseLong(before) + 1);
    }

    @Test
    void severalVariables_areSetTogetherOrNotAtAll() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "SET @a = 1, SESSION sort_buffer_size = 65536");
            assertThatThrownBy(() -> run(session, "SET @a = 2, SESSION sort_buffer_size = 131072, sql_mode = 'no'"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("sql_mode");
            assertThatThrownBy(() -> run(session, "SET @a = 3, autocommit = 0, SESSION transaction_isolation = 'no'"))
                    .hasMessageContaining("isolation level");
            assertThatThrownBy(() -> run(session, "SET @a = 4, insert_id = 5")).hasMessageContaining("insert_id");
            assertThatThrownBy(() -> run(session, "SET @a = 5, kintsugi.shard = 'main/s0'"))
                    .hasMessageContaining("a statement of its own");
            assertThat(session.autoCommit()).isTrue();
            assertThat(variable(session, "@a")).isEqualTo("1");
            assertThat(variable(session, "@@session.sort_buffer_size")).isEqualTo("65536");
            run(session, "SET @a = 6, @b = @a, SESSION transaction_read_only = 1, autocommit = 0");
            assertThat(variable(session, "@b")).isEqualTo("1");
            assertThat(session.readOnly()).isTrue();
            assertThat(session.autoCommit()).isFalse();
        }
    }

    @Test
    void lastInsertId_isTheSessions() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "SET @made = NULL");
            for (int user = 1; user <= 6; user++) {
                update(session, "INSERT INTO orders (user_id) VALUES (" + user + ")");
                String id = query(session, "SELECT max(order_id) FROM orders WHERE user_id = " + user)
                        .get(0)
                        .get(0);
                String before = variable(session, "@made");
                run(session, "SET @made = LAST_INSERT_ID(), @next = @made + 1");
                assertThat(variable(session, "@made")).isEqualTo(id);
                assertThat(variable(session, "@next")).isEqualTo(next(before));
                run(session, "SET @again = @@last_insert_id, @third = @@identity * 2");
                assertThat(variable(session, "@again")).isEqualTo(id);
                assertThat(variable(session, "@third")).isEqualTo(Long.toString(Long.parseLong(id) * 2));
            }
        }
        try (EngineSession fresh = fixture.session()) {
            run(fresh, "SET @made = LAST_INSERT_ID()");
            assertThat(variable(fresh, "@made")).isEqualTo("0");
        }
    }

    @Test
    void lockTakenBySet_isTheSessions() throws SQLException {
        try (EngineSession other = fixture.session()) {
            try (EngineSession session = fixture.session()) {
                run(session, "SET @got = GET_LOCK('by set', 0)");
                assertThat(variable(session, "@got")).isEqualTo("1");
                assertThat(query(other, "SELECT GET_LOCK('by set', 0)")).containsExactly(List.of("0"));
                run(session, "SET @freed = RELEASE_LOCK('by set')");
                assertThat(variable(session, "@freed")).isEqualTo("1");
                assertThat(query(other, "SELECT GET_LOCK('by set', 0)")).containsExactly(List.of("1"));
                query(other, "SELECT RELEASE_LOCK('by set')");
                run(session, "SET @got = GET_LOCK('by set', 0)");
            }
            assertThat(query(other, "SELECT GET_LOCK('by set', 5)")).containsExactly(List.of("1"));
        }
    }

    @Test
    void whatOneConnectionKeeps_isRefused_unlessTheSessionHasOne() throws SQLException {
        List<String> values = List.of(
                "CONNECTION_ID()",
                "FOUND_ROWS()",
                "ROW_COUNT()",
                "(@b := 5)",
                "1 + (@b := 5)",
                "LAST_INSERT_ID(7)",
                "@@insert_id",
                "@@warning_count");
        try (EngineSession session = fixture.session()) {
            for (String value : values) {
                EngineSessionIT.assertRefused(
                        () -> run(session, "SET @a = " + value),
                        value.equals("LAST_INSERT_ID(7)")
                                ? ErrorCode.VOLATILE_FUNCTION
                                : ErrorCode.UNSUPPORTED_STATEMENT);
            }
            run(session, "SET kintsugi.shard = 's0'");
            String own = query(session, "SELECT CONNECTION_ID()").get(0).get(0);
            run(session, "SET @a = CONNECTION_ID()");
            assertThat(query(session, "SELECT @a")).containsExactly(List.of(own));
            run(session, "SET @a = GET_LOCK('of the pin', 0)");
            assertThat(query(session, "SELECT IS_USED_LOCK('of the pin')")).containsExactly(List.of(own));
        }
    }

    @Test
    void valuesAreComputedOnce_andKeptAsTheyAre() throws SQLException {
        try (EngineSession session = fixture.session()) {
            run(session, "SET @u = UUID(), @now = CURRENT_TIMESTAMP, @half = 1 / 2, @nothing = NULLIF(1, 1)");
            String first = query(session, "/*kintsugi: shard=main/s0 */ SELECT CONCAT_WS('|', @u, @now, @half)")
                    .get(0)
                    .get(0);
            assertThat(variable(session, "CONCAT_WS('|', @u, @now, @half)")).isEqualTo(first);
            assertThat(variable(session, "@nothing")).isEqualTo("null");
            run(session, "SET @path = CONCAT('a', CHAR(92 USING utf8mb4), 'b''c'), @bytes = UNHEX('00FF5C27')");
            run(session, "SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
            assertThat(variable(session, "HEX(CONCAT(@path, @bytes))")).isEqualTo("615C62276300FF5C27");
        }
    }
}
