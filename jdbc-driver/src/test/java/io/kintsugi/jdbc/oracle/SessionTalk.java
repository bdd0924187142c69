package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.List;

/** What a session is told between two queries: settings by which values look otherwise, and writes of its own. */
final class SessionTalk {
    private SessionTalk() {}

    static String setting(Dice dice) {
        return dice.of(List.of(
                "SET TimeZone = 'Asia/Kolkata'",
                "SET TimeZone = 'America/New_York'",
                "SET TimeZone = 'UTC'",
                "SET TIME ZONE -3",
                "RESET TimeZone",
                "SET IntervalStyle = 'iso_8601'",
                "SET IntervalStyle = 'postgres_verbose'",
                "RESET IntervalStyle",
                "SET bytea_output = 'escape'",
                "RESET bytea_output"));
    }

    /** To be rolled back. Each is of one shard; together they may be of several. */
    static List<String> writes(Dice dice) {
        int key = dice.roll(OracleSchema.KEYS);
        return dice.of(
                List.of("UPDATE kinds SET i4 = 10, tc = 'own', td = 'own' WHERE id = " + key),
                List.of("DELETE FROM kinds WHERE id = " + key),
                List.of(
                        "UPDATE users SET age = 99, name = 'own' WHERE user_id = " + key,
                        "UPDATE users SET age = 98, country = NULL WHERE user_id = " + (key + 1)),
                List.of(
                        "INSERT INTO orders (order_id, user_id, total, status) VALUES (90, " + key + ", 0.125, 'own')",
                        "DELETE FROM orders WHERE user_id = " + (key + 1)),
                List.of("DELETE FROM docs WHERE code = " + OracleSchema.textKey(key)));
    }
}
