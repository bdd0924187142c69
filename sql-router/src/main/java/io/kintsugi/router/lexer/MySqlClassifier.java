package io.kintsugi.router.lexer;

import java.util.Locale;

/** Tells the class of a statement of MySQL by its leading words. */
final class MySqlClassifier {
    private MySqlClassifier() {}

    /** @param word the first word, upper case */
    static StatementClass byWord(LexedSql sql, int at, String word) {
        return switch (word) {
            case "REPLACE" -> StatementClass.INSERT;
            case "START" -> start(sql, at + 1);
            case "ROLLBACK" -> rollback(sql, at + 1);
            case "DESCRIBE", "DESC", "EXPLAIN" -> explain(sql, at);
            case "CREATE" -> create(object(sql, at + 1));
            case "ALTER" ->
                object(sql, at + 1).equals("TABLE") ? StatementClass.ALTER_TABLE : StatementClass.ALTER_OTHER;
            case "DROP" -> drop(object(sql, at + 1));
            case "LOAD" -> isLoad(sql, at + 1) ? StatementClass.LOAD_DATA : StatementClass.ADMINISTRATION;
            case "INSERT",
                    "UPDATE",
                    "DELETE",
                    "BEGIN",
                    "COMMIT",
                    "SAVEPOINT",
                    "RELEASE",
                    "SET",
                    "SHOW",
                    "TRUNCATE",
                    "RENAME",
                    "GRANT",
                    "REVOKE",
                    "LOCK",
                    "UNLOCK",
                    "CALL",
                    "DO",
                    "USE",
                    "HANDLER",
                    "KILL",
                    "XA",
                    "PREPARE",
                    "EXECUTE",
                    "DEALLOCATE",
                    "ANALYZE" -> StatementClass.valueOf(word);
            case "OPTIMIZE", "CHECK", "REPAIR", "CHECKSUM" -> StatementClass.MAINTENANCE;
            case "FLUSH",
                    "RESET",
                    "PURGE",
                    "CACHE",
                    "SHUTDOWN",
                    "RESTART",
                    "INSTALL",
                    "UNINSTALL",
                    "CHANGE",
                    "STOP",
                    "CLONE",
                    "IMPORT",
                    "BINLOG",
                    "HELP" -> StatementClass.ADMINISTRATION;
            default -> StatementClass.OTHER;
        };
    }

    private static StatementClass start(LexedSql sql, int at) {
        return sql.isKeyword(at, "TRANSACTION") ? StatementClass.BEGIN : StatementClass.ADMINISTRATION;
    }

    private static StatementClass rollback(LexedSql sql, int at) {
        int next = sql.isKeyword(at, "WORK") ? at + 1 : at;
        return sql.isKeyword(next, "TO") ? StatementClass.ROLLBACK_TO : StatementClass.ROLLBACK;
    }

    private static boolean isLoad(LexedSql sql, int at) {
        return sql.isKeyword(at, "DATA") || sql.isKeyword(at, "XML");
    }

    /** DESCRIBE of a table names it; everything else explains a statement. */
    private static StatementClass explain(LexedSql sql, int at) {
        int next = at + 1;
        if (StatementClassifier.isRouteAsked(sql, next)) {
            return StatementClass.EXPLAIN_ROUTE;
        }
        boolean statement = sql.isSymbol(next, "(")
                || sql.isKeyword(next, "SELECT")
                || sql.isKeyword(next, "WITH")
                || sql.isKeyword(next, "TABLE")
                || sql.isKeyword(next, "VALUES")
                || sql.isKeyword(next, "INSERT")
                || sql.isKeyword(next, "REPLACE")
                || sql.isKeyword(next, "UPDATE")
                || sql.isKeyword(next, "DELETE")
                || sql.isKeyword(next, "ANALYZE")
                || (sql.isKeyword(next, "FORMAT") && sql.isSymbol(next + 1, "="))
                || sql.areKeywords(next, "FOR", "CONNECTION");
        return statement ? StatementClass.EXPLAIN : StatementClass.DESCRIBE;
    }

    private static StatementClass create(String object) {
        return switch (object) {
            case "TABLE" -> StatementClass.CREATE_TABLE;
            case "INDEX" -> StatementClass.CREATE_INDEX;
            case "VIEW" -> StatementClass.CREATE_VIEW;
            case "FUNCTION", "PROCEDURE" -> StatementClass.CREATE_FUNCTION;
            case "SCHEMA", "DATABASE" -> StatementClass.CREATE_SCHEMA;
            default -> StatementClass.CREATE_OTHER;
        };
    }

    private static StatementClass drop(String object) {
        return switch (object) {
            case "TABLE", "TABLES" -> StatementClass.DROP_TABLE;
            case "INDEX" -> StatementClass.DROP_INDEX;
            case "VIEW" -> StatementClass.DROP_VIEW;
            case "FUNCTION", "PROCEDURE" -> StatementClass.DROP_FUNCTION;
            case "SCHEMA", "DATABASE" -> StatementClass.DROP_SCHEMA;
            case "PREPARE" -> StatementClass.DEALLOCATE;
            default -> StatementClass.DROP_OTHER;
        };
    }

    /** The word that names the kind of object, behind what may come before it. */
    static String object(LexedSql sql, int at) {
        int i = at;
        while (i < sql.count()) {
            int next = afterModifier(sql, i);
            if (next == i) {
                return sql.isKind(i, TokenKind.WORD) ? sql.text(i).toUpperCase(Locale.ROOT) : "";
            }
            i = next;
        }
        return "";
    }

    /** The ordinal after a modifier that stands here, such as {@code DEFINER = 'a'@'b'}; else the same ordinal. */
    static int afterModifier(LexedSql sql, int at) {
        if (sql.areKeywords(at, "OR", "REPLACE") || sql.areKeywords(at, "SQL", "SECURITY")) {
            return sql.isKeyword(at, "SQL") ? at + 3 : at + 2;
        }
        if (sql.isKeyword(at, "ALGORITHM") && sql.isSymbol(at + 1, "=")) {
            return at + 3;
        }
        if (sql.isKeyword(at, "DEFINER") && sql.isSymbol(at + 1, "=")) {
            return afterUser(sql, at + 2);
        }
        boolean word = sql.isKeyword(at, "TEMPORARY")
                || sql.isKeyword(at, "UNIQUE")
                || sql.isKeyword(at, "FULLTEXT")
                || sql.isKeyword(at, "SPATIAL")
                || sql.isKeyword(at, "AGGREGATE")
                || sql.isKeyword(at, "UNDO");
        return word ? at + 1 : at;
    }

    /** Behind {@code name@host} or {@code CURRENT_USER()}. */
    private static int afterUser(LexedSql sql, int at) {
        if (sql.isSymbol(at + 1, "(")) {
            return at + 3;
        }
        return sql.kind(at + 1) == TokenKind.VARIABLE ? at + 2 : at + 1;
    }
}
