package io.kintsugi.router.syntax;

import java.util.List;

/** One option of a table of MySQL: its name in lower case and its value, unquoted or in lower case. */
record MySqlTableOption(String name, String value) {
    private static final List<String> LONG_NAMES =
            List.of("CHARACTER SET", "DATA DIRECTORY", "INDEX DIRECTORY", "START TRANSACTION");

    private static final List<String> NAMES = List.of(
            "AUTOEXTEND_SIZE",
            "AUTO_INCREMENT",
            "AVG_ROW_LENGTH",
            "CHARSET",
            "CHECKSUM",
            "COLLATE",
            "COMMENT",
            "COMPRESSION",
            "CONNECTION",
            "DELAY_KEY_WRITE",
            "ENCRYPTION",
            "ENGINE",
            "ENGINE_ATTRIBUTE",
            "INSERT_METHOD",
            "KEY_BLOCK_SIZE",
            "MAX_ROWS",
            "MIN_ROWS",
            "PACK_KEYS",
            "PASSWORD",
            "ROW_FORMAT",
            "SECONDARY_ENGINE",
            "SECONDARY_ENGINE_ATTRIBUTE",
            "STATS_AUTO_RECALC",
            "STATS_PERSISTENT",
            "STATS_SAMPLE_PAGES",
            "STORAGE",
            "TABLESPACE",
            "TYPE",
            "UNION");

    /** The option that comes next. */
    static MySqlTableOption read(TokenCursor cursor) {
        cursor.accept("DEFAULT");
        String name = name(cursor);
        if (name.isEmpty()) {
            throw cursor.notUnderstood("this option of a table is not understood");
        }
        if (name.equals("start transaction")) {
            return new MySqlTableOption(name, "");
        }
        cursor.acceptSymbol("=");
        if (cursor.isSymbol("(")) {
            cursor.skipOne();
            return new MySqlTableOption(name, "");
        }
        String value = MySqlColumnParser.text(cursor);
        return new MySqlTableOption(name.equals("charset") ? "character set" : name, value);
    }

    /** Whether an option comes next. */
    static boolean isNext(TokenCursor cursor) {
        int offset = cursor.isWord("DEFAULT") ? 1 : 0;
        int at = cursor.position() + offset;
        return LONG_NAMES.stream().anyMatch(name -> cursor.sql().areKeywords(at, name.split(" ")))
                || NAMES.stream().anyMatch(name -> cursor.sql().isKeyword(at, name));
    }

    private static String name(TokenCursor cursor) {
        for (String name : LONG_NAMES) {
            if (cursor.accept(name.split(" "))) {
                return name.toLowerCase(java.util.Locale.ROOT);
            }
        }
        for (String name : NAMES) {
            if (cursor.accept(name)) {
                return name.toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "";
    }
}
