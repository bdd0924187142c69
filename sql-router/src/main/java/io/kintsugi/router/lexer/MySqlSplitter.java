package io.kintsugi.router.lexer;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the statements of a text of MySQL. Semicolons part them, but for those in the body of a routine, trigger or
 * event: where the end of a body cannot be told for certain, it goes on to the end of the text.
 */
final class MySqlSplitter {
    private MySqlSplitter() {}

    static List<TokenSpan> split(LexedSql sql) {
        List<TokenSpan> statements = new ArrayList<>();
        int first = 0;
        while (first < sql.count()) {
            int end = hasBody(sql, first) ? bodyEnd(sql, first) : nextSemicolon(sql, first);
            if (first < end) {
                statements.add(new TokenSpan(first, end));
            }
            first = end + 1;
        }
        return List.copyOf(statements);
    }

    private static boolean hasBody(LexedSql sql, int first) {
        if (!sql.isKeyword(first, "CREATE") && !sql.isKeyword(first, "ALTER")) {
            return false;
        }
        return switch (MySqlClassifier.object(sql, first + 1)) {
            case "PROCEDURE", "FUNCTION", "TRIGGER", "EVENT" -> true;
            default -> false;
        };
    }

    private static int nextSemicolon(LexedSql sql, int first) {
        int i = first;
        while (i < sql.count() && !sql.isSymbol(i, ";")) {
            i++;
        }
        return i;
    }

    /** The semicolon behind the outermost END, or the first one when no word before it opens a block. */
    private static int bodyEnd(LexedSql sql, int first) {
        int blocks = 0;
        for (int i = first; i < sql.count(); i++) {
            if (sql.isSymbol(i, ";") && blocks == 0) {
                return i;
            }
            if (opensOtherBlock(sql, i) && blocks == 0) {
                return sql.count();
            }
            if (sql.isKeyword(i, "BEGIN") || (sql.isKeyword(i, "CASE") && !sql.isKeyword(i - 1, "END"))) {
                blocks++;
            } else if (sql.isKeyword(i, "END") && !closesOtherBlock(sql, i + 1)) {
                blocks--;
            }
        }
        return sql.count();
    }

    private static boolean opensOtherBlock(LexedSql sql, int i) {
        boolean conditional = sql.isKeyword(i, "IF")
                && !sql.isSymbol(i + 1, "(")
                && !sql.isKeyword(i + 1, "EXISTS")
                && !sql.isKeyword(i + 1, "NOT");
        boolean loop = sql.isKeyword(i, "LOOP") || sql.isKeyword(i, "WHILE");
        return conditional || loop || (sql.isKeyword(i, "REPEAT") && !sql.isSymbol(i + 1, "("));
    }

    private static boolean closesOtherBlock(LexedSql sql, int i) {
        return sql.isKeyword(i, "IF")
                || sql.isKeyword(i, "LOOP")
                || sql.isKeyword(i, "WHILE")
                || sql.isKeyword(i, "REPEAT");
    }
}
