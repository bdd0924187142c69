package io.kintsugi.jdbc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces JDBC escapes in texts of MySQL: {@code {d '…'}}, {@code {t '…'}}, {@code {ts '…'}}, {@code {fn …}},
 * {@code {oj …}} and {@code {escape '…'}}. Braces in strings, quoted names and comments are no escapes. Stateless.
 */
final class MySqlEscapes {
    private static final Pattern KEYWORD =
            Pattern.compile("\\{\\s*(d|t|ts|fn|oj|escape)\\b\\s*", Pattern.CASE_INSENSITIVE);

    private final String sql;
    private final StringBuilder replaced = new StringBuilder();
    private int position;

    private MySqlEscapes(String sql) {
        this.sql = sql;
    }

    static String replace(String sql) {
        if (sql.indexOf('{') < 0) {
            return sql;
        }
        MySqlEscapes escapes = new MySqlEscapes(sql);
        escapes.copyUntil(sql.length(), false);
        return escapes.replaced.toString();
    }

    /** Copies up to the end, or up to the brace that closes an escape. */
    private void copyUntil(int end, boolean inEscape) {
        while (position < end) {
            char character = sql.charAt(position);
            if (inEscape && character == '}') {
                return;
            }
            if (character == '{' && escape()) {
                continue;
            }
            int next = isQuote(character) ? endOfQuoted(character) : endOfComment();
            int stop = Math.max(next, position + 1);
            replaced.append(sql, position, stop);
            position = stop;
        }
    }

    private static boolean isQuote(char character) {
        return character == '\'' || character == '"' || character == '`';
    }

    private int endOfQuoted(char quote) {
        int index = position + 1;
        while (index < sql.length() && sql.charAt(index) != quote) {
            index += sql.charAt(index) == '\\' && quote != '`' ? 2 : 1;
        }
        return Math.min(sql.length(), index + 1);
    }

    /** Where the comment that begins here ends; here when none does. */
    private int endOfComment() {
        if (sql.startsWith("/*", position)) {
            int close = sql.indexOf("*/", position + 2);
            return close < 0 ? sql.length() : close + 2;
        }
        if (sql.startsWith("-- ", position) || sql.charAt(position) == '#') {
            int line = sql.indexOf('\n', position);
            return line < 0 ? sql.length() : line + 1;
        }
        return position;
    }

    private boolean escape() {
        Matcher keyword = KEYWORD.matcher(sql).region(position, sql.length());
        if (!keyword.lookingAt()) {
            return false;
        }
        int begin = position;
        int length = replaced.length();
        position = keyword.end();
        replaced.append(prefix(keyword.group(1).toLowerCase(Locale.ROOT)));
        copyUntil(sql.length(), true);
        if (position == sql.length()) {
            // Never closed: the server says what is wrong with it.
            position = begin;
            replaced.setLength(length);
            return false;
        }
        position++;
        return true;
    }

    private static String prefix(String keyword) {
        return keyword.equals("escape") ? "ESCAPE " : "";
    }
}
