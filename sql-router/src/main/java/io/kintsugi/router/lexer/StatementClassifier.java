package io.kintsugi.router.lexer;

import io.kintsugi.topology.Dialect;
import java.util.Locale;

/** Tells the class of a statement by its leading words. */
public final class StatementClassifier {
    private StatementClassifier() {}

    /** The class of the first statement in the text. */
    public static StatementClass classify(LexedSql sql) {
        return classify(sql, 0);
    }

    /** The class of the statement that begins at a token. */
    public static StatementClass classify(LexedSql sql, int from) {
        int first = from;
        while (sql.isSymbol(first, ";")) {
            first++;
        }
        if (sql.kind(first) == TokenKind.END) {
            return StatementClass.EMPTY;
        }
        while (sql.isSymbol(first, "(")) {
            first++;
        }
        if (!sql.isKind(first, TokenKind.WORD)) {
            return StatementClass.OTHER;
        }
        if (first > from) {
            return query(sql, first);
        }
        return byWord(sql, first, sql.text(first).toUpperCase(Locale.ROOT));
    }

    private static StatementClass query(LexedSql sql, int first) {
        boolean query = sql.isKeyword(first, "SELECT")
                || sql.isKeyword(first, "VALUES")
                || sql.isKeyword(first, "TABLE")
                || sql.isKeyword(first, "WITH");
        return query ? StatementClass.SELECT : StatementClass.OTHER;
    }

    private static StatementClass byWord(LexedSql sql, int at, String word) {
        if (word.equals("WITH")) {
            return with(sql, at);
        }
        if (word.equals("SELECT") || word.equals("VALUES") || word.equals("TABLE")) {
            return StatementClass.SELECT;
        }
        return sql.dialect() == Dialect.MYSQL ? MySqlClassifier.byWord(sql, at, word) : postgreSql(sql, at, word);
    }

    private static StatementClass postgreSql(LexedSql sql, int at, String word) {
        return switch (word) {
            case "START" -> sql.isKeyword(at + 1, "TRANSACTION") ? StatementClass.BEGIN : StatementClass.OTHER;
            case "END" -> StatementClass.COMMIT;
            case "ABORT" -> StatementClass.ROLLBACK;
            case "COMMIT" -> sql.isKeyword(at + 1, "PREPARED") ? StatementClass.COMMIT_PREPARED : StatementClass.COMMIT;
            case "ROLLBACK" -> rollback(sql, at);
            case "PREPARE" ->
                sql.isKeyword(at + 1, "TRANSACTION") ? StatementClass.PREPARE_TRANSACTION : StatementClass.PREPARE;
            case "EXPLAIN" -> explain(sql, at);
            case "CREATE" -> create(sql, at + 1);
            case "ALTER" ->
                objectAt(sql, at + 1).equals("TABLE") ? StatementClass.ALTER_TABLE : StatementClass.ALTER_OTHER;
            case "DROP" -> drop(objectAt(sql, at + 1));
            case "INSERT",
                    "UPDATE",
                    "DELETE",
                    "MERGE",
                    "BEGIN",
                    "SAVEPOINT",
                    "RELEASE",
                    "SET",
                    "SHOW",
                    "RESET",
                    "DISCARD",
                    "TRUNCATE",
                    "COMMENT",
                    "GRANT",
                    "REVOKE",
                    "COPY",
                    "LOCK",
                    "CALL",
                    "DO",
                    "LISTEN",
                    "NOTIFY",
                    "UNLISTEN",
                    "EXECUTE",
                    "DEALLOCATE",
                    "DECLARE",
                    "FETCH",
                    "MOVE",
                    "CLOSE",
                    "VACUUM",
                    "ANALYZE" -> StatementClass.valueOf(word);
            case "ANALYSE" -> StatementClass.ANALYZE;
            case "REINDEX", "CLUSTER", "CHECKPOINT", "REFRESH", "LOAD", "REASSIGN", "SECURITY", "IMPORT" ->
                StatementClass.MAINTENANCE;
            default -> StatementClass.OTHER;
        };
    }

    private static StatementClass rollback(LexedSql sql, int at) {
        if (sql.isKeyword(at + 1, "PREPARED")) {
            return StatementClass.ROLLBACK_PREPARED;
        }
        int next = sql.isKeyword(at + 1, "WORK") || sql.isKeyword(at + 1, "TRANSACTION") ? at + 2 : at + 1;
        return sql.isKeyword(next, "TO") ? StatementClass.ROLLBACK_TO : StatementClass.ROLLBACK;
    }

    /** The first word at depth zero after the WITH list tells. */
    private static StatementClass with(LexedSql sql, int at) {
        int depth = 0;
        for (int i = at + 1; i < sql.count(); i++) {
            if (sql.isSymbol(i, "(")) {
                depth++;
            } else if (sql.isSymbol(i, ")")) {
                depth--;
            } else if (depth == 0 && sql.isSymbol(i - 1, ")") && isMain(sql, i)) {
                return isQuery(sql, i) ? StatementClass.SELECT : StatementClass.WITH_DML;
            }
        }
        return StatementClass.SELECT;
    }

    private static boolean isMain(LexedSql sql, int i) {
        return isQuery(sql, i)
                || sql.isKeyword(i, "INSERT")
                || sql.isKeyword(i, "UPDATE")
                || sql.isKeyword(i, "DELETE")
                || sql.isKeyword(i, "MERGE");
    }

    private static boolean isQuery(LexedSql sql, int i) {
        return sql.isKeyword(i, "SELECT") || sql.isKeyword(i, "VALUES") || sql.isKeyword(i, "TABLE");
    }

    private static StatementClass explain(LexedSql sql, int at) {
        return isRouteAsked(sql, at + 1) ? StatementClass.EXPLAIN_ROUTE : StatementClass.EXPLAIN;
    }

    /** Whether the options in the parenthesis that opens at an ordinal have our own ROUTE among them. */
    static boolean isRouteAsked(LexedSql sql, int open) {
        int depth = 0;
        for (int i = open; sql.isSymbol(open, "(") && i < sql.count(); i++) {
            depth += sql.isSymbol(i, "(") ? 1 : 0;
            depth -= sql.isSymbol(i, ")") ? 1 : 0;
            if (depth == 0) {
                break;
            }
            if (depth == 1 && sql.isKeyword(i, "ROUTE") && (sql.isSymbol(i - 1, "(") || sql.isSymbol(i - 1, ","))) {
                return true;
            }
        }
        return false;
    }

    private static StatementClass create(LexedSql sql, int at) {
        return switch (objectAt(sql, at)) {
            case "TABLE" -> StatementClass.CREATE_TABLE;
            case "INDEX" -> StatementClass.CREATE_INDEX;
            case "VIEW" -> StatementClass.CREATE_VIEW;
            case "SEQUENCE" -> StatementClass.CREATE_SEQUENCE;
            case "TYPE" -> StatementClass.CREATE_TYPE;
            case "FUNCTION", "PROCEDURE" -> StatementClass.CREATE_FUNCTION;
            case "SCHEMA" -> StatementClass.CREATE_SCHEMA;
            case "EXTENSION" -> StatementClass.CREATE_EXTENSION;
            default -> StatementClass.CREATE_OTHER;
        };
    }

    private static StatementClass drop(String object) {
        return switch (object) {
            case "TABLE" -> StatementClass.DROP_TABLE;
            case "INDEX" -> StatementClass.DROP_INDEX;
            case "VIEW" -> StatementClass.DROP_VIEW;
            case "SEQUENCE" -> StatementClass.DROP_SEQUENCE;
            case "TYPE" -> StatementClass.DROP_TYPE;
            case "FUNCTION", "PROCEDURE", "ROUTINE" -> StatementClass.DROP_FUNCTION;
            case "SCHEMA" -> StatementClass.DROP_SCHEMA;
            case "EXTENSION" -> StatementClass.DROP_EXTENSION;
            default -> StatementClass.DROP_OTHER;
        };
    }

    /** The word that names the kind of object, behind OR REPLACE, TEMPORARY, UNIQUE and the like. */
    private static String objectAt(LexedSql sql, int at) {
        int i = at;
        while (isModifier(sql, i)) {
            i++;
        }
        return sql.isKind(i, TokenKind.WORD) ? sql.text(i).toUpperCase(Locale.ROOT) : "";
    }

    private static boolean isModifier(LexedSql sql, int i) {
        return sql.isKeyword(i, "OR")
                || sql.isKeyword(i, "REPLACE")
                || sql.isKeyword(i, "TEMP")
                || sql.isKeyword(i, "TEMPORARY")
                || sql.isKeyword(i, "LOCAL")
                || sql.isKeyword(i, "GLOBAL")
                || sql.isKeyword(i, "UNLOGGED")
                || sql.isKeyword(i, "UNIQUE")
                || sql.isKeyword(i, "RECURSIVE");
    }
}
