package io.kintsugi.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.engine.merge.ColumnFacts;
import io.kintsugi.engine.merge.ExpressionMaker;
import io.kintsugi.engine.merge.ExpressionMaker.Made;
import io.kintsugi.engine.merge.OneGroup;
import io.kintsugi.engine.merge.ValueType;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Expressions that the merge computes over aggregates, against the server's own answer, in the plans that the server
 * has for groups: some keep aggregates in temporary tables.
 */
class MySqlExpressionsIT {
    private static final long SEED = Long.getLong("seed", 20261121L);
    private static final int BATCH = 50;
    private static final MySqlValues RULES = new MySqlValues();
    private static final List<String> INTEGERS = List.of(
            "COUNT(*)", "COUNT(i2)", "MAX(i1)", "MIN(i1)", "MAX(i2)", "MIN(i3)", "MAX(i4)", "(7)", "(0)", "(3)");
    private static final List<String> DECIMALS = List.of(
            "SUM(d1)",
            "SUM(d2)",
            "SUM(i1)",
            "SUM(d3)",
            "MAX(d1)",
            "MIN(d2)",
            "SUM(d4)",
            "(100.00)",
            "(0.5)",
            "(1.005)");
    private static final List<String> PLANS = List.of(
            "",
            " GROUP BY g",
            " GROUP BY g ORDER BY 1",
            " GROUP BY g ORDER BY COUNT(*)",
            " GROUP BY g + 1 ORDER BY NULL");

    private final Random random = new Random(SEED);
    private final List<String> differences = new ArrayList<>();
    private int compared;
    private int refused;

    @Test
    void expressions_haveTheServersDigitsTypesAndErrors() throws SQLException {
        compare(1_500);
    }

    @Test
    @Tag("proof")
    void manyExpressions_haveTheServersDigitsTypesAndErrors() throws SQLException {
        compare(40_000);
    }

    private void compare(int count) throws SQLException {
        System.out.println("MySqlExpressionsIT seed " + SEED);
        try (Connection connection = DriverManager.getConnection(
                        SharedMySql.get().newDatabase().jdbcUrl(), "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE inputs (g int, i1 int, i2 smallint, i3 bigint, i4 bigint, d1 decimal(12,2),"
                    + " d2 decimal(20,7), d3 decimal(9,0), d4 decimal(30,12))");
            for (int done = 0; done < count; done += BATCH) {
                statement.execute(
                        "SET div_precision_increment = " + List.of(4, 4, 8, 0).get(random.nextInt(4)));
                fill(statement);
                batch(statement);
            }
        }
        assertThat(differences.stream().limit(20)).isEmpty();
        assertThat(refused).isLessThan(compared / 2);
    }

    private void fill(Statement statement) throws SQLException {
        statement.execute("DELETE FROM inputs");
        int rows = 1 + random.nextInt(4);
        for (int row = 0; row < rows; row++) {
            statement.execute("INSERT INTO inputs VALUES (1, " + number(3, 0) + ", " + number(2, 0) + ", "
                    + (random.nextInt(6) == 0 ? "9223372036854775807" : number(5, 0)) + ", " + number(6, 0) + ", "
                    + number(6, 2) + ", " + number(5, 7) + ", " + number(4, 0) + ", " + number(4, 12) + ")");
        }
    }

    private String number(int digits, int scale) {
        if (random.nextInt(6) == 0) {
            return random.nextBoolean() ? "NULL" : "0";
        }
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        for (int i = 0; i < digits; i++) {
            text.append(random.nextInt(10));
        }
        for (int i = 0; i < scale; i++) {
            text.append(i == 0 ? "." : "").append(random.nextInt(10));
        }
        return text.toString();
    }

    private void batch(Statement statement) throws SQLException {
        ExpressionMaker maker = new ExpressionMaker(random, true, INTEGERS, DECIMALS);
        String plan = PLANS.get(random.nextInt(PLANS.size()));
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            made.add(maker.next());
        }
        List<String> all = new ArrayList<>(maker.inputs());
        List<@Nullable String> inputs = new ArrayList<>();
        // An input may hold an expression that fails: then nothing is known of this batch.
        try (ResultSet rows = statement.executeQuery("SELECT " + String.join(", ", all) + " FROM inputs")) {
            ColumnFacts facts = new MySqlRows().facts(rows);
            rows.next();
            for (int column = 1; column <= all.size(); column++) {
                inputs.add(rows.getString(column));
            }
            rows.close();
            if (hasSumOfNothing(all, inputs)) {
                return;
            }
            for (Made one : made) {
                check(statement, one, plan, inputs, facts);
            }
        } catch (SQLException overflow) {
            if (overflow.getErrorCode() != ErrorCode.VALUE_OVERFLOW.mysqlNumber()) {
                throw overflow;
            }
        }
    }

    /** A sum that becomes 0 has digits or none, as the order of its rows has it. */
    private static boolean hasSumOfNothing(List<String> texts, List<@Nullable String> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            String value = inputs.get(i);
            if (texts.get(i).startsWith("SUM") && value != null && new BigDecimal(value).signum() == 0) {
                return true;
            }
        }
        return false;
    }

    private void check(Statement statement, Made made, String plan, List<@Nullable String> inputs, ColumnFacts facts)
            throws SQLException {
        compared++;
        String sql = "SELECT " + made.sql() + " FROM inputs" + plan;
        String expected;
        ValueType type = facts.type(0);
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            type = new MySqlRows().facts(rows).type(0);
            expected = shown(rows.getString(1));
        } catch (SQLException failed) {
            expected = Integer.toString(failed.getErrorCode());
        }
        String actual;
        try {
            actual = shown(OneGroup.value(made.expression(), inputs, facts, type, RULES));
        } catch (ShardException failed) {
            actual = Integer.toString(failed.code().mysqlNumber());
            if (failed.code() == ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY) {
                refused++;
                return;
            }
        }
        if (!actual.equals(expected)) {
            differences.add(sql + "\n  is " + expected + "\n  not " + actual);
        }
    }

    /** The native driver writes small decimals with an exponent. */
    private static String shown(@Nullable String value) {
        return value == null ? "null" : new BigDecimal(value).toPlainString();
    }
}
