package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Parameter;
import io.kintsugi.testkit.oracle.Query;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Attacks on what is kept between statements: plans, prepared statements and pooled connections must not carry the
 * meaning of one text, setting or definition over to another.
 */
@Tag("proof")
class SessionAttackIT {
    private static final long SEED = 11;
    private static final int SHARDS = 4;
    private static final int ENOUGH_TO_BE_PREPARED = 7;

    private Twin twin;
    private Connection other;
    private final List<String> faults = new ArrayList<>();
    private int refused;

    @BeforeEach
    void start() throws SQLException {
        twin = Twin.create(SHARDS, SEED);
        other = twin.another();
    }

    @AfterEach
    void stop() throws SQLException {
        other.close();
        twin.close();
        System.out.println("refused: " + refused);
        assertThat(faults).as(String.join("\n\n", faults)).isEmpty();
    }

    private void both(String sql, Parameter... parameters) {
        both(twin.ours(), new Query("attack", sql, List.of(parameters), false));
    }

    /** Runs it on both; what ours refuses is not done by the plain one either. */
    private boolean both(Connection ours, Query query) {
        Answer answer = Answer.of(ours, query, 0);
        if (answer.refused()) {
            refused++;
            return false;
        }
        answer.wrongAgainst(Answer.of(twin.plain(), query, 0), false)
                .ifPresent(what -> faults.add(query + "\n  " + what));
        return true;
    }

    @Test
    void texts_ofOneShapeAndManyKinds_keepTheirOwnMeaning() {
        List<String> keys = List.of(
                "1",
                "2",
                "'3'",
                "4.0",
                "4.5",
                "-1",
                "- 1",
                "NULL",
                "5::int",
                "1e0",
                "TRUE::int",
                "'7'::text::bigint",
                "0007",
                "6 ",
                " /* x */ 6",
                "(6)",
                "9223372036854775807",
                "9223372036854775808",
                "'9223372036854775808'",
                "+8",
                "1_0",
                "0xA",
                "$$9$$",
                "E'9'");
        for (int round = 0; round < 3; round++) {
            for (String key : keys) {
                both("SELECT user_id, name FROM users WHERE user_id = " + key);
                both("SELECT count(*), " + key + " FROM users WHERE user_id IN (1, " + key + ")");
                both("SELECT user_id, " + key + " AS k FROM users WHERE age > 1");
                both("SELECT user_id FROM users WHERE user_id = " + key + " AND name = 'a' OR user_id = 3");
                both("SELECT user_id FROM users WHERE user_id BETWEEN " + key + " AND 9");
                both("SELECT count(*) FROM users WHERE age + " + key + " > 3 GROUP BY age + 1");
            }
        }
    }

    @Test
    void lists_ofManyLengths_keepTheirMembers() {
        for (String list : List.of(
                "1",
                "1, 2",
                "1, 2, 3",
                "1, '2'",
                "1, NULL",
                "NULL",
                "NULL, NULL",
                "'1', '2', '3', '4'",
                "1, 2.0",
                "1, -2",
                "-1, -2",
                "1, (2)",
                "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12",
                "1,2",
                "1 , /* , 9 */ 2",
                "1, 2::bigint",
                "1, 1, 1",
                "1, 2 + 0",
                "1,\n2, -- 3\n4")) {
            both("SELECT user_id FROM users WHERE user_id IN (" + list + ")");
            both("SELECT user_id FROM users WHERE user_id NOT IN (" + list + ")");
            both("SELECT user_id FROM users WHERE user_id IN (" + list + ") AND user_id = 2");
            both("SELECT user_id, age FROM users WHERE age IN (" + list + ") AND user_id IN (" + list + ")");
        }
    }

    @Test
    void limitsAndPositions_areNotShared() {
        for (String tail : List.of(
                "ORDER BY 1",
                "ORDER BY 2, 1",
                "ORDER BY 1 LIMIT 3",
                "ORDER BY 1 LIMIT 10000",
                "ORDER BY 1 LIMIT 0",
                "ORDER BY 1 LIMIT NULL",
                "ORDER BY 1 LIMIT '3'",
                "ORDER BY 1 LIMIT 2.0",
                "ORDER BY 1 OFFSET 3",
                "ORDER BY 1 OFFSET 3 LIMIT 2",
                "ORDER BY 1 LIMIT 2 OFFSET 3",
                "ORDER BY 1 DESC LIMIT 3",
                "ORDER BY 1 LIMIT 3 OFFSET '1'",
                "ORDER BY 1 LIMIT 1 + 2",
                "ORDER BY 99",
                "ORDER BY '1'")) {
            Query query = new Query(
                    "attack",
                    "SELECT user_id, age FROM users " + tail,
                    List.of(),
                    tail.startsWith("ORDER BY 1") && !tail.equals("ORDER BY '1'"));
            both(twin.ours(), query);
        }
        for (int limit : new int[] {3, 10_000, 0, 1}) {
            both("SELECT user_id FROM users ORDER BY user_id LIMIT ?", new Parameter(limit, Types.INTEGER));
            both("SELECT user_id FROM users ORDER BY user_id LIMIT ?", new Parameter((long) limit, Types.BIGINT));
            both(
                    "SELECT user_id FROM users ORDER BY user_id LIMIT ? OFFSET ?",
                    new Parameter((short) limit, Types.SMALLINT),
                    new Parameter(2, Types.INTEGER));
        }
        both("SELECT user_id FROM users ORDER BY user_id LIMIT ?", new Parameter(null, Types.BIGINT));
        both("SELECT user_id FROM users ORDER BY user_id LIMIT ?", new Parameter(-1, Types.INTEGER));
        both("SELECT user_id FROM users ORDER BY user_id LIMIT ?", new Parameter(new BigDecimal("2.5"), Types.NUMERIC));
    }

    @Test
    void parameters_ofOneTextAndManyTypes_areReadByTheirType() {
        List<Parameter> values = List.of(
                new Parameter(7L, Types.BIGINT),
                new Parameter(7, Types.INTEGER),
                new Parameter((short) 7, Types.SMALLINT),
                new Parameter(new BigDecimal("7.0"), Types.NUMERIC),
                new Parameter(new BigDecimal("7.5"), Types.NUMERIC),
                new Parameter(7.0, Types.DOUBLE),
                new Parameter("7", Types.OTHER),
                new Parameter("7", Types.VARCHAR),
                new Parameter(null, Types.BIGINT),
                new Parameter(null, Types.OTHER),
                new Parameter(true, Types.BOOLEAN),
                new Parameter("x", Types.OTHER),
                new Parameter(8L, Types.BIGINT));
        for (int round = 0; round < ENOUGH_TO_BE_PREPARED; round++) {
            for (Parameter value : values) {
                both("SELECT user_id, name FROM users WHERE user_id = ?", value);
                both("SELECT user_id FROM users WHERE user_id IN (?, 3)", value);
                both("SELECT count(*) FROM users WHERE user_id = ? OR age = 20", value);
                both("SELECT user_id FROM users u JOIN orders o USING (user_id) WHERE u.user_id = ?", value);
            }
        }
    }

    @Test
    void settings_switchedInTheMiddle_areFollowed() throws SQLException {
        List<String> settings = List.of(
                "SET TimeZone = 'Asia/Tokyo'",
                "SET TimeZone = 'America/New_York'",
                "SET DateStyle = 'ISO, DMY'",
                "SET DateStyle = 'ISO, MDY'",
                "SET IntervalStyle = 'iso_8601'",
                "SET extra_float_digits = 0",
                "SET extra_float_digits = -10",
                "SET bytea_output = 'escape'",
                "SET standard_conforming_strings = off",
                "SET standard_conforming_strings = on",
                "SET transform_null_equals = on",
                "SET array_nulls = off",
                "SET lc_monetary = 'C'",
                "SET quote_all_identifiers = on",
                "SET backslash_quote = on",
                "RESET ALL",
                "SET search_path = pg_catalog, public",
                "SET search_path = 'nowhere'",
                "SET search_path = public",
                "RESET DateStyle",
                "RESET TimeZone",
                "SET statement_timeout = '1h'",
                "SET default_transaction_read_only = off",
                "SET enable_seqscan = off",
                "SET jit = off",
                "SET work_mem = '64kB'",
                "RESET ALL");
        List<String> statements = List.of(
                "SELECT id FROM kinds WHERE tsz > '2024-03-31 05:00:00'",
                "SELECT id, tsz FROM kinds ORDER BY tsz, id",
                "SELECT tsz, count(*) FROM kinds GROUP BY tsz",
                "SELECT d, count(*) FROM kinds GROUP BY d ORDER BY d",
                "SELECT id FROM kinds WHERE d = '01/02/2024'",
                "SELECT user_id, order_id FROM orders WHERE placed = '01/01/2024' AND user_id = 3",
                "SELECT f8, count(*) FROM kinds GROUP BY f8",
                "SELECT f4, count(*) FROM kinds GROUP BY f4 ORDER BY f4",
                "SELECT max(f8), min(f8), max(f4) FROM kinds WHERE f8 > 0",
                "SELECT ba, count(*) FROM kinds GROUP BY ba ORDER BY ba",
                "SELECT DISTINCT ba FROM kinds",
                "SELECT iv FROM kinds WHERE id = 3",
                "SELECT count(*) FROM docs WHERE code = 'a\\b'",
                "SELECT count(*) FROM docs WHERE code = 'a\\\\b'",
                "SELECT count(*) FROM docs WHERE code = 'O\\'Brien' OR code = ' OR 1=1 --'",
                "SELECT count(*) FROM users WHERE age = NULL",
                "SELECT count(*) FROM users WHERE user_id = NULL",
                "SELECT count(*) FROM kinds WHERE ia = '{1,NULL}'",
                "SELECT user_id FROM users WHERE user_id = 7",
                "SELECT ts, tm, d FROM kinds ORDER BY ts DESC NULLS LAST, tm, d, id",
                "SELECT max(tsz), min(ts), max(d), min(tm) FROM kinds");
        for (String setting : settings) {
            both(setting);
            for (int round = 0; round < ENOUGH_TO_BE_PREPARED; round++) {
                statements.forEach(this::both);
            }
        }
    }

    @Test
    void settings_ofATransaction_endWithIt() throws SQLException {
        String sql = "SELECT id FROM kinds WHERE d = '02/01/1999' OR d = '01/01/1999' OR tsz > '2024-03-31 05:00:00'";
        for (int round = 0; round < 2 * ENOUGH_TO_BE_PREPARED; round++) {
            both(sql);
            begin(false);
            both("SET LOCAL DateStyle = 'ISO, DMY'");
            both("SET LOCAL TimeZone = 'Asia/Tokyo'");
            both(sql);
            both("SAVEPOINT s");
            both("SET TimeZone = 'America/New_York'");
            both(sql);
            both("ROLLBACK TO SAVEPOINT s");
            both(sql);
            twin.ours().rollback();
            twin.plain().rollback();
            begin(true);
            both(sql);
        }
    }

    private void begin(boolean autoCommit) throws SQLException {
        twin.ours().setAutoCommit(autoCommit);
        twin.plain().setAutoCommit(autoCommit);
    }

    @Test
    void definitions_changedInTheMiddle_areFollowed() {
        List<String> statements = List.of(
                "SELECT * FROM users WHERE user_id = 7",
                "SELECT * FROM users",
                "SELECT * FROM v_users WHERE user_id = 7",
                "SELECT count(*) FROM v_changing",
                "SELECT * FROM v_changing",
                "SELECT extra FROM users WHERE user_id = 3",
                "SELECT age, count(*) FROM users GROUP BY age",
                "SELECT max(name) FROM users",
                "SELECT u.* FROM users u JOIN orders o USING (user_id)",
                "SELECT * FROM newcomer WHERE user_id = 1");
        for (String definition : List.of(
                "CREATE VIEW v_changing AS SELECT * FROM users WHERE user_id = 7",
                "CREATE OR REPLACE VIEW v_changing AS SELECT * FROM users WHERE user_id = 8",
                "ALTER TABLE users ADD COLUMN extra integer DEFAULT 5",
                "CREATE OR REPLACE VIEW v_changing AS SELECT user_id, name, age, country, score FROM users",
                "DROP VIEW v_changing",
                "CREATE VIEW v_changing AS SELECT count(*) FROM users",
                "ALTER TABLE users DROP COLUMN extra",
                "ALTER TABLE users ALTER COLUMN age TYPE bigint",
                "DROP VIEW v_users",
                "ALTER TABLE users ALTER COLUMN age TYPE bigint",
                "ALTER TABLE users ALTER COLUMN name TYPE text COLLATE \"C\"",
                "ALTER TABLE users ALTER COLUMN name TYPE text COLLATE loose",
                "CREATE INDEX ON users (name)",
                "ALTER TABLE users RENAME COLUMN age TO years",
                "ALTER TABLE users RENAME COLUMN years TO age")) {
            both(definition);
            for (int round = 0; round < ENOUGH_TO_BE_PREPARED; round++) {
                statements.forEach(this::both);
                statements.forEach(sql -> both(other, new Query("other session", sql, List.of(), false)));
            }
        }
    }

    @Test
    void sessions_ofDifferentSettings_doNotMix() throws SQLException {
        String sql = "SELECT id FROM kinds WHERE d = '02/01/1999' OR tsz > '2024-03-31 05:00:00'";
        OracleCluster.run(other, List.of("SET DateStyle = 'ISO, DMY'", "SET TimeZone = 'Asia/Tokyo'"));
        for (int round = 0; round < 2 * ENOUGH_TO_BE_PREPARED; round++) {
            both(sql);
            OracleCluster.run(twin.plain(), List.of("SET DateStyle = 'ISO, DMY'", "SET TimeZone = 'Asia/Tokyo'"));
            both(other, new Query("other session", sql, List.of(), false));
            OracleCluster.run(twin.plain(), List.of("RESET DateStyle", "RESET TimeZone"));
        }
    }

    @Test
    void definitions_changedByAnotherProgram_areFollowed() throws SQLException {
        try (Connection elsewhere = twin.elsewhere()) {
            both("CREATE VIEW v_changing AS SELECT * FROM users WHERE user_id = 7");
            for (int key = 0; key < 9; key++) {
                both("CREATE OR REPLACE VIEW v_changing AS SELECT * FROM users WHERE user_id = " + key);
                both(elsewhere, new Query("elsewhere", "SELECT * FROM v_changing", List.of(), false));
                both("SELECT * FROM v_changing");
            }
            List<String> reads = List.of(
                    "SELECT * FROM users ORDER BY age, user_id",
                    "SELECT u.*, 1 FROM users u",
                    "SELECT DISTINCT * FROM users",
                    "SELECT age, count(*) FROM users GROUP BY age",
                    "SELECT * FROM orders ORDER BY total, user_id, order_id");
            reads.forEach(sql -> both(elsewhere, new Query("elsewhere", sql, List.of(), false)));
            both("DROP VIEW v_changing");
            for (String definition : List.of(
                    "ALTER TABLE users ADD COLUMN extra integer DEFAULT 5",
                    "ALTER TABLE orders RENAME COLUMN total TO totals",
                    "ALTER TABLE orders RENAME COLUMN totals TO total",
                    "ALTER TABLE users DROP COLUMN extra")) {
                both(definition);
                reads.forEach(sql -> both(elsewhere, new Query("elsewhere", sql, List.of(), false)));
            }
        }
    }

    @Test
    void truncate_inATransaction_isRefused_andChangesNothing() throws SQLException {
        begin(false);
        both("TRUNCATE notes");
        both("SELECT count(*) FROM users WHERE user_id = 7");
        twin.ours().rollback();
        twin.plain().rollback();
        begin(true);
        both("BEGIN");
        both("TRUNCATE orders");
        both("ROLLBACK");
        assertThat(refused).isEqualTo(2);
        both("SELECT count(*) FROM notes");
        faults.addAll(twin.differences());
        both("TRUNCATE orders");
        faults.addAll(twin.differences());
    }

    @Test
    void batch_thatFailsOnOneShard_changesNoShard() throws SQLException {
        for (String mode : List.of("single-shard", "best-effort")) {
            OracleCluster.run(twin.ours(), List.of("SET kintsugi.transaction_mode = '" + mode + "'"));
            try (PreparedStatement insert = twin.ours().prepareStatement("INSERT INTO users (user_id) VALUES (?)")) {
                for (long key : new long[] {101, 102, 103, 104, 105, 106, 3}) {
                    insert.setLong(1, key);
                    insert.addBatch();
                }
                assertThatThrownBy(insert::executeBatch)
                        .isInstanceOfSatisfying(
                                BatchUpdateException.class,
                                failed -> assertThat(failed.getUpdateCounts()).containsOnly(Statement.EXECUTE_FAILED));
            }
            faults.addAll(twin.differences());
        }
    }

    @Test
    void plainStatements_runOften_stillGiveText() {
        for (int round = 0; round < 2 * ENOUGH_TO_BE_PREPARED; round++) {
            both("SELECT * FROM kinds WHERE id = 3");
            both("SELECT * FROM kinds WHERE id IN (5, 6, 7, 8, 9)");
            both("SELECT * FROM country");
        }
    }

    @Test
    void hiddenWaysToOtherTables_areClosed() {
        for (String sql : List.of(
                "CREATE TEMP TABLE users (user_id bigint, name text)",
                "SELECT count(*) FROM users",
                "INSERT INTO users (user_id, name) VALUES (1, 'temp')",
                "SELECT count(*) FROM users WHERE user_id = 1",
                "DROP TABLE pg_temp.users",
                "CREATE FUNCTION total() RETURNS bigint STABLE LANGUAGE sql AS 'SELECT count(*) FROM users'",
                "SELECT total()",
                "SELECT total() FROM users WHERE user_id = 7",
                "SELECT user_id FROM users WHERE user_id = total()",
                "CREATE SCHEMA elsewhere",
                "CREATE TABLE elsewhere.users (user_id bigint PRIMARY KEY, name text)",
                "INSERT INTO elsewhere.users VALUES (1, 'else')",
                "SET search_path = elsewhere, public",
                "SELECT count(*) FROM users",
                "SELECT count(*) FROM users WHERE user_id = 7",
                "SELECT count(*) FROM public.users",
                "RESET search_path",
                "SELECT count(*) FROM users",
                "SELECT u FROM users u WHERE user_id = 7",
                "PREPARE p AS SELECT count(*) FROM users",
                "EXECUTE p",
                "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM users",
                "FETCH ALL FROM c",
                "SELECT * INTO copied FROM users",
                "CREATE TABLE copied AS SELECT * FROM users",
                "SELECT count(*) FROM copied",
                "CREATE MATERIALIZED VIEW m_users AS SELECT * FROM users",
                "SELECT count(*) FROM m_users",
                "CREATE TABLE child () INHERITS (users)",
                "CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO orders (user_id, order_id) VALUES (new.user_id, 77)",
                "INSERT INTO users (user_id) VALUES (900)",
                "SELECT count(*) FROM orders WHERE order_id = 77",
                "DO $$ BEGIN DELETE FROM users; END $$",
                "SELECT count(*) FROM users",
                "SELECT query_to_xml('SELECT count(*) FROM users', true, false, '')::text",
                "SELECT set_config('search_path', 'elsewhere', false)",
                "SELECT count(*) FROM users",
                "SELECT lastval()",
                "SELECT pg_relation_size('users') > 0",
                "SELECT n_live_tup FROM pg_stat_user_tables WHERE relname = 'users'",
                "SELECT pg_advisory_lock(1)",
                "LOCK TABLE users",
                "COPY users TO STDOUT",
                "EXPLAIN SELECT 1",
                "SELECT 1; DELETE FROM users",
                "DELETE FROM users WHERE user_id = 1; DELETE FROM users WHERE user_id = 2",
                "SELECT count(*) FROM users",
                "CREATE FUNCTION never(bigint, integer) RETURNS boolean IMMUTABLE LANGUAGE sql RETURN false",
                "CREATE OPERATOR public.= (leftarg = bigint, rightarg = integer, function = never)",
                "SELECT count(*) FROM users WHERE user_id = 7",
                "SET search_path = public, pg_catalog",
                "SELECT count(*) FROM users WHERE user_id = 7",
                "SELECT count(*) FROM users WHERE user_id = 7 OR age = 20")) {
            both(sql);
        }
    }
}
