package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of MySQL's oracle: NULLs, duplicates, extremes, texts of many bytes, texts that collations take for equal. */
final class MySqlOracleRows {
    /** No two are equal under a collation without accents and cases, and none ends in a blank. */
    private static final List<String> TEXTS = List.of(
            "''",
            "'a'",
            "'b'",
            "'ab'",
            "'a b'",
            "'é'",
            "'z'",
            "'ü'",
            "'\ud83d\ude00'",
            "'_'",
            "'%'",
            "'O''Brien'",
            "'a\\\\b'",
            "'10'",
            "'9'",
            "' a'",
            "'\u65e5'");

    /** Equal to others under some collations, or but for blanks at their end. */
    private static final List<String> VARIANTS =
            List.of("'a'", "'A'", "'á'", "'\uff41'", "'b'", "'B'", "'a '", "'ab'", "'AB'", "''", "' '", "'ß'", "'ss'");

    private static final List<String> STATUSES = List.of("'new'", "'open'", "'done'", "'Done'", "NULL");
    private static final List<String> COUNTRIES = List.of("'IN'", "'JP'", "'DE'", "'XX'", "NULL");
    private static final int KEYS = OracleSchema.KEYS;

    private MySqlOracleRows() {}

    /** The literal of a text key. */
    static String textKey(int key) {
        return key < TEXTS.size() ? TEXTS.get(key) : key == KEYS - 1 ? "'key'" : "'key-" + key + "'";
    }

    /** A literal of bytes. */
    static String uuid(int key) {
        return String.format("x'%08x00004000800000000000abcd'", key * 2654435761L & 0xffffffffL);
    }

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
            addOthers(rows, key, dice);
        }
        rows.add(kinds(OracleSchema.NEGATIVE_KEY, dice));
        rows.add(user(OracleSchema.NEGATIVE_KEY, dice));
        rows.add(order(OracleSchema.NEGATIVE_KEY, 0, dice));
        rows.add("INSERT INTO country VALUES ('IN', 'India', 1), ('JP', '日本', 1), ('DE', 'Deutschland', 2),"
                + " ('FR', NULL, 2), ('AQ', 'Antarctica', NULL)");
        rows.add("INSERT INTO region VALUES (1, 'Asia'), (2, 'Europe'), (3, 'Nowhere')");
        for (int id = 0; id < 10; id++) {
            rows.add("INSERT INTO ledger VALUES (" + id + ", " + dice.roll(KEYS) + ", " + dice.roll(1000) + ".25, "
                    + text(dice) + ")");
        }
        return rows;
    }

    /** Notes spell their document's code in upper case now and then, which is the same key. */
    private static void addOthers(List<String> rows, int key, Dice dice) {
        rows.add("INSERT INTO docs VALUES (" + textKey(key) + ", " + text(dice) + ", " + small(dice) + ", "
                + dice.roll(KEYS) + ")");
        for (int note = 0; note < dice.roll(3); note++) {
            String code = dice.percent(40) ? textKey(key).toUpperCase(Locale.ROOT) : textKey(key);
            rows.add("INSERT INTO notes VALUES (" + code + ", " + note + ", " + variant(dice) + ")");
        }
        rows.add("INSERT INTO things VALUES (" + uuid(key) + ", " + text(dice) + ", "
                + dice.of("NULL", "1.5", "1.50", "-2", "1e20", "0.001") + ", " + dice.roll(KEYS) + ")");
        for (int part = 0; part < dice.roll(3); part++) {
            rows.add("INSERT INTO parts VALUES (" + uuid(key) + ", " + part + ", " + small(dice) + ")");
        }
    }

    static String text(Dice dice) {
        return dice.percent(15) ? "NULL" : dice.of(TEXTS);
    }

    private static String variant(Dice dice) {
        return dice.percent(15) ? "NULL" : dice.of(VARIANTS);
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
                + dice.of("NULL", "'2024-02-29'", "'2024-01-01'", "'1999-12-31'", "'9999-12-31'") + ", "
                + dice.of(COUNTRIES) + ")";
    }

    private static String kinds(int key, Dice dice) {
        return "INSERT INTO kinds VALUES ("
                + String.join(
                        ", ",
                        Integer.toString(key),
                        dice.of("NULL", "1", "2", "2", "-3", "127", "-128"),
                        dice.of("NULL", "1", "2", "2", "-3", "32767", "-32768"),
                        dice.of("NULL", "1", "2", "2", "-3", "8388607", "-8388608"),
                        dice.of("NULL", "1", "1", "10", "-7", "100", "2147483647"),
                        dice.of("NULL", "1", "5", "5", "9223372036854775807", "-9223372036854775808"),
                        dice.of("NULL", "0", "1", "5", "4294967295"),
                        dice.of("NULL", "0", "1", "5", "9223372036854775808", "18446744073709551615"),
                        dice.of("NULL", "1.10", "1.1", "99.99", "-0.01", "0"),
                        dice.of("NULL", "0.1", "-0.00000000000000000001", "12345678901234567890.5", "1", "1.00"),
                        dice.of("NULL", "1.5", "-2.25", "0.125", "1024"),
                        dice.of("NULL", "0", "-0e0", "1e308", "-1e308", "5e-324", "0.1"),
                        text(dice),
                        text(dice),
                        variant(dice),
                        text(dice),
                        variant(dice),
                        variant(dice),
                        text(dice),
                        dice.of("NULL", "'a'", "'b'", "'B'", "'ab'", "''"),
                        dice.of("NULL", "x''", "x'00'", "x'ff'", "x'7f80'", "'a'"),
                        dice.of("NULL", "TRUE", "FALSE"),
                        dice.of("NULL", "'2024-02-29'", "'1999-01-01'", "'9999-12-31'", "'1000-01-01'"),
                        dice.of(
                                "NULL",
                                "'2024-02-29 23:59:59.123456'",
                                "'1970-01-01'",
                                "'9999-12-31 23:59:59.999999'",
                                "'1000-01-01'"),
                        dice.of(
                                "NULL",
                                "'2024-03-31 02:30:00+00:00'",
                                "'2024-03-31 08:00:00.000001+05:30'",
                                "'1970-01-02 00:00:01+00:00'",
                                "'2038-01-18 03:14:07.5+00:00'"),
                        dice.of("NULL", "'00:00'", "'838:59:59'", "'-12:34:56.789'", "'12:34:56.700'", "'-00:00:01'"),
                        dice.of("NULL", "1901", "1999", "2024", "2155"),
                        dice.of("NULL", "0", "1", "5", "255"),
                        dice.of("NULL", "'1'", "'1.0'", "'null'", "'{\"b\": [1]}'", "'[1, 2]'", "'\"x\"'", "'true'"),
                        dice.of("NULL", "'sad'", "'ok'", "'happy'"),
                        dice.of("NULL", "''", "'x'", "'x,y'", "'z'"))
                + ")";
    }
}
