package io.kintsugi.router.lexer;

import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;

/** Finds the statements of a text: semicolons outside parentheses and outside {@code BEGIN ATOMIC … END} part them. */
public final class StatementSplitter {
    private StatementSplitter() {}

    /** The tokens of each statement, without semicolons; empty statements are left out. */
    public static List<TokenSpan> split(LexedSql sql) {
        if (sql.dialect() == Dialect.MYSQL) {
            return MySqlSplitter.split(sql);
        }
        List<TokenSpan> statements = new ArrayList<>();
        int first = 0;
        int depth = 0;
        int blocks = 0;
        for (int i = 0; i < sql.count(); i++) {
            depth += depthChange(sql, i);
            blocks = blocks(sql, i, blocks);
            if (depth <= 0 && blocks == 0 && sql.isSymbol(i, ";")) {
                add(statements, first, i);
                first = i + 1;
            }
        }
        add(statements, first, sql.count());
        return List.copyOf(statements);
    }

    private static int depthChange(LexedSql sql, int i) {
        if (sql.kind(i) != TokenKind.PUNCTUATION) {
            return 0;
        }
        if (sql.isSymbol(i, "(")) {
            return 1;
        }
        return sql.isSymbol(i, ")") ? -1 : 0;
    }

    private static int blocks(LexedSql sql, int i, int blocks) {
        if (sql.isKeyword(i, "BEGIN") && sql.isKeyword(i + 1, "ATOMIC")) {
            return blocks + 1;
        }
        if (blocks > 0 && sql.isKeyword(i, "CASE")) {
            return blocks + 1;
        }
        return blocks > 0 && sql.isKeyword(i, "END") ? blocks - 1 : blocks;
    }

    private static void add(List<TokenSpan> statements, int first, int end) {
        if (first < end) {
            statements.add(new TokenSpan(first, end));
        }
    }
}
