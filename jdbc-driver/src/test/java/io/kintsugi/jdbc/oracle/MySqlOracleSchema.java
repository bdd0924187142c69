package io.kintsugi.jdbc.oracle;

import java.util.List;

/**
 * The tables of MySQL's oracle. Left out by form, since architecture.md states that they look otherwise over several
 * shards: BINARY(n) and blobs, BIT of less than whole bytes, ZEROFILL; and FLOAT holds only values of few digits.
 */
final class MySqlOracleSchema {
    /** Equal texts look alike, however a server compares them. */
    static final String BYTES = "utf8mb4_0900_bin";

    static final String PADDED = "utf8mb4_bin";
    static final String CASES = "utf8mb4_0900_as_cs";
    static final String LOOSE = "utf8mb4_0900_ai_ci";
    static final String GENERAL = "utf8mb4_general_ci";
    static final String UNICODE = "utf8mb4_unicode_ci";

    /** A whole class of equal texts, as digits: of those that pad, blanks at the end count for nothing. */
    private static final String WEIGHTS = "HEX(WEIGHT_STRING(%s))";

    private static final String PADDED_WEIGHTS = "HEX(WEIGHT_STRING(RTRIM(%s)))";

    private static final Table KINDS = new Table(
            "kinds",
            "id",
            List.of("id"),
            "bigint",
            List.of(
                    new Column("id", Kind.INTEGER),
                    new Column("i1", Kind.INTEGER),
                    new Column("i2", Kind.INTEGER),
                    new Column("i3", Kind.INTEGER),
                    new Column("i4", Kind.INTEGER),
                    new Column("i8", Kind.INTEGER),
                    new Column("u4", Kind.INTEGER),
                    new Column("u8", Kind.INTEGER),
                    new Column("n2", Kind.NUMERIC),
                    new Column("n20", Kind.NUMERIC),
                    new Column("f4", Kind.FLOAT),
                    Column.open("f8", Kind.OTHER, "%s + 0"),
                    text("tb", PADDED),
                    text("tz", BYTES),
                    loose("ta", LOOSE),
                    text("tc", CASES),
                    loose("tg", GENERAL),
                    loose("tu", UNICODE),
                    text("tx", CASES),
                    new Column("ch", Kind.OTHER),
                    new Column("vb", Kind.OTHER),
                    new Column("b", Kind.BOOLEAN),
                    new Column("d", Kind.DATE),
                    new Column("dt", Kind.TIMESTAMP),
                    new Column("tms", Kind.OTHER),
                    new Column("tm", Kind.OTHER),
                    new Column("y", Kind.OTHER),
                    new Column("bt", Kind.OTHER),
                    Column.open("j", Kind.OTHER, "JSON_LENGTH(%s)"),
                    new Column("e", Kind.OTHER),
                    new Column("s", Kind.OTHER)));
    private static final Table USERS = new Table(
            "users",
            "user_id",
            List.of("user_id"),
            "bigint",
            List.of(
                    new Column("user_id", Kind.INTEGER),
                    text("name", CASES),
                    new Column("age", Kind.INTEGER),
                    text("country", LOOSE),
                    new Column("score", Kind.NUMERIC)));
    private static final Table ORDERS = new Table(
            "orders",
            "user_id",
            List.of("user_id", "order_id"),
            "bigint",
            List.of(
                    new Column("order_id", Kind.INTEGER),
                    new Column("user_id", Kind.INTEGER),
                    new Column("total", Kind.NUMERIC),
                    loose("status", LOOSE),
                    new Column("placed", Kind.DATE),
                    text("country", PADDED)));
    private static final Table DOCS = new Table(
            "docs",
            "code",
            List.of("code"),
            "text",
            List.of(
                    text("code", LOOSE),
                    text("title", CASES),
                    new Column("size", Kind.INTEGER),
                    new Column("owner", Kind.INTEGER)));
    private static final Table NOTES = new Table(
            "notes",
            "code",
            List.of("code", "no"),
            "text",
            List.of(loose("code", LOOSE), new Column("no", Kind.INTEGER), loose("body", GENERAL)));
    private static final Table THINGS = new Table(
            "things",
            "uid",
            List.of("uid"),
            "uuid",
            List.of(
                    new Column("uid", Kind.UUID),
                    text("label", CASES),
                    new Column("weight", Kind.NUMERIC),
                    new Column("owner", Kind.INTEGER)));
    private static final Table PARTS = new Table(
            "parts",
            "uid",
            List.of("uid", "part"),
            "uuid",
            List.of(new Column("uid", Kind.UUID), new Column("part", Kind.INTEGER), new Column("qty", Kind.INTEGER)));
    private static final Table COUNTRY = new Table(
            "country",
            "",
            List.of("code"),
            "reference",
            List.of(text("code", LOOSE), text("label", CASES), new Column("region", Kind.INTEGER)));
    private static final Table REGION = new Table(
            "region", "", List.of("id"), "reference", List.of(new Column("id", Kind.INTEGER), text("name", CASES)));
    private static final Table LEDGER = new Table(
            "ledger",
            "",
            List.of("id"),
            "flat",
            List.of(
                    new Column("id", Kind.INTEGER),
                    new Column("owner", Kind.INTEGER),
                    new Column("amount", Kind.NUMERIC),
                    text("memo", BYTES)));
    private static final Table V_USERS = new Table(
            "v_users",
            "user_id",
            List.of("user_id"),
            "bigint",
            List.of(new Column("user_id", Kind.INTEGER), text("name", CASES), new Column("age", Kind.INTEGER)));
    private static final Table V_SEVEN = new Table(
            "v_seven",
            "user_id",
            List.of("user_id"),
            "bigint",
            List.of(new Column("user_id", Kind.INTEGER), text("name", CASES), text("country", LOOSE)));
    private static final Table V_BOUGHT = new Table(
            "v_bought",
            "user_id",
            List.of("user_id", "order_id"),
            "bigint",
            List.of(
                    new Column("user_id", Kind.INTEGER),
                    text("name", CASES),
                    new Column("order_id", Kind.INTEGER),
                    new Column("total", Kind.NUMERIC)));

    static final Schema SCHEMA = new Schema(
            List.of(KINDS, USERS, ORDERS, DOCS, NOTES, THINGS, PARTS),
            List.of(COUNTRY, REGION),
            List.of(LEDGER),
            List.of(V_USERS, V_SEVEN, V_BOUGHT));

    private MySqlOracleSchema() {}

    private static Column text(String name, String collation) {
        return new Column(name, Kind.TEXT).collated(collation);
    }

    private static Column loose(String name, String collation) {
        String form = collation.contains("_0900_") ? WEIGHTS : PADDED_WEIGHTS;
        return Column.open(name, Kind.TEXT, form).collated(collation);
    }

    /** Definitions, in order. */
    static List<String> definitions() {
        return List.of(
                """
                CREATE TABLE kinds (id bigint PRIMARY KEY, i1 tinyint, i2 smallint, i3 mediumint, i4 int, i8 bigint,
                    u4 int unsigned, u8 bigint unsigned, n2 decimal(12,2), n20 decimal(40,20), f4 float, f8 double,
                    tb varchar(20) COLLATE utf8mb4_bin, tz varchar(20) COLLATE utf8mb4_0900_bin,
                    ta varchar(20) COLLATE utf8mb4_0900_ai_ci, tc varchar(20) COLLATE utf8mb4_0900_as_cs,
                    tg varchar(20) COLLATE utf8mb4_general_ci, tu varchar(20) COLLATE utf8mb4_unicode_ci,
                    tx text COLLATE utf8mb4_0900_as_cs, ch char(6) COLLATE utf8mb4_bin, vb varbinary(20), b boolean,
                    d date, dt datetime(6), tms timestamp(6) NULL, tm time(3), y year, bt bit(8), j json,
                    e enum('sad', 'ok', 'happy') COLLATE utf8mb4_0900_ai_ci,
                    s set('x', 'y', 'z') COLLATE utf8mb4_bin)""",
                "CREATE TABLE users (user_id bigint PRIMARY KEY, name varchar(20) COLLATE utf8mb4_0900_as_cs, age int,"
                        + " country varchar(4) COLLATE utf8mb4_0900_ai_ci, score decimal(10,2))",
                "CREATE TABLE orders (order_id int, user_id bigint, total decimal(12,2), status varchar(10)"
                        + " COLLATE utf8mb4_0900_ai_ci, placed date, country varchar(4) COLLATE utf8mb4_bin,"
                        + " PRIMARY KEY (user_id, order_id))",
                "CREATE TABLE docs (code varchar(20) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY, title varchar(20)"
                        + " COLLATE utf8mb4_0900_as_cs, size int, owner bigint)",
                "CREATE TABLE notes (code varchar(20) COLLATE utf8mb4_0900_ai_ci, no int, body varchar(20)"
                        + " COLLATE utf8mb4_general_ci, PRIMARY KEY (code, no))",
                "CREATE TABLE things (uid varbinary(16) PRIMARY KEY, label varchar(10) COLLATE utf8mb4_0900_as_cs,"
                        + " weight decimal(30,4), owner bigint)",
                "CREATE TABLE parts (uid varbinary(16), part smallint, qty int, PRIMARY KEY (uid, part))",
                "CREATE TABLE country (code varchar(4) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY, label varchar(20)"
                        + " COLLATE utf8mb4_0900_as_cs, region int)",
                "CREATE TABLE region (id int PRIMARY KEY, name varchar(20) COLLATE utf8mb4_0900_as_cs)",
                "CREATE TABLE ledger (id bigint PRIMARY KEY, owner bigint, amount decimal(12,2), memo varchar(20)"
                        + " COLLATE utf8mb4_0900_bin)",
                "CREATE VIEW v_users AS SELECT user_id, name, age FROM users WHERE age IS NOT NULL",
                "CREATE VIEW v_seven AS SELECT user_id, name, country FROM users WHERE user_id = 7",
                "CREATE VIEW v_bought AS SELECT u.user_id, u.name, o.order_id, o.total FROM users u"
                        + " JOIN orders o ON o.user_id = u.user_id");
    }
}
