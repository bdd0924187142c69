package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.internal.calcite.FedTokens.Operator;
import io.kintsugi.router.internal.calcite.FedTokens.Placement;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.syntax.Operators;
import org.jspecify.annotations.Nullable;

/** Recognises operators of symbols and of words, with the level PostgreSQL gives them. */
final class OperatorTokens {
    private final LexedSql sql;

    OperatorTokens(LexedSql sql) {
        this.sql = sql;
    }

    /** The operator of a symbol; {@code infix} tells whether an operand stands before it. */
    Operator symbol(int at, boolean infix) {
        String name = sql.operator(at);
        if (!infix) {
            Level level = name.equals("-") || name.equals("+") ? Level.SIGN : Level.OTHER;
            return new Operator(name + Operators.PREFIX_SUFFIX, level, Placement.PREFIX, at + 1);
        }
        return new Operator(name, infixLevel(name), Placement.INFIX, at + 1);
    }

    private static Level infixLevel(String name) {
        return switch (name) {
            case "=", "<>", "<", ">", "<=", ">=" -> Level.COMPARISON;
            case "+", "-" -> Level.SUM;
            case "*", "/", "%" -> Level.PRODUCT;
            case "^" -> Level.POWER;
            default -> Level.OTHER;
        };
    }

    /** {@code ::type}. */
    Operator cast(int at, TypeNames types) {
        int end = types.end(at + 1);
        if (end < 0) {
            throw NotUnderstood.at(sql, at + 1, "A type name is expected");
        }
        return new Operator("::", Level.CAST, Placement.POSTFIX, end);
    }

    Operator slice(int at) {
        return new Operator(Operators.SLICE, Level.SLICE, Placement.INFIX, at + 1);
    }

    /** The operator that a word begins here, or null when it begins none. */
    @Nullable
    Operator word(int at, boolean operand) {
        if (sql.isKeyword(at, "OPERATOR") && sql.isSymbol(at + 1, "(")) {
            return qualified(at, operand);
        }
        if (!operand) {
            return null;
        }
        return switch (ReservedWords.upper(sql.text(at))) {
            case "NOT" -> match(at + 1, at, "NOT ");
            case "LIKE", "ILIKE", "SIMILAR" -> match(at, at, "");
            case "ESCAPE" -> escape(at);
            case "IS" -> is(at);
            case "ISNULL" -> postfix(Operators.IS_NULL, Level.IS, at + 1);
            case "NOTNULL" -> postfix(Operators.IS_NOT_NULL, Level.IS, at + 1);
            case "AT" -> at(at);
            case "COLLATE" -> postfix("COLLATE", Level.COLLATE, nameEnd(at + 1));
            case "OVERLAPS" -> new Operator(Operators.OVERLAPS, Level.OTHER, Placement.INFIX, at + 1);
            default -> null;
        };
    }

    private static Operator postfix(String name, Level level, int end) {
        return new Operator(name, level, Placement.POSTFIX, end);
    }

    private @Nullable Operator match(int word, int at, String prefix) {
        if (sql.isKeyword(word, "LIKE") || sql.isKeyword(word, "ILIKE")) {
            return new Operator(prefix + ReservedWords.upper(sql.text(word)), Level.MATCH, Placement.INFIX, word + 1);
        }
        if (sql.areKeywords(word, "SIMILAR", "TO")) {
            return new Operator(prefix + "SIMILAR TO", Level.MATCH, Placement.INFIX, word + 2);
        }
        return null;
    }

    private @Nullable Operator escape(int at) {
        TokenKind next = sql.kind(at + 1);
        boolean value = next == TokenKind.STRING || next == TokenKind.PARAMETER || sql.isSymbol(at + 1, "(");
        return value ? new Operator("ESCAPE", Level.ESCAPE, Placement.INFIX, at + 1) : null;
    }

    private Operator is(int at) {
        boolean not = sql.isKeyword(at + 1, "NOT");
        int test = not ? at + 2 : at + 1;
        String prefix = not ? "IS NOT " : "IS ";
        if (sql.areKeywords(test, "DISTINCT", "FROM")) {
            return new Operator(prefix + "DISTINCT FROM", Level.IS, Placement.INFIX, test + 2);
        }
        String upper = sql.kind(test) == TokenKind.WORD ? ReservedWords.upper(sql.text(test)) : "";
        return switch (upper) {
            case "NULL", "TRUE", "FALSE", "UNKNOWN" -> postfix(prefix + upper, Level.IS, test + 1);
            default -> throw NotUnderstood.at(sql, test, "This IS test is not understood");
        };
    }

    private @Nullable Operator at(int at) {
        if (sql.areKeywords(at + 1, "TIME", "ZONE")) {
            return new Operator(Operators.AT_TIME_ZONE, Level.AT_ZONE, Placement.INFIX, at + 3);
        }
        return sql.isKeyword(at + 1, "LOCAL") ? postfix(Operators.AT_LOCAL, Level.AT_ZONE, at + 2) : null;
    }

    /** {@code OPERATOR(schema.symbol)}; its name keeps the form, since it may be any schema's operator. */
    private Operator qualified(int at, boolean operand) {
        int symbol = at + 2;
        while (sql.isSymbol(symbol + 1, ".")) {
            symbol += 2;
        }
        if (sql.kind(symbol) != TokenKind.OPERATOR || !sql.isSymbol(symbol + 1, ")")) {
            throw NotUnderstood.at(sql, at, "Not understood");
        }
        String name = sql.text(at, symbol + 2);
        return operand
                ? new Operator(name, Level.OTHER, Placement.INFIX, symbol + 2)
                : new Operator(name + Operators.PREFIX_SUFFIX, Level.OTHER, Placement.PREFIX, symbol + 2);
    }

    private int nameEnd(int first) {
        int end = first;
        while (isName(end)) {
            end++;
            if (!sql.isSymbol(end, ".")) {
                return end;
            }
            end++;
        }
        throw NotUnderstood.at(sql, end, "A name is expected");
    }

    private boolean isName(int ordinal) {
        return sql.kind(ordinal) == TokenKind.WORD || sql.kind(ordinal) == TokenKind.QUOTED_IDENTIFIER;
    }
}
