package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Marks;
import io.kintsugi.testkit.oracle.Query;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Random INSERTs, UPDATEs and DELETEs that leave the server no choice. Confined to one thread. */
final class WriteMaker {
    private static final int KEYS = 12;

    private final Dice dice;
    private Marks marks = new Marks();

    WriteMaker(Dice dice) {
        this.dice = dice;
    }

    Query next() {
        marks = new Marks();
        String sql = switch (dice.roll(20)) {
            case 0, 1, 2 -> insertUsers();
            case 3, 4 -> insertOrders();
            case 5 -> insertDocs();
            case 6 -> insertThings();
            case 7, 8 -> insertTickets();
            case 9 -> insertFromQuery();
            case 10, 11, 12 -> update();
            case 13, 14 -> delete();
            case 15 -> reference();
            case 16 -> flat();
            case 17 -> conflict();
            case 18 -> joined();
            default -> odd();
        };
        return marks.query("write", sql, false);
    }

    private String key() {
        int key = dice.roll(KEYS);
        return switch (dice.roll(10)) {
            case 0, 1 -> marks.mark((long) key, Types.BIGINT);
            case 2 -> marks.mark(key, Types.INTEGER);
            case 3 -> "'" + key + "'";
            case 4 ->
                dice.percent(30)
                        ? dice.of(
                                key + "::bigint",
                                key + ".0",
                                "NULL",
                                "DEFAULT",
                                key + " + 0",
                                key + "::int",
                                "(SELECT " + key + ")",
                                "'x'")
                        : "" + key;
            default -> "" + key;
        };
    }

    private String plainKey() {
        return dice.percent(30) ? marks.mark((long) dice.roll(KEYS), Types.BIGINT) : "" + dice.roll(KEYS);
    }

    private String text() {
        return dice.percent(20)
                ? marks.mark(dice.of("p", "q", "é"), Types.VARCHAR)
                : dice.of("'a'", "'b'", "NULL", "'O''Brien'", "DEFAULT");
    }

    private String age() {
        return dice.percent(20)
                ? marks.mark(dice.roll(50), Types.INTEGER)
                : dice.of("1", "20", "NULL", "DEFAULT", "'7'", "3 + 4", "abs(-2)");
    }

    private String returning() {
        return dice.percent(75) ? "" : dice.of(" RETURNING *", " RETURNING 1 AS one");
    }

    private String rows(java.util.function.Supplier<String> row) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i <= (dice.percent(50) ? 0 : dice.roll(4)); i++) {
            rows.add("(" + row.get() + ")");
        }
        return " VALUES " + String.join(dice.of(", ", ",\n -- row\n  "), rows);
    }

    private String insertUsers() {
        String tail = dice.percent(70)
                ? ""
                : dice.of(
                        " ON CONFLICT DO NOTHING",
                        " ON CONFLICT (user_id) DO NOTHING",
                        " ON CONFLICT (user_id) DO UPDATE SET age = excluded.age, name = users.name || 'x'",
                        " ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id, age = 1",
                        " ON CONFLICT (user_id) DO UPDATE SET age = users.age + 1 WHERE users.age > 5",
                        " ON CONFLICT ON CONSTRAINT users_pkey DO NOTHING");
        String into = switch (dice.roll(4)) {
            case 0 -> "INSERT INTO users" + rows(() -> key() + ", " + text() + ", " + age() + ", 'IN', 1.5");
            case 1 -> "INSERT INTO users (age, user_id)" + rows(() -> age() + ", " + key());
            case 2 -> "INSERT INTO public.users AS users (\"user_id\", name)" + rows(() -> key() + ", " + text());
            default ->
                "INSERT INTO users (user_id, name, age, score)"
                        + rows(() -> key() + ", " + text() + ", " + age() + ", "
                                + marks.mark(new BigDecimal("1.5"), Types.NUMERIC));
        };
        return into + tail + returning();
    }

    private String insertOrders() {
        return "INSERT INTO orders (order_id, user_id, total, status)"
                + rows(() -> dice.roll(5) + ", " + key() + ", " + dice.of("1.5", "NULL", "10", "1e20") + ", "
                        + dice.of("'new'", "'open'", "DEFAULT"))
                + (dice.percent(80) ? "" : " ON CONFLICT (user_id, order_id) DO UPDATE SET total = excluded.total + 1")
                + returning();
    }

    private String docKey() {
        String literal = OracleSchema.textKey(dice.roll(KEYS));
        return dice.percent(25)
                ? marks.mark(literal.substring(1, literal.length() - 1).replace("''", "'"), Types.VARCHAR)
                : literal;
    }

    private String insertDocs() {
        return "INSERT INTO docs (code, size)" + rows(() -> docKey() + ", " + dice.roll(9)) + returning();
    }

    private String uuid() {
        String literal = OracleSchema.uuid(dice.roll(KEYS));
        return dice.percent(25)
                ? marks.mark(UUID.fromString(literal.substring(1, literal.length() - 1)), Types.OTHER)
                : literal;
    }

    private String insertThings() {
        return dice.percent(50)
                ? "INSERT INTO things (uid, label)"
                        + rows(() -> uuid() + ", " + dice.of("'x'", "'much too long for it'", "NULL"))
                : "INSERT INTO parts" + rows(() -> uuid() + ", " + dice.roll(4) + ", " + dice.roll(9)) + returning();
    }

    /** Identifiers are generated, so they are not looked at. */
    private String insertTickets() {
        return "INSERT INTO tickets (user_id, note)" + rows(() -> plainKey() + ", " + text());
    }

    private String insertFromQuery() {
        return dice.of(List.of(
                "INSERT INTO users (user_id, name) SELECT " + plainKey() + ", 'sel'",
                "INSERT INTO users (user_id, name) SELECT user_id, 'sel' FROM orders WHERE user_id = " + plainKey(),
                "INSERT INTO users (user_id, name) SELECT user_id + 1, 'sel' FROM users WHERE user_id = " + plainKey(),
                "INSERT INTO orders (user_id, order_id) SELECT user_id, 100 + age FROM users WHERE age < 5",
                "INSERT INTO orders (user_id, order_id) SELECT user_id, 50 FROM users ON CONFLICT DO NOTHING",
                "INSERT INTO orders (user_id, order_id) SELECT age, 60 FROM users WHERE age IS NOT NULL",
                "INSERT INTO users (user_id) SELECT g FROM generate_series(1, 3) g ON CONFLICT DO NOTHING",
                "INSERT INTO users (user_id) VALUES (" + plainKey() + "), ((SELECT 3)) ON CONFLICT DO NOTHING",
                "INSERT INTO country (code, label) SELECT code || '2', label FROM country WHERE code = 'IN'",
                "INSERT INTO country (code) SELECT DISTINCT status FROM orders WHERE status IS NOT NULL",
                "INSERT INTO ledger (id, owner) SELECT id + 100, owner FROM ledger WHERE id < 2",
                "INSERT INTO ledger (id, owner) SELECT 1000 + user_id, 1 FROM users",
                "INSERT INTO tickets (user_id, note) SELECT user_id, name FROM users WHERE user_id = " + plainKey()));
    }

    private String where(String key) {
        return dice.of(List.of(
                " WHERE " + key + " = " + plainKey(),
                " WHERE " + key + " = " + key(),
                " WHERE " + key + " IN (" + plainKey() + ", " + plainKey() + ")",
                " WHERE " + key + " IN (" + plainKey() + ", " + plainKey() + ", NULL)",
                " WHERE " + key + " = " + plainKey() + " AND " + key + " = " + plainKey(),
                " WHERE " + key + " = " + plainKey() + " OR " + key + " = " + plainKey(),
                " WHERE NOT " + key + " = " + plainKey(),
                " WHERE " + key + " BETWEEN 2 AND 5",
                " WHERE " + key + " > " + plainKey(),
                ""));
    }

    private String update() {
        return dice.of(List.of(
                "UPDATE users SET age = age + 1" + where("user_id") + returning(),
                "UPDATE users SET name = " + text() + ", age = " + age() + where("user_id"),
                "UPDATE users AS u SET age = 5" + where("u.user_id")
                        + (dice.percent(30) ? " RETURNING u.user_id, age" : ""),
                "UPDATE users SET (name, age) = ('row', 9)" + where("user_id"),
                "UPDATE users SET name = 'x' WHERE age > 5" + returning(),
                "UPDATE users SET user_id = " + plainKey() + where("user_id"),
                "UPDATE users SET user_id = user_id" + where("user_id"),
                "UPDATE orders SET total = total * 2, status = 'done'" + where("user_id"),
                // One row of a user at most: with more, whether a key is met twice depends on the order of the rows.
                "UPDATE orders SET order_id = order_id + 10 WHERE order_id = 3",
                "UPDATE orders SET order_id = order_id + 10 WHERE order_id = 1 AND user_id = " + plainKey(),
                "UPDATE orders SET user_id = 3, total = 1 WHERE user_id = 3",
                "UPDATE docs SET size = size + 1 WHERE code = " + docKey(),
                "UPDATE docs SET size = 1, title = code WHERE code IN (" + docKey() + ", " + docKey() + ")",
                "UPDATE docs SET code = 'a' WHERE code = " + docKey(),
                "UPDATE things SET label = 'upd' WHERE uid = " + uuid(),
                "UPDATE parts SET qty = qty / 2",
                "UPDATE parts SET qty = 100 / qty WHERE qty <> 5",
                "UPDATE users SET age = 100 / age",
                "UPDATE tickets SET note = 'seen'" + where("user_id")));
    }

    private String delete() {
        return dice.of(List.of(
                "DELETE FROM users" + where("user_id") + returning(),
                "DELETE FROM orders" + where("user_id") + returning(),
                "DELETE FROM orders WHERE total > 100",
                "DELETE FROM docs WHERE code = " + docKey() + returning(),
                "DELETE FROM docs WHERE size > 5",
                "DELETE FROM things WHERE uid = " + uuid(),
                "DELETE FROM parts WHERE qty IS NULL OR qty < 3",
                "DELETE FROM tickets" + where("user_id"),
                "DELETE FROM users WHERE false"));
    }

    private String reference() {
        return dice.of(List.of(
                "INSERT INTO country VALUES (" + marks.mark("c" + dice.roll(6), Types.VARCHAR) + ", 'x', 1)",
                "INSERT INTO country (code, label)" + rows(() -> "'c" + dice.roll(6) + "', " + text()) + returning(),
                "INSERT INTO country VALUES ('IN', 'again', 1) ON CONFLICT (code) DO UPDATE SET label = excluded.label",
                "UPDATE country SET label = label || '!' WHERE code = 'IN'" + returning(),
                "UPDATE country SET region = 2 WHERE region = 1",
                "UPDATE country SET label = (SELECT name FROM region r WHERE r.id = country.region)",
                "UPDATE country SET label = (SELECT max(name) FROM users)",
                "DELETE FROM country WHERE code LIKE 'c%'" + returning(),
                "INSERT INTO region VALUES (" + (10 + dice.roll(5)) + ", 'r')",
                "DELETE FROM region WHERE id > 10"));
    }

    private String flat() {
        return dice.of(List.of(
                "INSERT INTO ledger (id, owner, amount)" + rows(() -> dice.roll(40) + ", 1, 2.5") + returning(),
                "UPDATE ledger SET amount = amount + 1 WHERE id < " + plainKey(),
                "DELETE FROM ledger WHERE id = " + plainKey(),
                "UPDATE ledger SET memo = (SELECT max(label) FROM country)"));
    }

    private String conflict() {
        return dice.of(List.of(
                "INSERT INTO docs (code, size)" + rows(() -> docKey() + ", 1")
                        + " ON CONFLICT (code) DO UPDATE SET size = docs.size + 1" + returning(),
                "INSERT INTO things (uid)" + rows(this::uuid) + " ON CONFLICT DO NOTHING" + returning(),
                "INSERT INTO users (user_id)" + rows(this::plainKey)
                        + " ON CONFLICT (user_id) DO UPDATE SET user_id = 5",
                "INSERT INTO users (user_id)" + rows(this::plainKey)
                        + " ON CONFLICT (user_id) DO UPDATE SET age = (SELECT count(*) FROM orders)",
                "INSERT INTO users (user_id)" + rows(this::plainKey) + " ON CONFLICT (name) DO NOTHING"));
    }

    private String joined() {
        return dice.of(List.of(
                "UPDATE users u SET age = 77 FROM orders o WHERE o.user_id = u.user_id AND o.status = 'new'",
                "UPDATE users u SET age = 78 FROM orders o WHERE o.user_id = u.user_id AND u.user_id = " + plainKey(),
                "UPDATE users u SET name = c.label FROM country c WHERE c.code = u.country",
                "UPDATE users u SET age = (SELECT count(*) FROM orders o WHERE o.user_id = u.user_id)",
                "UPDATE users SET age = (SELECT count(*) FROM orders)",
                "UPDATE users u SET age = 1 FROM orders o WHERE o.order_id = u.age",
                "UPDATE users SET name = 'in' WHERE user_id IN (SELECT user_id FROM orders WHERE total > 5)",
                "UPDATE users SET name = 'in' WHERE age IN (SELECT order_id FROM orders)",
                "UPDATE users u SET name = 'no' WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.user_id)",
                "UPDATE users SET name = 'no' WHERE user_id NOT IN (SELECT user_id FROM orders)",
                "DELETE FROM users u USING orders o WHERE o.user_id = u.user_id AND o.order_id = 4",
                "DELETE FROM orders WHERE user_id NOT IN (SELECT user_id FROM users)",
                "DELETE FROM orders o WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.user_id = o.user_id)",
                "DELETE FROM orders WHERE country IN (SELECT code FROM country)",
                "DELETE FROM users WHERE user_id = (SELECT max(user_id) FROM users)",
                "DELETE FROM users WHERE user_id = (SELECT " + plainKey() + ")",
                "DELETE FROM country WHERE code NOT IN (SELECT country FROM users WHERE country IS NOT NULL)"));
    }

    private String odd() {
        return dice.of(List.of(
                "WITH d AS (DELETE FROM orders WHERE user_id = 3 RETURNING *) INSERT INTO orders SELECT order_id + 20, user_id FROM d",
                "WITH d AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM d",
                "WITH d AS (DELETE FROM orders RETURNING *) INSERT INTO ledger (id, owner) SELECT 500 + user_id, 1 FROM d",
                "WITH n AS (INSERT INTO users (user_id) VALUES (3) ON CONFLICT DO NOTHING) INSERT INTO users (user_id) VALUES (4) ON CONFLICT DO NOTHING",
                "MERGE INTO users u USING (VALUES (" + plainKey()
                        + ")) v (id) ON u.user_id = v.id WHEN MATCHED THEN UPDATE SET age = 1"
                        + " WHEN NOT MATCHED THEN INSERT (user_id) VALUES (v.id)",
                "TRUNCATE tickets",
                "INSERT INTO users DEFAULT VALUES",
                "INSERT INTO users (name) VALUES ('nokey')",
                "INSERT INTO users (user_id, user_id) VALUES (1, 2)",
                "INSERT INTO users VALUES (1)",
                "INSERT INTO users (user_id, name) VALUES (1, 'a', 2)",
                "INSERT INTO users (user_id, name) VALUES (1), (2)",
                "INSERT INTO users (user_id, age) VALUES (9, 'x'), (10, 1)",
                "INSERT INTO users (user_id, score) VALUES (1, 1e20), (2, 1), (3, 1)",
                "UPDATE users SET nope = 1",
                "UPDATE users SET age = 'x' WHERE user_id = 1",
                "DELETE FROM users WHERE ctid IS NOT NULL",
                "UPDATE users SET score = random()::numeric(5,2) * 0 WHERE user_id IN (1, 2, 3)",
                "INSERT INTO region VALUES (77, md5('x')) ON CONFLICT DO NOTHING",
                "INSERT INTO v_users (user_id, age) VALUES (" + plainKey() + ", 3)",
                "UPDATE v_users SET age = 4 WHERE user_id = " + plainKey(),
                "DELETE FROM v_users WHERE user_id = " + plainKey(),
                "UPDATE v_users SET age = 6",
                "SELECT * FROM users WHERE user_id = " + plainKey() + " FOR UPDATE",
                "UPDATE ONLY users SET age = 8 WHERE user_id = " + plainKey()));
    }
}
