package io.kintsugi.router.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.router.schema.MySqlTypes;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Seed;
import io.kintsugi.topology.Hash;
import io.kintsugi.topology.KeyCanonicalizer;
import io.kintsugi.topology.KeyCollation;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.KeyWeights;
import io.kintsugi.topology.Match;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of keys, asked of a server: whatever row the server finds by {@code key = value}, the value has the key of
 * that row, or none.
 */
@MySqlTest
final class MySqlKeysIT {
    private static final int TEXTS = 250;
    private static final String LETTERS = "abzAZ09 ._-~'\\\"%\t\u0001éàßæñÅａ中😀\u00AD\u200D\u0301ıİſ";

    /** All weights known, as an engine would know them once it has asked. */
    private static KeyWeights server(Connection connection) {
        return (collation, text) -> {
            try (PreparedStatement weight = connection.prepareStatement(
                    "SELECT WEIGHT_STRING(CONVERT(? USING utf8mb4) COLLATE " + collation.name() + ")")) {
                weight.setString(1, text);
                try (ResultSet row = weight.executeQuery()) {
                    row.next();
                    return Optional.ofNullable(row.getBytes(1));
                }
            } catch (SQLException failed) {
                throw new IllegalStateException("the server does not weigh " + text, failed);
            }
        };
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(SharedMySql.get().newDatabase().jdbcUrl());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf8mb4_0900_ai_ci",
                "utf8mb4_0900_as_ci",
                "utf8mb4_0900_as_cs",
                "utf8mb4_0900_bin",
                "utf8mb4_bin",
                "utf8mb4_general_ci",
                "utf8mb4_es_trad_0900_ai_ci",
                "utf8mb4_ja_0900_as_cs_ks"
            })
    void textsThatTheServerFindsEqual_haveOneKey(String collation) throws SQLException {
        long seed = Seed.of("MySqlKeysIT");
        Random random = new Random(seed);
        KeyRule rule = KeyRule.mySql(KeyCollation.of(collation).orElseThrow());
        List<String> texts = texts(random);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY, k VARCHAR(20) COLLATE " + collation + ", KEY (k))");
            insert(connection, texts);
            KeyWeights weights = server(connection);
            try (ResultSet rows = statement.executeQuery("SELECT a.id, b.id FROM t a JOIN t b ON a.k = b.k")) {
                while (rows.next()) {
                    String one = texts.get(rows.getInt(1));
                    String other = texts.get(rows.getInt(2));
                    assertThat(key(rule, one, weights))
                            .as("seed %d: '%s' = '%s' under %s", seed, one, other, collation)
                            .isEqualTo(key(rule, other, weights));
                }
            }
        }
    }

    /** The table of weights for printable ASCII is the server's own. */
    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4_0900_ai_ci", "utf8mb4_0900_as_ci", "utf8mb4_0900_as_cs", "utf8mb4_general_ci"})
    void printableAscii_isWeighedAsTheServerDoes(String collation) throws SQLException {
        KeyRule rule = KeyRule.mySql(KeyCollation.of(collation).orElseThrow());
        long seed = Seed.of("MySqlKeysIT");
        Random random = new Random(seed);
        try (Connection connection = connect()) {
            KeyWeights weights = server(connection);
            for (int i = 0; i < TEXTS; i++) {
                String text = ascii(random, i);
                byte[] ours = key(rule, text, KeyWeights.NONE).orElseThrow().canonical();
                assertThat(ours)
                        .as("seed %d: '%s'", seed, text)
                        .isEqualTo(weights.weight(rule.collation().orElseThrow(), compared(rule, text))
                                .orElseThrow());
            }
        }
    }

    private static String compared(KeyRule rule, String text) {
        return rule.collation().orElseThrow().padded() ? text.stripTrailing() : text;
    }

    private static String ascii(Random random, int round) {
        if (round < 95) {
            return "x" + (char) (' ' + round) + "x";
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private static Optional<KeyValue> key(KeyRule rule, String text, KeyWeights weights) {
        return KeyCanonicalizer.fromObject(rule, text, weights);
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>(List.of("", " ", "a", "a ", "A", "á", "ss", "ß", "ch", "ab", "aB"));
        int[] letters = LETTERS.codePoints().toArray();
        while (texts.size() < TEXTS) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(3) + 1; i > 0; i--) {
                text.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static void insert(Connection connection, List<String> values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
            for (int i = 0; i < values.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, values.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Constants of every kind against columns of every kind. */
    @Test
    void constantsThatFindARow_haveItsKeyOrNone() throws SQLException {
        List<String> types = List.of(
                "bigint", "int unsigned", "decimal(12,3)", "date", "datetime(3)", "varbinary(20)", "varchar(20)");
        for (String type : types) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION sql_mode = ''");
                statement.execute("CREATE TABLE t (id INT PRIMARY KEY, k " + type + " NOT NULL)");
                List<String> stored = stored(type);
                insert(connection, stored);
                for (String constant : CONSTANTS) {
                    requireKeyOfRows(statement, type, constant);
                }
            }
        }
    }

    private static final List<String> CONSTANTS = List.of(
            "7",
            "-7",
            "7.0",
            "7.5",
            "7e0",
            "70e-1",
            "007",
            "9007199254740993",
            "1.005",
            "'7'",
            "'07'",
            "' 7'",
            "'7 '",
            "'7a'",
            "'7.0'",
            "'-7'",
            "'7e0'",
            "'9007199254740993'",
            "''",
            "'abc'",
            "'ABC'",
            "'abc '",
            "x'37'",
            "x'616263'",
            "DATE'2024-01-05'",
            "'2024-01-05'",
            "'2024-1-5'",
            "'20240105'",
            "20240105",
            "'2024-01-05 00:00:00'",
            "'2024-01-05 10:00:00'",
            "'2024-01-05T10:00:00.123'",
            "'2024-01-05 10:00:00.1234'",
            "20240105100000",
            "TIMESTAMP'2024-01-05 10:00:00'",
            "0",
            "'0'");

    private static List<String> stored(String type) {
        return switch (type) {
            case "date" -> List.of("2024-01-05", "0001-01-01");
            case "datetime(3)" -> List.of("2024-01-05 00:00:00", "2024-01-05 10:00:00", "2024-01-05 10:00:00.123");
            case "varbinary(20)", "varchar(20)" -> List.of("7", "07", " 7", "7a", "7.0", "abc", "ABC", "abc ", "", "0");
            case "decimal(12,3)" -> List.of("7", "7.5", "1.005", "0", "-7");
            case "int unsigned" -> List.of("7", "0");
            default -> List.of("7", "-7", "0", "9007199254740992", "9007199254740993");
        };
    }

    private static void requireKeyOfRows(Statement statement, String type, String constant) throws SQLException {
        KeyRule rule =
                MySqlTypes.of(type, Optional.of("utf8mb4_0900_ai_ci")).keyRule().orElseThrow();
        Optional<KeyValue> key = key(rule, constant);
        if (key.isEmpty()) {
            return;
        }
        try (ResultSet rows = statement.executeQuery("SELECT k FROM t WHERE k = " + constant)) {
            while (rows.next()) {
                assertThat(key.get())
                        .as("%s column finds %s by %s", type, rows.getString(1), constant)
                        .isEqualTo(ofRow(rule, rows));
            }
        } catch (SQLException refused) {
            assertThat(refused.getErrorCode()).as("%s by %s", type, constant).isPositive();
        }
    }

    private static KeyValue ofRow(KeyRule rule, ResultSet row) throws SQLException {
        String text = row.getString(1);
        return switch (rule.type()) {
            case INTEGER -> KeyValue.ofLong(row.getLong(1));
            case DECIMAL -> KeyValue.ofDecimal(new BigDecimal(text));
            case BYTES -> KeyValue.ofBytes(row.getBytes(1));
            default -> KeyCanonicalizer.fromObject(rule, text, KeyWeights.NONE).orElseThrow();
        };
    }

    private static Optional<KeyValue> key(KeyRule rule, String constant) {
        if (constant.startsWith("'")) {
            return KeyCanonicalizer.fromLiteral(
                    rule, constant.substring(1, constant.length() - 1), ZoneOffset.UTC, KeyWeights.NONE);
        }
        if (constant.startsWith("x'")) {
            String digits = constant.substring(2, constant.length() - 1);
            return KeyCanonicalizer.fromBytes(rule, HexFormat.of().parseHex(digits));
        }
        int quote = constant.indexOf('\'');
        if (quote > 0) {
            KeyType typed = constant.startsWith("DATE") ? KeyType.DATE : KeyType.TIMESTAMP;
            return typed == rule.type() ? key(rule, constant.substring(quote)) : Optional.empty();
        }
        Match match = KeyCanonicalizer.fromNumber(rule, constant);
        return match.value();
    }

    /** What docs/hash.md says MySQL has to compute is what we compute. */
    @Test
    void tokens_areTheSameInMySql() throws SQLException {
        requireTokens("bigint", "utf8mb4_0900_ai_ci", "CAST(k AS CHAR)", List.of("0", "-1", "9223372036854775807"));
        requireTokens(
                "decimal(20,4)",
                "utf8mb4_0900_ai_ci",
                "IF(LOCATE('.', k) > 0, TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM k)), k)",
                List.of("0", "7", "100", "7.5", "-0.1000"));
        requireTokens("varchar(20)", "utf8mb4_0900_bin", "CONVERT(k USING utf8mb4)", List.of("", "a", "a ", "金継ぎ"));
        requireTokens("varchar(20)", "utf8mb4_bin", "CONVERT(RTRIM(k) USING utf8mb4)", List.of("", "a", "a ", "😀"));
        requireTokens("varchar(20)", "latin1_bin", "CONVERT(RTRIM(k) USING utf8mb4)", List.of("", "a", "a "));
        requireTokens("varchar(20)", "utf8mb4_0900_ai_ci", "WEIGHT_STRING(k)", List.of("", "a", "A ", "é", "\u0001"));
        requireTokens("varchar(20)", "utf8mb4_general_ci", "WEIGHT_STRING(RTRIM(k))", List.of("", "a", "A ", "é"));
        requireTokens("date", "utf8mb4_0900_ai_ci", "DATE_FORMAT(k, '%Y-%m-%d')", List.of("2024-02-29", "0001-01-01"));
        requireTokens(
                "datetime(6)",
                "utf8mb4_0900_ai_ci",
                "CAST(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', k) AS CHAR)",
                List.of("2024-02-29 12:34:56.789012", "1969-12-31 23:59:59.999999", "0001-01-01 00:00:00"));
        requireTokens("varbinary(20)", "utf8mb4_0900_ai_ci", "k", List.of("", "abc"));
    }

    private static void requireTokens(String type, String collation, String canonical, List<String> values)
            throws SQLException {
        KeyRule rule = MySqlTypes.of(type, Optional.of(collation)).keyRule().orElseThrow();
        String collate = type.startsWith("varchar") ? " COLLATE " + collation : "";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET NAMES utf8mb4");
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY, k " + type + collate + ")");
            insert(connection, values);
            String token = "CAST(CONV(LEFT(SHA2(" + canonical + ", 256), 16), 16, -10) AS SIGNED)";
            try (ResultSet rows = statement.executeQuery("SELECT id, " + token + " FROM t")) {
                while (rows.next()) {
                    String value = values.get(rows.getInt(1));
                    assertThat(new Hash().token(ofValue(rule, value, server(connection))))
                            .as("%s %s %s", type, collation, value)
                            .isEqualTo(rows.getLong(2));
                }
            }
        }
    }

    private static KeyValue ofValue(KeyRule rule, String value, KeyWeights weights) {
        return switch (rule.type()) {
            case INTEGER -> KeyValue.ofLong(Long.parseLong(value));
            case DECIMAL -> KeyValue.ofDecimal(new BigDecimal(value));
            default -> KeyCanonicalizer.fromObject(rule, value, weights).orElseThrow();
        };
    }
}
