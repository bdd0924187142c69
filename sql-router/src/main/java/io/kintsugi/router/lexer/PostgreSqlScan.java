package io.kintsugi.router.lexer;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;

/** One pass over one text. Confined to the call that made it. */
final class PostgreSqlScan {
    private static final byte SPACE = 1;
    private static final byte LETTER = 2;
    private static final byte DIGIT = 3;
    private static final byte OPERATOR = 4;
    private static final byte PUNCTUATION = 5;
    private static final byte QUOTE = 6;
    private static final byte DOUBLE_QUOTE = 7;
    private static final byte DOLLAR = 8;
    private static final byte DOT = 9;
    private static final byte COLON = 10;
    private static final byte[] CLASSES = classes();
    /** Largest parameter number of the wire protocol. */
    private static final int PARAMETERS_MAX = 65_535;

    private final String sql;
    private final int length;
    private final ParameterStyle style;
    private final TokenBuffer tokens;
    private List<RoutingHint> hints = List.of();
    private boolean comments;
    private int position;
    private int questionMarks;
    private int highestNumber;

    PostgreSqlScan(String sql, ParameterStyle style) {
        this.sql = sql;
        this.length = sql.length();
        this.style = style;
        this.tokens = new TokenBuffer(length);
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = 'a'; c <= 'z'; c++) {
            classes[c] = LETTER;
            classes[c - 32] = LETTER;
        }
        classes['_'] = LETTER;
        for (char c = '0'; c <= '9'; c++) {
            classes[c] = DIGIT;
        }
        set(classes, " \t\n\r\f\u000b", SPACE);
        set(classes, "+-*/<>=~!@#%^&|`?", OPERATOR);
        set(classes, "()[],;", PUNCTUATION);
        set(classes, "'", QUOTE);
        set(classes, "\"", DOUBLE_QUOTE);
        set(classes, "$", DOLLAR);
        set(classes, ".", DOT);
        set(classes, ":", COLON);
        return classes;
    }

    private static void set(byte[] classes, String characters, byte value) {
        for (int i = 0; i < characters.length(); i++) {
            classes[characters.charAt(i)] = value;
        }
    }

    private static byte classOf(char c) {
        return c < 128 ? CLASSES[c] : LETTER;
    }

    LexedSql run() {
        while (position < length) {
            step(sql.charAt(position));
        }
        if (questionMarks > 0 && highestNumber > 0) {
            throw failure("The statement mixes parameters ? and $n", 0);
        }
        // In JDBC a $n belongs to the server alone: to PREPARE, or to the body of a function.
        int parameters = style == ParameterStyle.QUESTION_MARK ? questionMarks : highestNumber;
        return new LexedSql(
                Dialect.POSTGRESQL,
                sql,
                style,
                tokens.tokens(),
                tokens.count(),
                parameters,
                comments,
                List.copyOf(hints));
    }

    private void step(char c) {
        switch (classOf(c)) {
            case SPACE -> position++;
            case LETTER -> wordOrPrefixedString(c);
            case DIGIT -> number();
            case OPERATOR -> operatorOrComment();
            case PUNCTUATION -> punctuation(1);
            case QUOTE -> string(position, position, StringForm.PLAIN);
            case DOUBLE_QUOTE -> quotedIdentifier(position, position, false);
            case DOLLAR -> parameterOrDollarQuote();
            case DOT -> dot();
            case COLON -> colon();
            default -> throw failure("Character " + describe(c) + " begins no token", position);
        }
    }

    private static String describe(char c) {
        return c < ' ' || c == 127 ? "U+" + String.format("%04X", (int) c) : "'" + c + "'";
    }

    private ShardException failure(String what, int offset) {
        return new ShardException(
                ErrorCode.SYNTAX_NOT_UNDERSTOOD, what + " (" + TextPosition.describe(sql, offset) + ").");
    }

    private char at(int offset) {
        return offset < length ? sql.charAt(offset) : '\0';
    }

    private void add(TokenKind kind, int detail, int start, int end) {
        tokens.add(kind, detail, start, end);
        position = end;
    }

    private void punctuation(int size) {
        add(TokenKind.PUNCTUATION, 0, position, position + size);
    }

    private void colon() {
        char next = at(position + 1);
        punctuation(next == ':' || next == '=' ? 2 : 1);
    }

    private void dot() {
        char next = at(position + 1);
        if (next >= '0' && next <= '9') {
            number();
            return;
        }
        punctuation(next == '.' ? 2 : 1);
    }

    private void wordOrPrefixedString(char c) {
        char next = at(position + 1);
        if (next == '\'' && prefixForm(c) != null) {
            string(position, position + 1, prefixFormOf(c));
            return;
        }
        if (next == '&' && (c == 'u' || c == 'U') && unicodeForm()) {
            return;
        }
        int end = wordEnd(position + 1);
        add(TokenKind.WORD, 0, position, end);
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < length && isWordPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        byte kind = classOf(c);
        return kind == LETTER || kind == DIGIT || kind == DOLLAR;
    }

    private static @org.jspecify.annotations.Nullable StringForm prefixForm(char c) {
        return switch (c) {
            case 'e', 'E' -> StringForm.ESCAPE;
            case 'b', 'B' -> StringForm.BIT;
            case 'x', 'X' -> StringForm.HEX;
            case 'n', 'N' -> StringForm.NATIONAL;
            default -> null;
        };
    }

    private static StringForm prefixFormOf(char c) {
        StringForm form = prefixForm(c);
        return form == null ? StringForm.PLAIN : form;
    }

    private boolean unicodeForm() {
        char third = at(position + 2);
        if (third == '\'') {
            string(position, position + 2, StringForm.UNICODE);
            return true;
        }
        if (third == '"') {
            quotedIdentifier(position, position + 2, true);
            return true;
        }
        return false;
    }

    private void string(int start, int quote, StringForm form) {
        int end = segmentEnd(quote, form, start);
        for (int next = continuation(end); next >= 0; next = continuation(end)) {
            end = segmentEnd(next, form, start);
        }
        if (form == StringForm.UNICODE) {
            end = afterUescape(end);
        }
        add(TokenKind.STRING, form.ordinal(), start, end);
    }

    /** The offset after the closing quote of the segment that opens at {@code quote}. */
    private int segmentEnd(int quote, StringForm form, int start) {
        int i = quote + 1;
        while (i < length) {
            char c = sql.charAt(i);
            if (c == '\0') {
                throw failure("A string holds U+0000", i);
            }
            if (c == '\\' && form == StringForm.ESCAPE) {
                i += 2;
                continue;
            }
            if (c == '\'') {
                if (at(i + 1) != '\'') {
                    return i + 1;
                }
                i++;
            }
            i++;
        }
        throw failure("A string is not closed", start);
    }

    /** The opening quote of a segment that continues the string (white space with a line end between), or -1. */
    private int continuation(int from) {
        boolean newline = false;
        int i = from;
        while (i < length) {
            char c = sql.charAt(i);
            if (c == '\n' || c == '\r') {
                newline = true;
                i++;
            } else if (classOf(c) == SPACE) {
                i++;
            } else if (c == '-' && at(i + 1) == '-') {
                i = lineEnd(i);
            } else {
                return c == '\'' && newline ? i : -1;
            }
        }
        return -1;
    }

    /** The end of {@code UESCAPE 'c'} where it follows, else {@code from}. */
    private int afterUescape(int from) {
        int i = skipSpace(from);
        if (!sql.regionMatches(true, i, "UESCAPE", 0, 7)) {
            return from;
        }
        int quote = skipSpace(i + 7);
        return at(quote) == '\'' ? segmentEnd(quote, StringForm.PLAIN, quote) : from;
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < length && classOf(sql.charAt(i)) == SPACE) {
            i++;
        }
        return i;
    }

    private void quotedIdentifier(int start, int quote, boolean unicode) {
        int i = quote + 1;
        while (i < length) {
            char c = sql.charAt(i);
            if (c == '\0') {
                throw failure("A name holds U+0000", i);
            }
            if (c == '"' && at(i + 1) != '"') {
                closeIdentifier(start, quote, i + 1, unicode);
                return;
            }
            i += c == '"' ? 2 : 1;
        }
        throw failure("A quoted name is not closed", start);
    }

    private void closeIdentifier(int start, int quote, int end, boolean unicode) {
        if (end - quote == 2) {
            throw failure("A quoted name is empty", start);
        }
        add(TokenKind.QUOTED_IDENTIFIER, 0, start, unicode ? afterUescape(end) : end);
    }

    private void parameterOrDollarQuote() {
        char next = at(position + 1);
        if (next >= '0' && next <= '9') {
            numberedParameter();
            return;
        }
        int tagEnd = position + 1;
        while (tagEnd < length && isTagPart(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        if (at(tagEnd) != '$') {
            throw failure("A dollar sign begins neither a parameter nor a dollar-quoted string", position);
        }
        dollarQuote(tagEnd + 1);
    }

    private static boolean isTagPart(char c) {
        byte kind = classOf(c);
        return kind == LETTER || kind == DIGIT;
    }

    private void dollarQuote(int bodyStart) {
        String tag = sql.substring(position, bodyStart);
        int close = sql.indexOf(tag, bodyStart);
        if (close < 0) {
            throw failure("A dollar-quoted string " + tag + " is not closed", position);
        }
        int nul = sql.indexOf('\0', bodyStart);
        if (nul >= 0 && nul < close) {
            throw failure("A string holds U+0000", nul);
        }
        add(TokenKind.STRING, StringForm.DOLLAR.ordinal(), position, close + tag.length());
    }

    private void numberedParameter() {
        int end = digitsEnd(position + 1);
        if (end - position > 6 || Integer.parseInt(sql.substring(position + 1, end)) > PARAMETERS_MAX) {
            throw failure("A parameter number is larger than " + PARAMETERS_MAX, position);
        }
        int number = Integer.parseInt(sql.substring(position + 1, end));
        if (number == 0) {
            throw failure("There is no parameter $0", position);
        }
        refuseJunk(end, "a parameter");
        highestNumber = Math.max(highestNumber, number);
        add(TokenKind.PARAMETER, number, position, end);
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < length && classOf(sql.charAt(end)) == DIGIT) {
            end++;
        }
        return end;
    }

    private void refuseJunk(int end, String what) {
        if (end < length && isWordPart(sql.charAt(end))) {
            throw failure("Letters follow " + what + " without a blank", position);
        }
    }

    private void number() {
        int end = radixEnd();
        if (end < 0) {
            end = decimalEnd();
        }
        refuseJunk(end, "a number");
        add(TokenKind.NUMBER, 0, position, end);
    }

    /** The end of {@code 0x1F}, {@code 0o17} or {@code 0b11}, or -1. */
    private int radixEnd() {
        if (at(position) != '0') {
            return -1;
        }
        int radix = switch (at(position + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
        if (radix == 0) {
            return -1;
        }
        int end = groupedDigitsEnd(position + 2, radix, true);
        if (end == position + 2) {
            throw failure("A number has no digits", position);
        }
        return end;
    }

    /** The end of digits with single underscores between; {@code from} itself when there are none. */
    private int groupedDigitsEnd(int from, int radix, boolean leadingUnderscore) {
        int end = from;
        while (true) {
            int digit = at(end) == '_' && (leadingUnderscore || end > from) ? end + 1 : end;
            if (digit >= length || sql.charAt(digit) >= 128 || Character.digit(sql.charAt(digit), radix) < 0) {
                return end;
            }
            end = digit + 1;
        }
    }

    private int decimalEnd() {
        int end = groupedDigitsEnd(position, 10, false);
        if (at(end) == '.' && at(end + 1) != '.') {
            end = groupedDigitsEnd(end + 1, 10, false);
        }
        char exponent = at(end);
        if (exponent != 'e' && exponent != 'E') {
            return end;
        }
        int digits = at(end + 1) == '+' || at(end + 1) == '-' ? end + 2 : end + 1;
        int exponentEnd = groupedDigitsEnd(digits, 10, false);
        return exponentEnd > digits ? exponentEnd : end;
    }

    private void operatorOrComment() {
        char c = sql.charAt(position);
        char next = at(position + 1);
        if (c == '-' && next == '-') {
            comments = true;
            position = lineEnd(position);
            return;
        }
        if (c == '/' && next == '*') {
            comment();
            return;
        }
        if (c == '?' && style == ParameterStyle.QUESTION_MARK && next != '?') {
            questionMarks++;
            add(TokenKind.PARAMETER, questionMarks, position, position + 1);
            return;
        }
        add(TokenKind.OPERATOR, 0, position, operatorEnd());
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < length && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    /** The longest run of operator characters that holds no comment start; a trailing sign belongs to what follows. */
    private int operatorEnd() {
        int end = position;
        while (end < length && classOf(sql.charAt(end)) == OPERATOR && !startsComment(end)) {
            if (sql.charAt(end) == '?' && style == ParameterStyle.QUESTION_MARK) {
                if (at(end + 1) != '?') {
                    break;
                }
                end++;
            }
            end++;
        }
        return trimTrailingSigns(end);
    }

    private boolean startsComment(int offset) {
        char c = sql.charAt(offset);
        return (c == '-' && at(offset + 1) == '-') || (c == '/' && at(offset + 1) == '*');
    }

    private int trimTrailingSigns(int end) {
        int trimmed = end;
        if (holdsSpecial(end)) {
            return end;
        }
        while (trimmed - position > 1 && (sql.charAt(trimmed - 1) == '+' || sql.charAt(trimmed - 1) == '-')) {
            trimmed--;
        }
        return trimmed;
    }

    private boolean holdsSpecial(int end) {
        for (int i = position; i < end; i++) {
            if ("~!@#%^&|`?".indexOf(sql.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void comment() {
        comments = true;
        int start = position;
        int depth = 1;
        int i = position + 2;
        while (depth > 0) {
            if (i + 1 >= length) {
                throw failure("A comment is not closed", start);
            }
            if (sql.charAt(i) == '*' && sql.charAt(i + 1) == '/') {
                depth--;
                i += 2;
            } else if (sql.charAt(i) == '/' && sql.charAt(i + 1) == '*') {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        position = i;
        hint(start, i);
    }

    private void hint(int start, int end) {
        String text = HintText.inside(sql, start, end);
        if (text == null) {
            return;
        }
        if (hints.isEmpty()) {
            hints = new ArrayList<>();
        }
        hints.add(new RoutingHint(text, start, end));
    }
}
