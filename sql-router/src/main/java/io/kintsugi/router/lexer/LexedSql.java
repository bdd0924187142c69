package io.kintsugi.router.lexer;

import io.kintsugi.topology.Dialect;
import java.util.List;

/**
 * The tokens of a text, by ordinal. Offsets are UTF-16 units of the text; ordinals are what plans keep, because texts
 * of one plan-cache key share them and not the offsets. Immutable.
 */
public final class LexedSql {
    /** Ints a token takes: start, end, and kind with detail. */
    static final int STRIDE = 3;

    private static final TokenKind[] KINDS = TokenKind.values();
    private static final StringForm[] FORMS = StringForm.values();

    private final Dialect dialect;
    private final String sql;
    private final ParameterStyle parameterStyle;
    private final int[] tokens;
    private final int count;
    private final int parameterCount;
    private final boolean comments;
    private final List<RoutingHint> hints;
    private final MySqlModes modes;
    private final boolean conditionalCode;

    /** The text that messages speak of, and where this one begins in it, which may be before it. */
    private final String written;

    private final int writtenAt;

    LexedSql(
            Dialect dialect,
            String sql,
            ParameterStyle parameterStyle,
            int[] tokens,
            int count,
            int parameterCount,
            boolean comments,
            List<RoutingHint> hints) {
        this(dialect, sql, parameterStyle, tokens, count, parameterCount, comments, hints, MySqlModes.DEFAULT, false);
    }

    LexedSql(
            Dialect dialect,
            String sql,
            ParameterStyle parameterStyle,
            int[] tokens,
            int count,
            int parameterCount,
            boolean comments,
            List<RoutingHint> hints,
            MySqlModes modes,
            boolean conditionalCode) {
        this(
                dialect,
                sql,
                parameterStyle,
                tokens,
                count,
                parameterCount,
                comments,
                hints,
                modes,
                conditionalCode,
                sql,
                0);
    }

    private LexedSql(
            Dialect dialect,
            String sql,
            ParameterStyle parameterStyle,
            int[] tokens,
            int count,
            int parameterCount,
            boolean comments,
            List<RoutingHint> hints,
            MySqlModes modes,
            boolean conditionalCode,
            String written,
            int writtenAt) {
        this.dialect = dialect;
        this.sql = sql;
        this.parameterStyle = parameterStyle;
        this.tokens = tokens;
        this.count = count;
        this.parameterCount = parameterCount;
        this.comments = comments;
        this.hints = hints;
        this.modes = modes;
        this.conditionalCode = conditionalCode;
        this.written = written;
        this.writtenAt = writtenAt;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The text. */
    public String sql() {
        return sql;
    }

    public ParameterStyle parameterStyle() {
        return parameterStyle;
    }

    /** The number of tokens, END not counted. */
    public int count() {
        return count;
    }

    /** The highest parameter number; 0 without parameters. */
    public int parameterCount() {
        return parameterCount;
    }

    public boolean hasComments() {
        return comments;
    }

    /** The modes the text was lexed under; without meaning for PostgreSQL. */
    public MySqlModes modes() {
        return modes;
    }

    /**
     * True when tokens stand inside a comment of MySQL that is code: {@code /*!80000 … *}{@code /}. Such a text must
     * not be cut: a cut could part the comment from its end.
     */
    public boolean hasConditionalCode() {
        return conditionalCode;
    }

    /** The routing hints, in text order. */
    public List<RoutingHint> hints() {
        return hints;
    }

    /** The kind of the token; END for an ordinal at or past the count. */
    public TokenKind kind(int ordinal) {
        return ordinal >= 0 && ordinal < count ? KINDS[tokens[ordinal * STRIDE + 2] & 0xFF] : TokenKind.END;
    }

    /** Offset of the token's first character; the length of the text for END. */
    public int start(int ordinal) {
        return ordinal < count ? tokens[ordinal * STRIDE] : sql.length();
    }

    /** Offset after the token's last character. */
    public int end(int ordinal) {
        return ordinal < count ? tokens[ordinal * STRIDE + 1] : sql.length();
    }

    /** The token as written. */
    public String text(int ordinal) {
        return sql.substring(start(ordinal), end(ordinal));
    }

    /** The text from the first token of a span to the end of its last one, as written; empty for an empty span. */
    public String text(int first, int end) {
        return first >= end ? "" : sql.substring(start(first), end(end - 1));
    }

    /** The form of a STRING token. */
    public StringForm stringForm(int ordinal) {
        return FORMS[detail(ordinal)];
    }

    /** The 1-based number of a PARAMETER token: order of appearance for a question mark. */
    public int parameterNumber(int ordinal) {
        return detail(ordinal);
    }

    private int detail(int ordinal) {
        return tokens[ordinal * STRIDE + 2] >>> 8;
    }

    /** True when the token is the unquoted word given in upper case. */
    public boolean isKeyword(int ordinal, String upperCase) {
        return isKind(ordinal, TokenKind.WORD)
                && hasLength(ordinal, upperCase.length())
                && matchesWord(ordinal, upperCase);
    }

    private boolean matchesWord(int ordinal, String upperCase) {
        int start = tokens[ordinal * STRIDE];
        for (int i = 0; i < upperCase.length(); i++) {
            char actual = sql.charAt(start + i);
            char wanted = upperCase.charAt(i);
            if (actual != wanted && (actual < 'a' || actual > 'z' || actual - 32 != wanted)) {
                return false;
            }
        }
        return true;
    }

    /** True when the tokens from the ordinal on are these unquoted words. */
    public boolean areKeywords(int ordinal, String... upperCase) {
        for (int i = 0; i < upperCase.length; i++) {
            if (!isKeyword(ordinal + i, upperCase[i])) {
                return false;
            }
        }
        return true;
    }

    /** True when the token is this punctuation or operator, as written. */
    public boolean isSymbol(int ordinal, String symbol) {
        TokenKind kind = kind(ordinal);
        return (kind == TokenKind.PUNCTUATION || kind == TokenKind.OPERATOR)
                && hasLength(ordinal, symbol.length())
                && sql.startsWith(symbol, start(ordinal));
    }

    boolean isKind(int ordinal, TokenKind kind) {
        return kind(ordinal) == kind;
    }

    private boolean hasLength(int ordinal, int length) {
        return tokens[ordinal * STRIDE + 1] - tokens[ordinal * STRIDE] == length;
    }

    /**
     * The operator as the server understands it: with {@code ??} of JDBC as {@code ?}, and {@code !=} as {@code <>}.
     */
    public String operator(int ordinal) {
        String written = text(ordinal);
        boolean jdbc = dialect == Dialect.POSTGRESQL && parameterStyle == ParameterStyle.QUESTION_MARK;
        String plain = jdbc ? written.replace("??", "?") : written;
        return plain.equals("!=") ? "<>" : plain;
    }

    /**
     * The name a WORD or QUOTED_IDENTIFIER stands for: quotes and escapes undone and, in PostgreSQL, ASCII letters of
     * words in lower case. MySQL folds by what a name stands for, so there letters are left as they are.
     */
    public String identifier(int ordinal) {
        if (dialect == Dialect.MYSQL) {
            return kind(ordinal) == TokenKind.WORD ? text(ordinal) : MySqlStrings.identifier(text(ordinal));
        }
        return kind(ordinal) == TokenKind.WORD ? lowerCase(ordinal) : StringValues.identifier(text(ordinal));
    }

    private String lowerCase(int ordinal) {
        for (int i = start(ordinal); i < end(ordinal); i++) {
            char c = sql.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return fold(ordinal);
            }
        }
        return text(ordinal);
    }

    private String fold(int ordinal) {
        char[] folded = text(ordinal).toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = AsciiCase.lower(folded[i]);
        }
        return new String(folded);
    }

    /**
     * The value of a STRING token; for bit strings the digits.
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD for an escape that the server would refuse
     */
    public String unquote(int ordinal) {
        if (dialect == Dialect.MYSQL) {
            return MySqlStrings.string(text(ordinal), stringForm(ordinal));
        }
        return StringValues.string(text(ordinal), stringForm(ordinal));
    }

    /** Where a token stands, for messages: {@code line 1, column 8}. */
    public String position(int ordinal) {
        return TextPosition.describe(written, Math.max(0, start(ordinal) + writtenAt));
    }

    /** The same text with the tokens of one statement only: {@code first} inclusive, {@code end} exclusive. */
    public LexedSql slice(int first, int end) {
        int[] part = new int[(end - first) * STRIDE];
        System.arraycopy(tokens, first * STRIDE, part, 0, part.length);
        return new LexedSql(
                dialect,
                sql,
                parameterStyle,
                part,
                end - first,
                parameterCount,
                comments,
                hints,
                modes,
                conditionalCode,
                written,
                writtenAt);
    }

    /**
     * The same text, made out of another: messages give its tokens the places they have in that one.
     *
     * @param offset what to add to a place in this text
     */
    public LexedSql madeOf(String other, int offset) {
        return new LexedSql(
                dialect,
                sql,
                parameterStyle,
                tokens,
                count,
                parameterCount,
                comments,
                hints,
                modes,
                conditionalCode,
                other,
                offset);
    }

    /** Whether it is the application's own text. */
    public boolean isAsWritten() {
        return writtenAt == 0;
    }

    int[] tokens() {
        return tokens;
    }
}
