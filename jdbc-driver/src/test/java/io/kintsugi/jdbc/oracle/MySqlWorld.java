package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Connection;
import java.util.List;
import java.util.regex.Pattern;

/** MySQL's. */
final class MySqlWorld implements DialectWorld {
    private static final Pattern PLANNED_TYPE =
            Pattern.compile("\\b(?:min|max|weight_string)\\(|GROUP BY|DISTINCT", Pattern.CASE_INSENSITIVE);

    private final SharedServer server = new MySqlDatabases();
    private final Speech speech = new MySqlSpeech();

    @Override
    public Speech speech() {
        return speech;
    }

    @Override
    public SharedServer server() {
        return server;
    }

    @Override
    public List<String> definitions() {
        return MySqlOracleSchema.definitions();
    }

    @Override
    public List<String> rows(long seed) {
        return MySqlOracleRows.rows(seed);
    }

    /** As Kintsugi reads several shards, and the workbench. */
    @Override
    public List<Answer> otherAnswers(Connection plain, Query query) {
        return PreparedAnswers.of(plain, query);
    }

    /**
     * MIN and MAX of an INT are INT or BIGINT, of a truth TINYINT or BIT, a truth that rows are grouped by INT or
     * BIGINT, weights VARBINARY or BLOB: by whether the plan has a temporary table, and that by the number of rows.
     */
    @Override
    public boolean leavesTypesOpen(Query query) {
        return PLANNED_TYPE.matcher(query.sql()).find();
    }

    /**
     * Not NO_BACKSLASH_ESCAPES: the native driver does not notice it, and writes its parameters as if backslashes were
     * still escapes.
     */
    @Override
    public String setting(Dice dice) {
        return dice.of(List.of(
                "SET time_zone = '+05:30'",
                "SET time_zone = '-03:00'",
                "SET time_zone = DEFAULT",
                "SET sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,PIPES_AS_CONCAT'",
                "SET sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,HIGH_NOT_PRECEDENCE'",
                "SET sql_mode = DEFAULT",
                "SET div_precision_increment = 8",
                "SET div_precision_increment = DEFAULT",
                "SET group_concat_max_len = 30",
                "SET group_concat_max_len = DEFAULT",
                "SET collation_connection = 'utf8mb4_bin'",
                "SET collation_connection = 'utf8mb4_0900_ai_ci'"));
    }

    @Override
    public List<String> writes(Dice dice) {
        int key = dice.roll(OracleSchema.KEYS);
        return dice.of(
                List.of("UPDATE kinds SET i4 = 10, tb = 'own', tc = 'own' WHERE id = " + key),
                List.of("DELETE FROM kinds WHERE id = " + key),
                List.of(
                        "UPDATE users SET age = 99, name = 'own' WHERE user_id = " + key,
                        "UPDATE users SET age = 98, country = NULL WHERE user_id = " + (key + 1)),
                List.of(
                        "INSERT INTO orders (order_id, user_id, total, status) VALUES (90, " + key + ", 0.125, 'own')",
                        "DELETE FROM orders WHERE user_id = " + (key + 1)),
                List.of("DELETE FROM docs WHERE code = " + MySqlOracleRows.textKey(key)));
    }
}
