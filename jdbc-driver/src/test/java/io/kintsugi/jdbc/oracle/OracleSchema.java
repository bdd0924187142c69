package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.ArrayList;
import java.util.List;

/** The tables, where they lie, and their rows: many types, NULLs, duplicates, extremes, and texts of many bytes. */
final class OracleSchema {
    static final int KEYS = 24;

    static final Table KINDS = new Table(
            "kinds",
            "id",
            List.of("id"),
            "bigint",
            List.of(
                    new Column("id", Kind.INTEGER),
                    new Column("i2", Kind.INTEGER),
                    new Column("i4", Kind.INTEGER),
                    new Column("i8", Kind.INTEGER),
                    new Column("n", Kind.NUMERIC),
                    new Column("n2", Kind.NUMERIC),
                    Column.open("nm", Kind.NUMERIC, "trim_scale(%s)"),
                    new Column("f4", Kind.FLOAT),
                    Column.open("f8", Kind.OTHER, "%s + 0"),
                    new Column("tc", Kind.TEXT).collated("C"),
                    new Column("td", Kind.TEXT),
                    new Column("ti", Kind.TEXT).collated("en-x-icu"),
                    Column.open("tn", Kind.TEXT, "lower(%s COLLATE \"en-x-icu\")")
                            .collated("loose"),
                    new Column("vc", Kind.TEXT),
                    new Column("ch", Kind.OTHER),
                    new Column("b", Kind.BOOLEAN),
                    new Column("d", Kind.DATE),
                    new Column("ts", Kind.TIMESTAMP),
                    new Column("tsz", Kind.OTHER),
                    new Column("tm", Kind.OTHER),
                    Column.open("iv", Kind.OTHER, "%s > interval '10 days'"),
                    new Column("u", Kind.UUID),
                    new Column("ba", Kind.OTHER),
                    new Column("j", Kind.OPAQUE),
                    Column.open("jb", Kind.OTHER, "jsonb_typeof(%s)"),
                    new Column("ia", Kind.OTHER),
                    new Column("mood", Kind.OTHER)));
    static final Table USERS = new Table(
            "users",
            "user_id",
            List.of("user_id"),
            "bigint",
            List.of(
                    new Column("user_id", Kind.INTEGER),
                    new Column("name", Kind.TEXT),
                    new Column("age", Kind.INTEGER),
                    new Column("country", Kind.TEXT),
                    new Column("score", Kind.NUMERIC)));
    static final Table ORDERS = new Table(
            "orders",
            "user_id",
            List.of("user_id", "order_id"),
            "bigint",
            List.of(
                    new Column("order_id", Kind.INTEGER),
                    new Column("user_id", Kind.INTEGER),
                    new Column("total", Kind.NUMERIC),
                    new Column("status", Kind.TEXT).collated("C"),
                    new Column("placed", Kind.DATE),
                    new Column("country", Kind.TEXT)));
    static final Table DOCS = new Table(
            "docs",
            "code",
            List.of("code"),
            "text",
            List.of(
                    new Column("code", Kind.TEXT).collated("C"),
                    new Column("title", Kind.TEXT),
                    new Column("size", Kind.INTEGER),
                    new Column("owner", Kind.INTEGER)));
    static final Table NOTES = new Table(
            "notes",
            "code",
            List.of("code", "no"),
            "text",
            List.of(
                    new Column("code", Kind.TEXT).collated("C"),
                    new Column("no", Kind.INTEGER),
                    new Column("body", Kind.TEXT)));
    static final Table THINGS = new Table(
            "things",
            "uid",
            List.of("uid"),
            "uuid",
            List.of(
                    new Column("uid", Kind.UUID),
                    new Column("label", Kind.TEXT),
                    Column.open("weight", Kind.NUMERIC, "trim_scale(%s)"),
                    new Column("owner", Kind.INTEGER)));
    static final Table PARTS = new Table(
            "parts",
            "uid",
            List.of("uid", "part"),
            "uuid",
            List.of(new Column("uid", Kind.UUID), new Column("part", Kind.INTEGER), new Column("qty", Kind.INTEGER)));
    static final Table COUNTRY = new Table(
            "country",
            "",
            List.of("code"),
            "reference",
            List.of(new Column("code", Kind.TEXT), new Column("label", Kind.TEXT), new Column("region", Kind.INTEGER)));
    static final Table REGION = new Table(
            "region",
            "",
            List.of("id"),
            "reference",
            List.of(new Column("id", Kind.INTEGER), new Column("name", Kind.TEXT)));
    static final Table LEDGER = new Table(
            "ledger",
            "",
            List.of("id"),
            "flat",
            List.of(
                    new Column("id", Kind.INTEGER),
                    new Column("owner", Kind.INTEGER),
                    new Column("amount", Kind.NUMERIC),
                    new Column("memo", Kind.TEXT)));
    static final Table V_USERS = new Table(
            "v_users",
            "user_id",
            List.of("user_id"),
            "bigint",
            List.of(
                    new Column("user_id", Kind.INTEGER),
                    new Column("name", Kind.TEXT),
                    new Column("age", Kind.INTEGER)));
    static final Table V_TOTALS = new Table(
            "v_totals",
            "user_id",
            List.of("user_id"),
            "bigint",
            List.of(
                    new Column("user_id", Kind.INTEGER),
                    new Column("n", Kind.INTEGER),
                    new Column("total", Kind.NUMERIC)));

    static final Table V_SEVEN = new Table(
            "v_seven",
            "user_id",
            List.of("user_id"),
            "bigint",
            List.of(
                    new Column("user_id", Kind.INTEGER),
                    new Column("name", Kind.TEXT),
                    new Column("country", Kind.TEXT)));
    static final Table V_FEW = new Table(
            "v_few",
            "id",
            List.of("id"),
            "bigint",
            List.of(
                    new Column("id", Kind.INTEGER),
                    new Column("i4", Kind.INTEGER),
                    new Column("td", Kind.TEXT),
                    new Column("n2", Kind.NUMERIC)));
    static final Table V_BOUGHT = new Table(
            "v_bought",
            "user_id",
            List.of("user_id", "order_id"),
            "bigint",
            List.of(
                    new Column("user_id", Kind.INTEGER),
                    new Column("name", Kind.TEXT),
                    new Column("order_id", Kind.INTEGER),
                    new Column("total", Kind.NUMERIC)));

    static final List<Table> SHARDED = List.of(KINDS, USERS, ORDERS, DOCS, NOTES, THINGS, PARTS);
    static final Schema SCHEMA = new Schema(
            SHARDED, List.of(COUNTRY, REGION), List.of(LEDGER), List.of(V_USERS, V_TOTALS, V_SEVEN, V_FEW, V_BOUGHT));

    /** A key below zero; so are few others, but they hash as any. */
    static final int NEGATIVE_KEY = -5;

    private static final List<String> TEXTS = List.of(
            "''",
            "'a'",
            "'A'",
            "'b'",
            "'ab'",
            "'a b'",
            "'é'",
            "'z'",
            "'Z'",
            "'\u00fc'",
            "'\uff41'",
            "'\ud83d\ude00'",
            "'_'",
            "'%'",
            "'O''Brien'",
            "'a\\b'",
            "'10'",
            "'9'",
            "' a'",
            "'\u65e5'");
    private static final List<String> STATUSES = List.of("'new'", "'open'", "'done'", "'Done'", "NULL");
    private static final List<String> COUNTRIES = List.of("'IN'", "'JP'", "'DE'", "'XX'", "NULL");

    private OracleSchema() {}

    /** Definitions, in order. */
    static List<String> definitions() {
        return List.of(
                "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
                """
                CREATE TABLE kinds (id bigint PRIMARY KEY, i2 smallint, i4 integer, i8 bigint, n numeric,
                    n2 numeric(12,2), nm numeric, f4 real, f8 double precision, tc text COLLATE "C", td text,
                    ti text COLLATE "en-x-icu", tn text COLLATE loose, vc varchar(12), ch char(6), b boolean, d date,
                    ts timestamp, tsz timestamptz, tm time, iv interval, u uuid, ba bytea, j json, jb jsonb,
                    ia integer[], mood mood)""",
                "CREATE TABLE users (user_id bigint PRIMARY KEY, name text, age integer, country text,"
                        + " score numeric(10,2))",
                "CREATE TABLE orders (order_id integer, user_id bigint, total numeric(12,2), status text COLLATE \"C\","
                        + " placed date, country text, PRIMARY KEY (user_id, order_id))",
                "CREATE TABLE docs (code text COLLATE \"C\" PRIMARY KEY, title text, size integer, owner bigint)",
                "CREATE TABLE notes (code text COLLATE \"C\", no integer, body text, PRIMARY KEY (code, no))",
                "CREATE TABLE things (uid uuid PRIMARY KEY, label varchar(10), weight numeric, owner bigint)",
                "CREATE TABLE parts (uid uuid, part smallint, qty integer, PRIMARY KEY (uid, part))",
                "CREATE TABLE country (code text PRIMARY KEY, label text, region integer)",
                "CREATE TABLE region (id integer PRIMARY KEY, name text)",
                "CREATE TABLE ledger (id bigint PRIMARY KEY, owner bigint, amount numeric(12,2), memo text)",
                "CREATE VIEW v_users AS SELECT user_id, name, age FROM users WHERE age IS NOT NULL",
                "CREATE VIEW v_totals AS SELECT user_id, count(*) AS n, sum(total) AS total FROM orders GROUP BY user_id",
                "CREATE VIEW v_seven AS SELECT user_id, name, country FROM users WHERE user_id = 7",
                "CREATE VIEW v_few AS SELECT id, i4, td, n2 FROM kinds WHERE id IN (1, 2, 3) AND i4 IS NOT NULL",
                "CREATE VIEW v_bought AS SELECT u.user_id, u.name, o.order_id, o.total FROM users u"
                        + " JOIN orders o ON o.user_id = u.user_id");
    }

    /** The YAML below {@code keyspaces:}, tables of a family together. */
    static String keyspaces(int shards) {
        return KeyspaceLayout.together(shards).keyspaces(SCHEMA);
    }

    /** One INSERT a row, the same for the same seed. */
    static List<String> rows(long seed) {
        Dice dice = new Dice(seed);
        List<String> rows = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            rows.add(kinds(key, dice));
            if (key % 5 != 4) {
                rows.add(user(key, dice));
            }
            for (int order = 0; order < dice.roll(4); order++) {
                rows.add(order(key, order, dice));
            }
        }
        rows.add(kinds(NEGATIVE_KEY, dice));
        rows.add(user(NEGATIVE_KEY, dice));
        rows.add(order(NEGATIVE_KEY, 0, dice));
        for (int key = 0; key < KEYS; key++) {
            rows.add("INSERT INTO docs VALUES (" + textKey(key) + ", " + text(dice) + ", " + small(dice) + ", "
                    + dice.roll(KEYS) + ")");
            for (int note = 0; note < dice.roll(3); note++) {
                rows.add("INSERT INTO notes VALUES (" + textKey(key) + ", " + note + ", " + text(dice) + ")");
            }
            rows.add("INSERT INTO things VALUES (" + uuid(key) + ", " + text(dice) + ", "
                    + dice.of("NULL", "1.5", "1.50", "-2", "1e20", "0.001") + ", " + dice.roll(KEYS) + ")");
            for (int part = 0; part < dice.roll(3); part++) {
                rows.add("INSERT INTO parts VALUES (" + uuid(key) + ", " + part + ", " + small(dice) + ")");
            }
        }
        rows.add("INSERT INTO country VALUES ('IN', 'India', 1), ('JP', '日本', 1), ('DE', 'Deutschland', 2),"
                + " ('FR', NULL, 2), ('AQ', 'Antarctica', NULL)");
        rows.add("INSERT INTO region VALUES (1, 'Asia'), (2, 'Europe'), (3, 'Nowhere')");
        for (int id = 0; id < 10; id++) {
            rows.add("INSERT INTO ledger VALUES (" + id + ", " + dice.roll(KEYS) + ", " + dice.roll(1000) + ".25, "
                    + text(dice) + ")");
        }
        return rows;
    }

    static String textKey(int key) {
        return key < TEXTS.size() ? TEXTS.get(key) : key == KEYS - 1 ? "'key'" : "'key-" + key + "'";
    }

    static String uuid(int key) {
        return String.format("'%08x-0000-4000-8000-00000000abcd'", key * 2654435761L & 0xffffffffL);
    }

    static String text(Dice dice) {
        return dice.percent(15) ? "NULL" : dice.of(TEXTS);
    }

    private static String small(Dice dice) {
        return dice.percent(15) ? "NULL" : Integer.toString(dice.roll(12) - 3);
    }

    private static String user(int key, Dice dice) {
        return "INSERT INTO users VALUES (" + key + ", " + text(dice) + ", "
                + dice.of("NULL", "20", "20", "30", "41", "7") + ", " + dice.of(COUNTRIES) + ", "
                + dice.of("NULL", "1.50", "1.5", "99.99", "-7") + ")";
    }

    private static String order(int key, int order, Dice dice) {
        return "INSERT INTO orders VALUES (" + order + ", " + key + ", "
                + dice.of("NULL", "10.00", "10.00", "2.25", "-5", "9999999999.99") + ", " + dice.of(STATUSES) + ", "
                + dice.of("NULL", "'2024-02-29'", "'2024-01-01'", "'1999-12-31'", "'infinity'") + ", "
                + dice.of(COUNTRIES) + ")";
    }

    private static String kinds(int key, Dice dice) {
        return "INSERT INTO kinds VALUES ("
                + String.join(
                        ", ",
                        Integer.toString(key),
                        dice.of("NULL", "1", "2", "2", "-3", "32767", "-32768"),
                        dice.of("NULL", "1", "1", "10", "-7", "100", "2147483647"),
                        dice.of("NULL", "1", "5", "5", "9223372036854775807", "-9223372036854775808"),
                        dice.of(
                                "NULL",
                                "0.1",
                                "1e30",
                                "-0.00000000000000000001",
                                "12345678901234567890.5",
                                "'NaN'",
                                "'Infinity'"),
                        dice.of("NULL", "1.10", "1.1", "99.99", "-0.01", "0"),
                        dice.of("NULL", "1", "1.0", "1.00", "2.50", "2.5", "0.0"),
                        dice.of("NULL", "1.5", "-2.25", "0.125", "1024"),
                        dice.of("NULL", "0", "'-0'", "'NaN'", "'Infinity'", "'-Infinity'", "1e308", "5e-324", "0.1"),
                        text(dice),
                        text(dice),
                        text(dice),
                        dice.of("NULL", "'a'", "'A'", "'b'", "'B'", "'é'", "'É'"),
                        text(dice),
                        dice.of("NULL", "'a'", "'a '", "'b'", "'ab'", "''"),
                        dice.of("NULL", "true", "false"),
                        dice.of(
                                "NULL",
                                "'2024-02-29'",
                                "'1999-01-01'",
                                "'infinity'",
                                "'-infinity'",
                                "'0044-03-15 BC'",
                                "'12000-01-01'"),
                        dice.of(
                                "NULL",
                                "'2024-02-29 23:59:59.123456'",
                                "'1970-01-01'",
                                "'infinity'",
                                "'0001-01-01 BC'"),
                        dice.of(
                                "NULL",
                                "'2024-03-31 02:30:00+00'",
                                "'2024-03-31 02:30:00+05:30'",
                                "'-infinity'",
                                "'1900-01-01 00:00+00'"),
                        dice.of("NULL", "'00:00'", "'24:00'", "'12:34:56.789'", "'12:34:56.7890'"),
                        dice.of("NULL", "'1 mon'", "'30 days'", "'720:00'", "'-1 day'", "'1 year 2 mons'"),
                        dice.of("NULL", uuid(dice.roll(4)), "'ffffffff-ffff-ffff-ffff-ffffffffffff'"),
                        dice.of("NULL", "'\\x'", "'\\x00'", "'\\xff'", "'\\x7f80'"),
                        dice.of("NULL", "'{\"a\": 1}'", "'null'", "'[1, 2]'"),
                        dice.of("NULL", "'1'", "'1.0'", "'null'", "'{\"b\": [1]}'"),
                        dice.of("NULL", "'{}'", "'{1,NULL}'", "'{1,2}'", "'{2}'"),
                        dice.of("NULL", "'sad'", "'ok'", "'happy'"))
                + ")";
    }
}
