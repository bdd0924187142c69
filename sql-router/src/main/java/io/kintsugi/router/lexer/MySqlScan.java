package io.kintsugi.router.lexer;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One pass over one text of MySQL. Confined to the call that made it. */
final class MySqlScan {
    private static final byte SPACE = 1;
    private static final byte LETTER = 2;
    private static final byte DIGIT = 3;
    private static final byte OPERATOR = 4;
    private static final byte PUNCTUATION = 5;
    private static final byte QUOTE = 6;
    private static final byte[] CLASSES = classes();
    /** Longest first where one begins another. */
    private static final String[] OPERATORS = {"->>", "<=>", "->", "<=", ">=", "<>", "!=", "<<", ">>", "&&", "||", ":="
    };

    private static final int VERSION_DIGITS_MAX = 6;

    private final String sql;
    private final int length;
    private final ParameterStyle style;
    private final MySqlModes modes;
    private final TokenBuffer tokens;
    private List<RoutingHint> hints = List.of();
    private boolean comments;
    private boolean conditionalCode;
    private boolean insideConditional;
    private int position;
    private int questionMarks;
    /** Offset after a word, when it was one: a dot that follows at once is followed by a name, never by a number. */
    private int wordEnd = -1;

    MySqlScan(String sql, ParameterStyle style, MySqlModes modes) {
        this.sql = sql;
        this.length = sql.length();
        this.style = style;
        this.modes = modes;
        this.tokens = new TokenBuffer(length);
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = 'a'; c <= 'z'; c++) {
            classes[c] = LETTER;
            classes[c - 32] = LETTER;
        }
        set(classes, "_$", LETTER);
        set(classes, "0123456789", DIGIT);
        set(classes, " \t\n\r\f\u000b", SPACE);
        set(classes, "+-*/<>=~!@#%^&|?:", OPERATOR);
        set(classes, "(),;.{}", PUNCTUATION);
        set(classes, "'\"`", QUOTE);
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
        if (insideConditional) {
            throw failure("A comment is not closed", length);
        }
        return new LexedSql(
                Dialect.MYSQL,
                sql,
                style,
                tokens.tokens(),
                tokens.count(),
                questionMarks,
                comments,
                List.copyOf(hints),
                modes,
                conditionalCode);
    }

    private void step(char c) {
        switch (classOf(c)) {
            case SPACE -> position++;
            case LETTER -> wordOrPrefixedString(c);
            case DIGIT -> numberOrWord();
            case OPERATOR -> operatorOrComment(c);
            case PUNCTUATION -> punctuation(c);
            case QUOTE -> quoted(c);
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

    private void add(TokenKind kind, int detail, int end) {
        tokens.add(kind, detail, position, end);
        position = end;
    }

    private boolean isWordPart(int offset) {
        if (offset >= length) {
            return false;
        }
        byte kind = classOf(sql.charAt(offset));
        return kind == LETTER || kind == DIGIT;
    }

    private int wordEnd(int from) {
        int end = from;
        while (isWordPart(end)) {
            end++;
        }
        return end;
    }

    private void word(int end) {
        add(TokenKind.WORD, 0, end);
        wordEnd = end;
    }

    private void wordOrPrefixedString(char c) {
        if (at(position + 1) != '\'') {
            word(wordEnd(position + 1));
            return;
        }
        switch (c) {
            case 'n', 'N' -> string(position + 1);
            case 'x', 'X' -> digitString(StringForm.HEX, 16);
            case 'b', 'B' -> digitString(StringForm.BIT, 2);
            default -> word(wordEnd(position + 1));
        }
    }

    private void digitString(StringForm form, int radix) {
        int end = digitsEnd(position + 2, radix);
        if (at(end) != '\'' || (radix == 16 && (end - position) % 2 != 0)) {
            throw failure("A constant of digits is not closed or has a wrong digit", position);
        }
        add(TokenKind.STRING, form.ordinal(), end + 1);
    }

    private int digitsEnd(int from, int radix) {
        int end = from;
        while (end < length && sql.charAt(end) < 128 && Character.digit(sql.charAt(end), radix) >= 0) {
            end++;
        }
        return end;
    }

    /** Digits begin a number, unless what follows makes the whole a name: {@code 1st}, {@code 0X1F}, {@code 1e}. */
    private void numberOrWord() {
        if (sql.charAt(position) == '0'
                && (radixNumber('x', 16, StringForm.HEX) || radixNumber('b', 2, StringForm.BIT))) {
            return;
        }
        int end = digitsEnd(position, 10);
        if (at(end) == '.') {
            number(fractionEnd(end));
            return;
        }
        int exponent = exponentEnd(end);
        if (exponent > end) {
            number(exponent);
            return;
        }
        if (isWordPart(end)) {
            word(wordEnd(end));
            return;
        }
        number(end);
    }

    private boolean radixNumber(char letter, int radix, StringForm form) {
        int end = digitsEnd(position + 2, radix);
        if (at(position + 1) != letter || end == position + 2 || isWordPart(end)) {
            return false;
        }
        add(TokenKind.STRING, form.ordinal(), end);
        return true;
    }

    private int fractionEnd(int dot) {
        int end = digitsEnd(dot + 1, 10);
        char c = at(end);
        int exponent = exponentEnd(end);
        if (exponent == end && (c == 'e' || c == 'E')) {
            throw failure("A number has no digits in its exponent", position);
        }
        return exponent;
    }

    /** The end of an exponent that begins here, else {@code from}. */
    private int exponentEnd(int from) {
        if (at(from) != 'e' && at(from) != 'E') {
            return from;
        }
        int digits = at(from + 1) == '+' || at(from + 1) == '-' ? from + 2 : from + 1;
        int end = digitsEnd(digits, 10);
        return end > digits ? end : from;
    }

    private void number(int end) {
        if (isWordPart(end)) {
            throw failure("Letters follow a number without a blank", position);
        }
        add(TokenKind.NUMBER, 0, end);
    }

    private void punctuation(char c) {
        if (c != '.') {
            add(TokenKind.PUNCTUATION, 0, position + 1);
            return;
        }
        boolean afterWord = position == wordEnd;
        if (!afterWord && classOf(at(position + 1)) == DIGIT) {
            number(fractionEnd(position));
            return;
        }
        add(TokenKind.PUNCTUATION, 0, position + 1);
        if (afterWord && isWordPart(position)) {
            word(wordEnd(position));
        }
    }

    private void quoted(char c) {
        boolean name = c == '`' || (c == '"' && modes.ansiQuotes());
        if (!name) {
            string(position);
            return;
        }
        int end = quotedEnd(position, false);
        if (end - position == 2) {
            throw failure("A quoted name is empty", position);
        }
        add(TokenKind.QUOTED_IDENTIFIER, 0, end);
    }

    /** The offset after the quote that closes the one at {@code open}. */
    private int quotedEnd(int open, boolean backslashes) {
        char quote = sql.charAt(open);
        int i = open + 1;
        while (i < length) {
            char c = sql.charAt(i);
            if (c == '\\' && backslashes) {
                i++;
            } else if (c == quote && at(i + 1) == quote) {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
            i++;
        }
        throw failure(quote == '\'' ? "A string is not closed" : "A quoted text is not closed", open);
    }

    /** A string and those that follow it: with nothing but blanks and comments between they are one. */
    private void string(int open) {
        boolean backslashes = !modes.noBackslashEscapes();
        int end = quotedEnd(open, backslashes);
        for (int next = continuation(end); next >= 0; next = continuation(end)) {
            end = quotedEnd(next, backslashes);
        }
        StringForm form = backslashes ? StringForm.BACKSLASH : StringForm.PLAIN;
        add(TokenKind.STRING, form.ordinal(), end);
    }

    /** The opening quote of a string that continues the one before, or -1. */
    private int continuation(int from) {
        int i = from;
        while (i < length) {
            char c = sql.charAt(i);
            if (classOf(c) == SPACE) {
                i++;
            } else if (startsLineComment(i)) {
                i = lineEnd(i);
            } else if (c == '/' && at(i + 1) == '*' && at(i + 2) != '!' && at(i + 2) != '+' && !isHint(i)) {
                i = plainCommentEnd(i);
            } else {
                boolean quote = c == '\'' || (c == '"' && !modes.ansiQuotes());
                return quote ? i : -1;
            }
        }
        return -1;
    }

    private boolean isHint(int start) {
        return HintText.inside(sql, start, plainCommentEnd(start)) != null;
    }

    private boolean startsLineComment(int offset) {
        char c = sql.charAt(offset);
        if (c == '#') {
            return true;
        }
        // Two signs of minus are a comment only before a blank or control character: 1--1 is 2.
        return c == '-' && at(offset + 1) == '-' && at(offset + 2) <= ' ';
    }

    private int lineEnd(int from) {
        int end = sql.indexOf('\n', from);
        return end < 0 ? length : end;
    }

    private int plainCommentEnd(int start) {
        int close = sql.indexOf("*/", start + 2);
        if (close < 0) {
            throw failure("A comment is not closed", start);
        }
        return close + 2;
    }

    private void operatorOrComment(char c) {
        if (startsLineComment(position)) {
            comments = true;
            position = lineEnd(position);
            return;
        }
        if (c == '/' && at(position + 1) == '*') {
            comment();
            return;
        }
        if (c == '*' && at(position + 1) == '/' && insideConditional) {
            insideConditional = false;
            position += 2;
            return;
        }
        if (c == '?') {
            questionMarks++;
            add(TokenKind.PARAMETER, questionMarks, position + 1);
            return;
        }
        if (c == '@') {
            variable();
            return;
        }
        operator(c);
    }

    private void operator(char c) {
        boolean longer = position + 1 < length && classOf(sql.charAt(position + 1)) == OPERATOR;
        for (int i = 0; longer && i < OPERATORS.length; i++) {
            String operator = OPERATORS[i];
            if (sql.startsWith(operator, position)) {
                add(TokenKind.OPERATOR, 0, position + operator.length());
                return;
            }
        }
        if (c == ':') {
            // A label in the body of a routine.
            add(TokenKind.PUNCTUATION, 0, position + 1);
            return;
        }
        add(TokenKind.OPERATOR, 0, position + 1);
    }

    private void variable() {
        boolean system = at(position + 1) == '@';
        int name = position + (system ? 2 : 1);
        int end = variablePart(name, !system);
        while (system && end > name && at(end) == '.') {
            int next = variablePart(end + 1, false);
            if (next == end + 1) {
                throw failure("A variable has no name after the dot", position);
            }
            end = next;
        }
        if (end == name) {
            throw failure("A variable has no name", position);
        }
        add(TokenKind.VARIABLE, 0, end);
    }

    private int variablePart(int from, boolean user) {
        char c = at(from);
        if (c == '`' || (user && (c == '\'' || c == '"'))) {
            return quotedEnd(from, c != '`' && !modes.noBackslashEscapes());
        }
        int end = from;
        while (isWordPart(end) || (user && at(end) == '.')) {
            end++;
        }
        return end;
    }

    private void comment() {
        char third = at(position + 2);
        if (third == '!') {
            conditional();
            return;
        }
        comments = true;
        int start = position;
        position = plainCommentEnd(start);
        String hint = HintText.inside(sql, start, position);
        if (hint != null) {
            addHint(new RoutingHint(hint, start, position));
        } else if (third == '+') {
            refuseSetVariable(start);
        }
    }

    /** A SET_VAR hint may change sql_mode, time_zone or sql_select_limit for this statement alone, out of our sight. */
    private void refuseSetVariable(int start) {
        String text = sql.substring(start, position).toUpperCase(Locale.ROOT);
        if (text.contains("SET_VAR")) {
            throw failure("The hint SET_VAR is not supported; set the variable in the session", start);
        }
    }

    private void addHint(RoutingHint hint) {
        if (hints.isEmpty()) {
            hints = new ArrayList<>();
        }
        hints.add(hint);
    }

    /** {@code /*!80000 … *}{@code /} is code for servers of that version, a comment for older ones. */
    private void conditional() {
        if (insideConditional) {
            throw failure("A comment that is code stands inside another", position);
        }
        conditionalCode = true;
        int first = position + 3;
        int digits = digitsEnd(first, 10);
        int end = digits - first >= 5 ? Math.min(digits, first + VERSION_DIGITS_MAX) : first;
        // Five digits, or six where the sixth is a digit too, as the server reads it.
        boolean reached = end == first || Integer.parseInt(sql.substring(first, end)) <= modes.version();
        if (reached) {
            insideConditional = true;
            position = end;
            return;
        }
        int close = skippedEnd(position + 3);
        comments = true;
        position = close;
    }

    /** The end of a comment for newer servers; plain comments inside it are comments still. */
    private int skippedEnd(int from) {
        int i = from;
        while (i < length) {
            if (sql.startsWith("*/", i)) {
                return i + 2;
            }
            i = sql.startsWith("/*", i) ? plainCommentEnd(i) : i + 1;
        }
        throw failure("A comment is not closed", position);
    }
}
