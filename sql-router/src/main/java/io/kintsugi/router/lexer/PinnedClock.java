package io.kintsugi.router.lexer;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A text of PostgreSQL whose calls of the transaction's clock are replaced by one instant, so that it means the same on
 * several servers (sql-pitfalls 8). A server's own clock cannot be set for a statement.
 */
public final class PinnedClock {
    /** What is called with parentheses, and what is not: each with the type of its value. */
    private static final Map<String, String> CALLS =
            Map.of("now", "timestamptz", "transaction_timestamp", "timestamptz");

    private static final Map<String, String> WORDS = Map.of(
            "current_timestamp",
            "timestamptz",
            "current_date",
            "date",
            "current_time",
            "timetz",
            "localtime",
            "time",
            "localtimestamp",
            "timestamp");

    /** Behind these words, and behind a comma, a value may stand whose name becomes that of a column. */
    private static final Set<String> NAMING = Set.of("SELECT", "DISTINCT", "ALL", "BY", "RETURNING");

    private static final String SYSTEM = "pg_catalog";

    private final LexedSql sql;
    private final String instant;
    private final StringBuilder out;
    private int copied;

    private PinnedClock(LexedSql sql, String instant) {
        this.sql = sql;
        this.instant = instant;
        this.out = new StringBuilder(sql.sql().length() + 128);
    }

    /** Whether a call of that function is replaced by {@link #in}. */
    public static boolean replaces(String function) {
        return CALLS.containsKey(function) || WORDS.containsKey(function);
    }

    /** @param instant in ISO form with its offset from UTC, such as {@code 2024-02-29 12:30:00.123456+00} */
    public static String in(String text, String instant) {
        requireNonNull(instant, "instant");
        PinnedClock pinned = new PinnedClock(new PostgreSqlLexer(ParameterStyle.QUESTION_MARK).lex(text), instant);
        return pinned.run();
    }

    private String run() {
        int token = 0;
        while (token < sql.count()) {
            token = replaced(token);
        }
        return out.append(sql.sql(), copied, sql.sql().length()).toString();
    }

    /** The token behind what has been looked at. */
    private int replaced(int token) {
        boolean quoted = sql.kind(token) == TokenKind.QUOTED_IDENTIFIER;
        if (!quoted && sql.kind(token) != TokenKind.WORD) {
            return token + 1;
        }
        String name = quoted ? sql.identifier(token) : sql.text(token).toLowerCase(Locale.ROOT);
        boolean qualified = token > 0 && sql.isSymbol(token - 1, ".");
        if (CALLS.containsKey(name) && isEmptyCall(token) && (!qualified || isSystem(token - 2))) {
            replace(qualified ? token - 2 : token, token + 3, name, CALLS.get(name));
            return token + 3;
        }
        if (WORDS.containsKey(name) && !quoted && !qualified) {
            int end = hasPrecision(token) ? token + 4 : token + 1;
            String type = WORDS.get(name) + (hasPrecision(token) ? sql.text(token + 1, end) : "");
            replace(token, end, name, type);
            return end;
        }
        return token + 1;
    }

    private boolean isEmptyCall(int token) {
        return token + 2 < sql.count() && sql.isSymbol(token + 1, "(") && sql.isSymbol(token + 2, ")");
    }

    private boolean hasPrecision(int token) {
        return token + 3 < sql.count()
                && sql.isSymbol(token + 1, "(")
                && sql.kind(token + 2) == TokenKind.NUMBER
                && sql.isSymbol(token + 3, ")");
    }

    private boolean isSystem(int token) {
        boolean word =
                token >= 0 && (sql.kind(token) == TokenKind.WORD || sql.kind(token) == TokenKind.QUOTED_IDENTIFIER);
        return word && sql.identifier(token).equals(SYSTEM);
    }

    private void replace(int first, int end, String name, String type) {
        out.append(sql.sql(), copied, sql.start(first));
        String value = "CAST(CAST('" + instant + "' AS pg_catalog.timestamptz) AS pg_catalog." + type + ")";
        // Where its name may become that of a column a query of that name stands; elsewhere one would hide the value
        // from the planner.
        out.append(
                names(first)
                        ? "(SELECT \"" + name + "\" FROM (SELECT " + value + ") AS kintsugi (\"" + name + "\"))"
                        : value);
        copied = sql.end(end - 1);
    }

    private boolean names(int first) {
        if (first == 0) {
            return true;
        }
        boolean word = sql.kind(first - 1) == TokenKind.WORD
                && NAMING.contains(sql.text(first - 1).toUpperCase(Locale.ROOT));
        return word || sql.isSymbol(first - 1, ",");
    }
}
