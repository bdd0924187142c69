package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a default expression calls. Reads tokens only: a default is too free a text to parse for this question. */
final class DefaultFunctions {
    /** Values that are spelled without parentheses and differ from moment to moment or session to session. */
    private static final Set<String> BARE = Set.of(
            "current_timestamp",
            "current_date",
            "current_time",
            "localtime",
            "localtimestamp",
            "current_user",
            "current_role",
            "session_user",
            "user",
            "current_schema",
            "current_catalog");

    private DefaultFunctions() {}

    /** Whether the expression draws from a sequence. */
    static boolean countsUp(String expression) {
        return countsUp(lex(expression));
    }

    static boolean countsUp(LexedSql expression) {
        return of(expression).contains("nextval");
    }

    /** The most volatile thing in the expression; a function nobody knows is volatile. */
    static Volatility volatility(String expression, TableDefinitions definitions) {
        Volatility most = Volatility.IMMUTABLE;
        for (String name : of(definitions.lex(expression))) {
            Volatility one = BARE.contains(name)
                    ? Volatility.STABLE
                    : definitions
                            .schema()
                            .function(name)
                            .map(FunctionTraits::volatility)
                            .orElse(Volatility.VOLATILE);
            most = one.compareTo(most) > 0 ? one : most;
        }
        return most.compareTo(Volatility.STABLE) < 0
                        && definitions.dialect().readsClockFromText()
                        && readsClockByText(definitions.lex(expression))
                ? Volatility.STABLE
                : most;
    }

    /** {@code 'now'::timestamp} and its kin read the clock without a function. */
    private static boolean readsClockByText(LexedSql tokens) {
        for (int i = 0; i < tokens.count(); i++) {
            if (tokens.kind(i) == TokenKind.STRING
                    && Set.of("now", "today", "tomorrow", "yesterday")
                            .contains(tokens.unquote(i).strip().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Folded names of the functions called, in text order; type names with modifiers are not among them. */
    static List<String> of(LexedSql tokens) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tokens.count(); i++) {
            if (isName(tokens, i) && !afterCast(tokens, i) && (tokens.isSymbol(i + 1, "(") || isBare(tokens, i))) {
                names.add(tokens.identifier(i).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static LexedSql lex(String expression) {
        return SqlLexer.postgreSql(ParameterStyle.NUMBERED).lex(expression);
    }

    private static boolean isName(LexedSql tokens, int ordinal) {
        TokenKind kind = tokens.kind(ordinal);
        return kind == TokenKind.QUOTED_IDENTIFIER || kind == TokenKind.WORD && !isOperatorWord(tokens, ordinal);
    }

    /** Words that may stand before a parenthesis without being called. */
    private static boolean isOperatorWord(LexedSql tokens, int ordinal) {
        return Set.of(
                        "and", "or", "not", "in", "case", "when", "then", "else", "array", "row", "any", "all", "cast",
                        "as")
                .contains(tokens.identifier(ordinal).toLowerCase(Locale.ROOT));
    }

    private static boolean afterCast(LexedSql tokens, int ordinal) {
        return tokens.isSymbol(ordinal - 1, "::") || tokens.isKeyword(ordinal - 1, "AS");
    }

    private static boolean isBare(LexedSql tokens, int ordinal) {
        return tokens.kind(ordinal) == TokenKind.WORD
                && BARE.contains(tokens.identifier(ordinal).toLowerCase(Locale.ROOT));
    }
}
