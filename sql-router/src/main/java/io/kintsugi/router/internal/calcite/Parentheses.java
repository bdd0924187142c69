package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Which bracket closes which: by ordinal, -1 for tokens that are no brackets. */
final class Parentheses {
    /** Deeper nesting is refused: the generated parser recurses. */
    private static final int DEPTH_MAX = 150;

    private Parentheses() {}

    static int[] matches(LexedSql sql) {
        int[] matches = new int[sql.count()];
        Arrays.fill(matches, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < sql.count(); i++) {
            if (sql.kind(i) != TokenKind.PUNCTUATION) {
                continue;
            }
            if (sql.isSymbol(i, "(") || sql.isSymbol(i, "[")) {
                open.push(i);
                refuseDepth(sql, i, open.size());
            } else if (sql.isSymbol(i, ")") || sql.isSymbol(i, "]")) {
                close(sql, matches, open, i);
            }
        }
        if (!open.isEmpty()) {
            throw NotUnderstood.at(sql, open.pop(), "A parenthesis is not closed");
        }
        return matches;
    }

    private static void refuseDepth(LexedSql sql, int ordinal, int depth) {
        if (depth > DEPTH_MAX) {
            throw NotUnderstood.at(sql, ordinal, "Parentheses nest deeper than " + DEPTH_MAX);
        }
    }

    private static void close(LexedSql sql, int[] matches, Deque<Integer> open, int ordinal) {
        boolean round = sql.isSymbol(ordinal, ")");
        if (open.isEmpty() || sql.isSymbol(open.peek(), "(") != round) {
            throw NotUnderstood.at(sql, ordinal, "A parenthesis closes nothing");
        }
        int first = open.pop();
        matches[first] = ordinal;
        matches[ordinal] = first;
    }
}
