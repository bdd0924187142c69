package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Parameter;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;

/**
 * What MySQL understands, less what its plan decides: digits of what is computed with an average or quotient, and which
 * spelling stands for texts that a collation takes for equal.
 */
final class MySqlSpeech implements Speech {
    private static final String QUOTE = "'";

    private final MySqlExpressions expressions = new MySqlExpressions();

    @Override
    public Schema schema() {
        return MySqlOracleSchema.SCHEMA;
    }

    @Override
    public String textKey(int number) {
        return MySqlOracleRows.textKey(number);
    }

    @Override
    public String uuid(int number) {
        return MySqlOracleRows.uuid(number);
    }

    @Override
    public String unquoted(String literal) {
        String body = literal.substring(literal.indexOf(QUOTE) + 1, literal.length() - 1);
        return literal.startsWith("x")
                ? new String(HexFormat.of().parseHex(body), StandardCharsets.ISO_8859_1)
                : body.replace("''", QUOTE).replace("\\\\", "\\");
    }

    @Override
    public Parameter boundUuid(String literal) {
        byte[] bytes = unquoted(literal).getBytes(StandardCharsets.ISO_8859_1);
        return new Parameter(bytes, Types.VARBINARY);
    }

    @Override
    public int untyped() {
        return Types.VARCHAR;
    }

    @Override
    public String text(String value) {
        return "CAST(" + value + " AS CHAR)";
    }

    @Override
    public String bytewise(String text) {
        return text + " COLLATE " + MySqlOracleSchema.BYTES;
    }

    @Override
    public String nulls(Dice dice) {
        return "";
    }

    @Override
    public List<String> joins() {
        return List.of(
                " JOIN ", " INNER JOIN ", " LEFT JOIN ", " LEFT JOIN ", " LEFT OUTER JOIN ", " RIGHT JOIN ", " JOIN ");
    }

    @Override
    public List<String> tableLocks() {
        return List.of("FOR UPDATE", "FOR SHARE", "FOR UPDATE NOWAIT", "FOR SHARE OF w", "LOCK IN SHARE MODE");
    }

    @Override
    public List<String> distinct(String identity) {
        return List.of("DISTINCT ", "DISTINCT ", "DISTINCTROW ");
    }

    @Override
    public List<String> setOperations() {
        return List.of(
                " UNION ",
                " UNION ALL ",
                " UNION DISTINCT ",
                " INTERSECT ",
                " EXCEPT ",
                " INTERSECT ALL ",
                " EXCEPT ALL ");
    }

    @Override
    public boolean renamesColumns() {
        return false;
    }

    @Override
    public List<String> materializations() {
        return List.of("");
    }

    @Override
    public List<String> labels(String other, int item) {
        return List.of(" AS a" + item, " AS `User Id`", " AS " + other, " z" + item, " AS 'quoted'");
    }

    @Override
    public boolean callsColumnsByText() {
        return true;
    }

    @Override
    public List<String> itemConstants() {
        return List.of("1", "'x'", "NULL", "1.50", "TRUE", "1e3", "x'41'", "DATE '2024-02-29'");
    }

    @Override
    public List<String> limits(int number, int offset) {
        return List.of(
                " LIMIT " + number,
                " LIMIT " + number,
                " LIMIT " + number + " OFFSET " + offset,
                " LIMIT " + offset + ", " + number,
                " LIMIT " + offset + ", 18446744073709551615");
    }

    @Override
    public List<String> boundLimits(String number, String offset) {
        return List.of(
                " LIMIT " + number + " OFFSET " + offset, " LIMIT " + offset + ", " + number, " LIMIT " + number);
    }

    @Override
    public List<String> oddLimits() {
        return List.of(
                " LIMIT 0",
                " LIMIT 0, 3",
                " LIMIT '3'",
                " LIMIT 3.0",
                " LIMIT 2 + 1",
                " LIMIT NULL",
                " LIMIT -1",
                " LIMIT 0x03",
                " LIMIT 18446744073709551615 OFFSET 2",
                " LIMIT 9223372036854775807 OFFSET 9",
                " LIMIT (4)",
                " LIMIT 3 OFFSET 0");
    }

    @Override
    public List<String> groupings(String by) {
        return List.of(by + " WITH ROLLUP");
    }

    @Override
    public List<String> computed(String name, Column column, String condition) {
        return expressions.computed(name, column, condition);
    }

    @Override
    public List<String> computedNumbers(String name, Column column) {
        return expressions.computedNumbers(name, column);
    }

    @Override
    public List<String> sums(String name, String argument, Column column) {
        return List.of(
                "sum(" + argument + ")",
                "avg(" + argument + ")",
                "SUM(" + argument + ")",
                "sum(DISTINCT " + name + ")",
                "avg(DISTINCT " + name + ")",
                "max(" + name + ")",
                "SUM( " + argument + " )",
                "BIT_XOR(" + name + ")",
                "COUNT(DISTINCT " + name + ")");
    }

    /** A digest of what GROUP_CONCAT makes, since it is of another type where rows are read by a cursor. */
    @Override
    public List<String> otherAggregates(String name, Column column, String order) {
        return List.of(
                "count(DISTINCT " + (column.comparable() ? name : "1") + ")",
                "SHA2(GROUP_CONCAT(" + name + order + "), 224)",
                "SHA2(GROUP_CONCAT(" + name + order + " SEPARATOR '-'), 224)",
                "count(DISTINCT " + name + ", 1)");
    }

    @Override
    public List<String> booleanAggregates(String name) {
        return List.of("min(" + name + ")", "max(" + name + ")", "sum(" + name + ")", "BIT_OR(" + name + ")");
    }

    @Override
    public boolean computesWithAverages() {
        return false;
    }

    @Override
    public List<String> above(String one, String other) {
        return expressions.above(one, other);
    }

    /** Whether the greatest YEAR is shown as a date or a number is a matter of the plan. */
    @Override
    public boolean hasExtremes(Column column) {
        return column.comparable() && !column.name().equals("y");
    }

    @Override
    public String filtered(String call, String condition) {
        return call;
    }

    @Override
    public List<String> keyConditions(String key, String one, String two, String three, String otherColumn) {
        return MySqlConditions.ofKey(key, one, two, three, otherColumn);
    }

    @Override
    public List<String> conditions(String name, Column column, String value, String other) {
        return MySqlConditions.of(name, column, value, other);
    }

    @Override
    public List<String> combined(String left, String right) {
        return List.of(
                "(" + left + " OR " + right + ")",
                "(" + left + " AND " + right + ")",
                "NOT (" + left + ")",
                "(" + left + ") IS NOT TRUE",
                "IF(" + left + ", " + right + ", FALSE)",
                "CASE WHEN " + left + " THEN " + right + " ELSE FALSE END",
                "coalesce(" + left + ", FALSE)",
                "((" + left + ") XOR (" + right + "))",
                "((" + left + ") && (" + right + "))",
                "! (" + left + ")",
                left);
    }

    @Override
    public List<String> literals(Column column) {
        return MySqlLiterals.of(column);
    }

    @Override
    public List<String> integerForms() {
        return MySqlLiterals.INTEGERS;
    }

    @Override
    public List<String> negativeForms() {
        return List.of("-5", "-5", "'-5'", "- 5", "(-5)", "CAST(-5 AS SIGNED)", "-5.0", "-(5)", "-5e0", "-'5'");
    }

    @Override
    public List<String> textForms(boolean backslash) {
        return MySqlLiterals.texts(backslash);
    }

    @Override
    public List<String> uuidForms(String quoted) {
        return MySqlLiterals.bytes(quoted.substring(2, quoted.length() - 1));
    }

    @Override
    public String uuidOf(String parameter) {
        return "CAST(CONVERT(" + parameter + " USING latin1) AS BINARY)";
    }

    @Override
    public List<String> tableless(String age, String key) {
        return List.of(
                "VALUES ROW(1, 'a'), ROW(2, NULL)",
                "SELECT 1, 'x', NULL, 1.50, 3000000000, 18446744073709551615, -1, 1e3",
                "SELECT * FROM JSON_TABLE('[1, 2, 3]', '$[*]' COLUMNS (g int PATH '$')) jt",
                "SELECT * FROM (VALUES ROW(1), ROW(2)) v (a) WHERE a > " + age,
                "SELECT " + key,
                "SELECT 1 FROM DUAL WHERE 1 = 2",
                "WITH RECURSIVE r (g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM r WHERE g < 3) SELECT count(*) FROM r",
                "SELECT u.user_id FROM (SELECT 1 AS id UNION ALL SELECT 7) v JOIN users u ON u.user_id = v.id",
                "SELECT v.id, u.name FROM (VALUES ROW(1), ROW(99)) v (id) LEFT JOIN users u ON u.user_id = v.id",
                "WITH RECURSIVE r (g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM r WHERE g < 5)"
                        + " SELECT g, u.name FROM r JOIN users u ON u.user_id = g",
                "SELECT u.user_id, v.g FROM users u, (SELECT 1 AS g UNION SELECT 2) v",
                "TABLE country",
                "TABLE users",
                "TABLE users ORDER BY user_id LIMIT 3",
                "SELECT (SELECT count(*) FROM users)",
                "SELECT (SELECT count(*) FROM users WHERE user_id = 3), (SELECT count(*) FROM country)",
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM users WHERE user_id = 7)",
                "SELECT users.* FROM users, country c WHERE users.country = c.code",
                "SELECT count(DISTINCT age, country), count(DISTINCT country) FROM users",
                "SELECT SQL_SMALL_RESULT age, count(*) FROM users GROUP BY age",
                "SELECT /*! user_id */ FROM users WHERE user_id = 3 # user_id = 4",
                "SELECT SHA2(GROUP_CONCAT(DISTINCT age ORDER BY age DESC), 224) FROM users");
    }

    @Override
    public List<String> errors() {
        return List.of(
                "SELECT nope FROM users",
                "SELECT user_id FROM users, orders",
                "SELECT name, count(*) FROM users",
                "SELECT name, age FROM users GROUP BY age",
                "SELECT * FROM users ORDER BY 99",
                "SELECT * FROM users LIMIT -1",
                "SELECT i8 + 9223372036854775807 FROM kinds WHERE i8 > 4",
                "SELECT EXP(1000) FROM users",
                "SELECT CAST('nope' AS JSON) FROM users",
                "SELECT (SELECT user_id FROM users) FROM country",
                "SELECT * FROM users u JOIN orders o USING (nope)",
                "SELECT user_id, age FROM users UNION SELECT name FROM users",
                "SELECT FROM users WHERE",
                "SELECT nofunction(1) FROM users WHERE user_id = 1",
                "SELECT u.name FROM users WHERE user_id = 1",
                "SELECT DISTINCT name FROM users ORDER BY age",
                "SELECT name AS n, age AS n FROM users ORDER BY n",
                "SELECT count(*) FROM users HAVING age > 1",
                "SELECT ta = tc FROM kinds",
                "SELECT * FROM users FULL JOIN orders ON TRUE",
                "SELECT (1, 2) FROM users",
                "SELECT count(*), user_id FROM users WHERE user_id > 0 LIMIT 1");
    }
}
