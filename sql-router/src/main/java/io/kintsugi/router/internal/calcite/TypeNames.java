package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import java.util.Set;

/** Finds the end of a type name among tokens. */
final class TypeNames {
    /** No type name can begin with these, although they are no reserved words. */
    private static final Set<String> NEVER = Set.of(
            "VALUES",
            "ROW",
            "EXISTS",
            "COALESCE",
            "GREATEST",
            "LEAST",
            "NULLIF",
            "EXTRACT",
            "SUBSTRING",
            "POSITION",
            "OVERLAY",
            "TRIM",
            "GROUPING",
            "BETWEEN",
            "SETOF",
            "TREAT",
            "XMLELEMENT");

    private final LexedSql sql;

    TypeNames(LexedSql sql) {
        this.sql = sql;
    }

    /** The ordinal after the type that begins at {@code first}, or -1 when none does. */
    int end(int first) {
        int base = baseEnd(first);
        return base < 0 ? -1 : arrayEnd(base);
    }

    /** The ordinal after the type without array bounds. */
    private int baseEnd(int first) {
        TokenKind kind = sql.kind(first);
        if (kind == TokenKind.QUOTED_IDENTIFIER) {
            return modifiersEnd(qualifiedEnd(first + 1));
        }
        if (kind != TokenKind.WORD || NEVER.contains(upper(first)) || isReserved(first)) {
            return -1;
        }
        return switch (upper(first)) {
            case "DOUBLE" -> sql.isKeyword(first + 1, "PRECISION") ? first + 2 : modifiersEnd(qualifiedEnd(first + 1));
            case "CHARACTER", "CHAR", "NCHAR", "BIT" ->
                modifiersEnd(first + (sql.isKeyword(first + 1, "VARYING") ? 2 : 1));
            case "NATIONAL" -> nationalEnd(first);
            case "TIMESTAMP", "TIME" -> zoneEnd(modifiersEnd(first + 1));
            case "INTERVAL" -> intervalEnd(first + 1);
            default -> modifiersEnd(qualifiedEnd(first + 1));
        };
    }

    private boolean isReserved(int ordinal) {
        return ReservedWords.contains(upper(ordinal));
    }

    private String upper(int ordinal) {
        return ReservedWords.upper(sql.text(ordinal));
    }

    private int nationalEnd(int first) {
        if (!sql.isKeyword(first + 1, "CHARACTER") && !sql.isKeyword(first + 1, "CHAR")) {
            return -1;
        }
        return modifiersEnd(first + (sql.isKeyword(first + 2, "VARYING") ? 3 : 2));
    }

    private int zoneEnd(int from) {
        boolean zone =
                sql.areKeywords(from, "WITH", "TIME", "ZONE") || sql.areKeywords(from, "WITHOUT", "TIME", "ZONE");
        return zone ? from + 3 : from;
    }

    /** The end of interval fields: {@code DAY TO SECOND(3)} or a precision. */
    int intervalEnd(int from) {
        int end = from;
        if (isField(end)) {
            end++;
            if (sql.isKeyword(end, "TO") && isField(end + 1)) {
                end += 2;
            }
        }
        return modifiersEnd(end);
    }

    /** The same behind a constant, where a precision may follow a field only: {@code interval '1' second(3)}. */
    int literalIntervalEnd(int from) {
        return isField(from) ? intervalEnd(from) : from;
    }

    private boolean isField(int ordinal) {
        return sql.isKeyword(ordinal, "YEAR")
                || sql.isKeyword(ordinal, "MONTH")
                || sql.isKeyword(ordinal, "DAY")
                || sql.isKeyword(ordinal, "HOUR")
                || sql.isKeyword(ordinal, "MINUTE")
                || sql.isKeyword(ordinal, "SECOND");
    }

    private int qualifiedEnd(int from) {
        int end = from;
        while (sql.isSymbol(end, ".") && isName(end + 1)) {
            end += 2;
        }
        return end;
    }

    private boolean isName(int ordinal) {
        TokenKind kind = sql.kind(ordinal);
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_IDENTIFIER;
    }

    /** The end of {@code (10, 2)} where it follows; only constants and names may stand in it. */
    private int modifiersEnd(int from) {
        if (!sql.isSymbol(from, "(")) {
            return from;
        }
        int end = from + 1;
        while (isModifier(end)) {
            end++;
            if (sql.isSymbol(end, ")")) {
                return end + 1;
            }
            if (!sql.isSymbol(end, ",")) {
                return from;
            }
            end++;
        }
        return from;
    }

    private boolean isModifier(int ordinal) {
        TokenKind kind = sql.kind(ordinal);
        return kind == TokenKind.NUMBER || kind == TokenKind.WORD;
    }

    private int arrayEnd(int from) {
        int end = from;
        if (sql.isKeyword(end, "ARRAY")) {
            return sql.isSymbol(end + 1, "[") && sql.isSymbol(end + 3, "]") ? end + 4 : end + 1;
        }
        while (sql.isSymbol(end, "[")) {
            int close = sql.kind(end + 1) == TokenKind.NUMBER ? end + 2 : end + 1;
            if (!sql.isSymbol(close, "]")) {
                return end;
            }
            end = close + 1;
        }
        return end;
    }
}
