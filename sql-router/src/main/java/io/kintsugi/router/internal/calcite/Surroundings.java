package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import java.util.Set;

/** What the words around a token say about it. Looks only; moves nothing. */
final class Surroundings {
    private static final Set<String> AFTER_SELECT_LIST = Set.of(
            "FROM",
            "WHERE",
            "GROUP",
            "HAVING",
            "ORDER",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "FOR",
            "WINDOW");

    private final LexedSql sql;
    private final TypeNames types;

    Surroundings(LexedSql sql) {
        this.sql = sql;
        this.types = new TypeNames(sql);
    }

    boolean isOneOf(int at, String... words) {
        for (String word : words) {
            if (sql.isKeyword(at, word)) {
                return true;
            }
        }
        return false;
    }

    boolean isName(int at) {
        TokenKind kind = sql.kind(at);
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_IDENTIFIER;
    }

    String upper(int at) {
        return ReservedWords.upper(sql.text(at));
    }

    boolean startsQuery(int at) {
        return isOneOf(at, "SELECT", "WITH", "VALUES", "TABLE") || startsChange(at);
    }

    boolean startsChange(int at) {
        return sql.areKeywords(at, "INSERT", "INTO")
                || sql.isKeyword(at, "UPDATE")
                || sql.areKeywords(at, "DELETE", "FROM")
                || sql.areKeywords(at, "MERGE", "INTO");
    }

    boolean isTrimSide(int at) {
        return isOneOf(at, "BOTH", "LEADING", "TRAILING");
    }

    /** True where a select list, had there been one, would have ended. */
    boolean endsSelectList(int at) {
        return sql.isSymbol(at, ")") || (sql.kind(at) == TokenKind.WORD && AFTER_SELECT_LIST.contains(upper(at)));
    }

    /** True for what may follow the query of an INSERT. */
    boolean endsTail(int at) {
        return sql.isKeyword(at, "RETURNING") || sql.areKeywords(at, "ON", "CONFLICT");
    }

    /** The ordinal after a typed literal that begins at {@code first} and lies before {@code end}, or -1. */
    int typedLiteralEnd(int first, int end) {
        if (sql.isKeyword(first, "INTERVAL") && sql.kind(first + 1) == TokenKind.STRING) {
            return types.literalIntervalEnd(first + 2);
        }
        int typeEnd = types.end(first);
        boolean literal = typeEnd > 0 && sql.kind(typeEnd) == TokenKind.STRING && typeEnd < end;
        return literal && !sql.isSymbol(typeEnd - 1, "]") ? typeEnd + 1 : -1;
    }

    /** True when ROWS or RANGE at {@code at} opens a window frame. */
    boolean startsFrame(int at) {
        TokenKind next = sql.kind(at + 1);
        return isOneOf(at + 1, "BETWEEN", "UNBOUNDED", "CURRENT")
                || next == TokenKind.NUMBER
                || next == TokenKind.STRING
                || next == TokenKind.PARAMETER;
    }
}
