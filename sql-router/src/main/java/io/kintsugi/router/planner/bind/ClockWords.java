package io.kintsugi.router.planner.bind;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.planner.dialect.SqlDialect;
import java.util.Locale;
import java.util.Set;

/** Strings such as {@code 'now'} and {@code 'today'}, which are read from a clock once they become a date. */
public final class ClockWords {
    private static final Set<String> WORDS = Set.of("now", "today", "tomorrow", "yesterday");

    private ClockWords() {}

    /** Whether a text is read from the clock as a date. */
    public static boolean has(String text) {
        return WORDS.contains(text.trim().toLowerCase(Locale.ROOT));
    }

    /** Refuses a text that holds one, where several servers would each read it from a clock of its own. */
    public static void refuse(BoundText text, ErrorCode code) {
        LexedSql sql = text.sql();
        if (!SqlDialect.of(sql).readsClockFromText()) {
            return;
        }
        for (int i = 0; i < sql.count(); i++) {
            boolean clock = sql.kind(i) == TokenKind.STRING && has(sql.unquote(i));
            if (clock) {
                throw new Refusal(
                                code,
                                sql.text(i) + " may be read from another clock on each shard",
                                "Pass the date itself.",
                                Refusal.NOWHERE)
                        .in(text);
            }
        }
    }
}
