package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Parameter;
import java.sql.Types;
import java.util.List;
import java.util.UUID;

/** What PostgreSQL understands. */
final class PostgresSpeech implements Speech {
    @Override
    public Schema schema() {
        return OracleSchema.SCHEMA;
    }

    @Override
    public String textKey(int number) {
        return OracleSchema.textKey(number);
    }

    @Override
    public String uuid(int number) {
        return OracleSchema.uuid(number);
    }

    @Override
    public String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }

    @Override
    public Parameter boundUuid(String literal) {
        return new Parameter(UUID.fromString(unquoted(literal)), Types.OTHER);
    }

    @Override
    public int untyped() {
        return Types.OTHER;
    }

    @Override
    public String text(String value) {
        return value + "::text";
    }

    @Override
    public String bytewise(String text) {
        return text + " COLLATE \"C\"";
    }

    @Override
    public String nulls(Dice dice) {
        return dice.of("", "", " NULLS FIRST", " NULLS LAST");
    }

    @Override
    public List<String> joins() {
        return List.of(" JOIN ", " INNER JOIN ", " JOIN ", " LEFT JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ");
    }

    @Override
    public List<String> tableLocks() {
        return List.of("FOR UPDATE", "FOR SHARE", "FOR UPDATE NOWAIT", "FOR NO KEY UPDATE OF w", "FOR KEY SHARE");
    }

    @Override
    public List<String> distinct(String identity) {
        return List.of("DISTINCT ", "DISTINCT ", "DISTINCT ON (" + identity + ") ");
    }

    @Override
    public List<String> setOperations() {
        return List.of(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ", " INTERSECT ALL ", " EXCEPT ALL ");
    }

    @Override
    public boolean renamesColumns() {
        return true;
    }

    @Override
    public List<String> materializations() {
        return List.of("", "", "MATERIALIZED ", "NOT MATERIALIZED ");
    }

    @Override
    public List<String> labels(String other, int item) {
        return List.of(" AS a" + item, " AS \"User Id\"", " AS " + other, " z" + item);
    }

    @Override
    public boolean callsColumnsByText() {
        return false;
    }

    @Override
    public List<String> itemConstants() {
        return List.of("1", "'x'", "NULL", "1.50", "true");
    }

    @Override
    public List<String> limits(int number, int offset) {
        return List.of(
                " LIMIT " + number,
                " LIMIT " + number + " OFFSET " + offset,
                " OFFSET " + number,
                " OFFSET " + number + " ROWS",
                " OFFSET " + number + " LIMIT " + offset,
                " FETCH FIRST " + number + " ROWS ONLY",
                " OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY",
                " FETCH FIRST ROW ONLY",
                " FETCH FIRST 3 ROWS WITH TIES");
    }

    @Override
    public List<String> boundLimits(String number, String offset) {
        return List.of(
                " LIMIT " + number + " OFFSET " + offset,
                " OFFSET " + offset + " LIMIT " + number,
                " OFFSET " + number);
    }

    @Override
    public List<String> oddLimits() {
        return List.of(
                " LIMIT NULL",
                " LIMIT ALL",
                " LIMIT 0",
                " LIMIT '3'",
                " LIMIT 2 + 1",
                " LIMIT 3.0",
                " LIMIT 2.5",
                " LIMIT (4)",
                " LIMIT 3::bigint",
                " LIMIT -1",
                " LIMIT NULL::int",
                " LIMIT 9223372036854775807 OFFSET 2",
                " LIMIT (SELECT 3)",
                " LIMIT least(4, 2)",
                " LIMIT +3");
    }

    @Override
    public List<String> groupings(String by) {
        return List.of("ROLLUP (" + by + ")", "CUBE (" + by + ")");
    }

    @Override
    public List<String> computed(String name, Column column, String condition) {
        return PostgresExpressions.of(name, column, condition);
    }

    @Override
    public List<String> computedNumbers(String name, Column column) {
        return PostgresExpressions.numbers(name, column);
    }

    @Override
    public List<String> sums(String name, String argument, Column column) {
        return List.of(
                "sum(" + argument + ")",
                "avg(" + argument + ")",
                "sum(" + argument + ")",
                column.shown("sum(DISTINCT " + name + ")"),
                column.sound() ? "avg(DISTINCT " + name + ")" : "count(DISTINCT " + name + ")",
                column.shown("max(" + name + ")"),
                "pg_catalog.sum(" + argument + ")",
                "SUM ( " + argument + " )");
    }

    @Override
    public List<String> otherAggregates(String name, Column column, String order) {
        return List.of(
                "count(DISTINCT " + (column.comparable() ? name : "1") + ")",
                "string_agg(" + name + "::text, ','" + order + ")",
                "array_agg(" + name + order + ")");
    }

    @Override
    public List<String> booleanAggregates(String name) {
        return List.of("bool_and(" + name + ")", "bool_or(" + name + ")", "every(" + name + ")");
    }

    @Override
    public boolean computesWithAverages() {
        return true;
    }

    @Override
    public List<String> above(String one, String other) {
        return List.of(
                one + " + " + other,
                one + " - " + other,
                one + " * " + other,
                one + " / nullif(" + other + ", 0)",
                "coalesce(" + one + ", 0)",
                "coalesce(" + one + ", 0.00)",
                "coalesce(" + one + ", count(*))",
                "round(CAST(" + one + " AS DECIMAL(30, 8)), 2)",
                "CASE WHEN " + one + " > 3 THEN " + other + " ELSE 0 END",
                "100.0 * " + one + " / count(*)",
                "CAST(" + one + " AS DECIMAL(30, 4))",
                "abs(" + one + ") - 1");
    }

    @Override
    public boolean hasExtremes(Column column) {
        return column.comparable() && column.kind() != Kind.UUID && column.kind() != Kind.BOOLEAN;
    }

    @Override
    public String filtered(String call, String condition) {
        int end = call.startsWith("trim_scale(") || call.contains(" > interval") ? -1 : call.length();
        boolean bare = end > 0 && call.endsWith(")") && !call.startsWith("lower(") && !call.startsWith("jsonb_typeof(");
        return bare ? call + " FILTER (WHERE " + condition + ")" : call;
    }

    @Override
    public List<String> combined(String left, String right) {
        return List.of(
                "(" + left + " OR " + right + ")",
                "(" + left + " AND " + right + ")",
                "NOT (" + left + ")",
                "(" + left + ") IS NOT TRUE",
                "CASE WHEN " + left + " THEN " + right + " ELSE false END",
                "coalesce(" + left + ", false)",
                left);
    }

    @Override
    public List<String> keyConditions(String key, String one, String two, String three, String otherColumn) {
        return PostgresConditions.ofKey(key, one, two, three, otherColumn);
    }

    @Override
    public List<String> conditions(String name, Column column, String value, String other) {
        return PostgresConditions.of(name, column, value, other);
    }

    @Override
    public List<String> literals(Column column) {
        return PostgresLiterals.of(column);
    }

    @Override
    public List<String> integerForms() {
        return PostgresLiterals.integers();
    }

    @Override
    public List<String> negativeForms() {
        return PostgresLiterals.negatives();
    }

    @Override
    public List<String> textForms(boolean backslash) {
        return PostgresLiterals.texts(backslash);
    }

    @Override
    public List<String> uuidForms(String quoted) {
        return PostgresLiterals.uuids(quoted);
    }

    @Override
    public String uuidOf(String parameter) {
        return parameter + "::uuid";
    }

    @Override
    public List<String> tableless(String age, String key) {
        return List.of(
                "VALUES (1, 'a'), (2, NULL)",
                "SELECT 1, 'x'::text, NULL, 1.50, 3000000000",
                "SELECT * FROM generate_series(1, 3) g",
                "SELECT * FROM (VALUES (1), (2)) v (a) WHERE a > " + age,
                "SELECT " + key,
                "SELECT count(*) FROM generate_series(1, 3)",
                "SELECT u.user_id FROM (VALUES (1), (2), (7)) v (id) JOIN users u ON u.user_id = v.id",
                "SELECT v.id, u.name FROM (VALUES (1), (2), (99)) v (id) LEFT JOIN users u ON u.user_id = v.id",
                "SELECT g, u.name FROM generate_series(1, 5) g JOIN users u ON u.user_id = g",
                "SELECT u.user_id, g FROM users u, generate_series(1, 2) g",
                "SELECT u.user_id, g FROM users u CROSS JOIN LATERAL generate_series(1, u.age % 3) g",
                "TABLE country",
                "TABLE users",
                "SELECT (SELECT count(*) FROM users)",
                "SELECT (SELECT count(*) FROM users WHERE user_id = 3), (SELECT count(*) FROM country)",
                "SELECT EXISTS (SELECT 1 FROM users WHERE user_id = 7)",
                "SELECT unnest(ia) FROM kinds",
                "SELECT user_id, generate_series(1, 2) FROM users",
                "SELECT users FROM users",
                "SELECT (users).name FROM users",
                "SELECT users.* FROM users, country c WHERE users.country = c.code",
                "SELECT row_to_json(users)::text FROM users",
                "SELECT count(users), count(DISTINCT country) FROM users");
    }

    @Override
    public List<String> errors() {
        return List.of(
                "SELECT 1 / 0 FROM kinds",
                "SELECT nope FROM users",
                "SELECT name::integer FROM users WHERE user_id = 7 AND false IS NOT NULL",
                "SELECT user_id FROM users, orders",
                "SELECT name, count(*) FROM users",
                "SELECT * FROM users WHERE user_id = 'abc'",
                "SELECT * FROM users WHERE user_id = 99999999999999999999",
                "SELECT * FROM things WHERE uid = 'nope'",
                "SELECT * FROM users WHERE user_id = '99999999999999999999'",
                "SELECT * FROM users ORDER BY 99",
                "SELECT * FROM users LIMIT -1",
                "SELECT sum(i8) / 0 FROM kinds",
                "SELECT * FROM users WHERE age",
                "SELECT j = j FROM kinds",
                "SELECT DISTINCT j FROM kinds",
                "SELECT * FROM users u JOIN orders o USING (nope)",
                "SELECT user_id FROM users UNION SELECT name FROM users",
                "SELECT * FROM users WHERE user_id IN (1, 'x')",
                "SELECT FROM users WHERE",
                "SELECT nofunction(1) FROM users WHERE user_id = 1",
                "SELECT u.name FROM users WHERE user_id = 1",
                "SELECT DISTINCT name FROM users ORDER BY age",
                "SELECT name AS n, age AS n FROM users ORDER BY n",
                "SELECT count(*) FROM users HAVING age > 1");
    }
}
