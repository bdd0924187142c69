package io.kintsugi.router.internal.mysql;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.QualifiedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** A cursor over the tokens of one statement. Confined to one parse. */
final class Tokens {
    private static final int NEAR_LENGTH_MAX = 40;

    private final LexedSql sql;
    private final int[] matches;
    private final int end;
    private int position;

    Tokens(LexedSql sql, int end) {
        this.sql = sql;
        this.end = end;
        this.matches = matches(sql, end);
    }

    /** For each opening parenthesis the ordinal of its partner. */
    private static int[] matches(LexedSql sql, int end) {
        int[] matches = new int[end];
        Arrays.fill(matches, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < end; i++) {
            if (sql.isSymbol(i, "(")) {
                open.push(i);
            } else if (sql.isSymbol(i, ")")) {
                if (open.isEmpty()) {
                    throw failure(sql, i, "A parenthesis closes nothing");
                }
                matches[open.pop()] = i;
            }
        }
        if (!open.isEmpty()) {
            throw failure(sql, open.pop(), "A parenthesis is not closed");
        }
        return matches;
    }

    LexedSql sql() {
        return sql;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= end;
    }

    /** The ordinal of the parenthesis that closes the one at {@code open}. */
    int closing(int open) {
        return matches[open];
    }

    TokenSpan from(int first) {
        return new TokenSpan(first, position);
    }

    ShardException failure() {
        return failure("The statement is not understood");
    }

    ShardException failure(String what) {
        return failure(sql, position, what);
    }

    private static ShardException failure(LexedSql sql, int at, String what) {
        String text = sql.kind(at) == TokenKind.END ? "" : sql.text(at);
        String shown = text.length() <= NEAR_LENGTH_MAX ? text : text.substring(0, NEAR_LENGTH_MAX - 3) + "...";
        String near = text.isEmpty() ? "the end" : "'" + shown + "'";
        return new ShardException(
                ErrorCode.SYNTAX_NOT_UNDERSTOOD, what + " near " + near + " (" + sql.position(at) + ").");
    }

    TokenKind kind() {
        return kindAt(position);
    }

    TokenKind kindAt(int ordinal) {
        return ordinal < end ? sql.kind(ordinal) : TokenKind.END;
    }

    boolean isWord(String upperCase) {
        return isWordAt(position, upperCase);
    }

    boolean isWordAt(int ordinal, String upperCase) {
        return ordinal < end && sql.isKeyword(ordinal, upperCase);
    }

    boolean areWords(String... upperCase) {
        for (int i = 0; i < upperCase.length; i++) {
            if (!isWordAt(position + i, upperCase[i])) {
                return false;
            }
        }
        return true;
    }

    boolean isSymbol(String symbol) {
        return isSymbolAt(position, symbol);
    }

    boolean isSymbolAt(int ordinal, String symbol) {
        return ordinal < end && sql.isSymbol(ordinal, symbol);
    }

    /** The word that stands here in upper case; empty when there is none. */
    String word() {
        return wordAt(position);
    }

    String wordAt(int ordinal) {
        return kindAt(ordinal) == TokenKind.WORD ? sql.text(ordinal).toUpperCase(Locale.ROOT) : "";
    }

    /** Takes these words when they come next. */
    boolean take(String... upperCase) {
        if (!areWords(upperCase)) {
            return false;
        }
        position += upperCase.length;
        return true;
    }

    boolean takeSymbol(String symbol) {
        if (!isSymbol(symbol)) {
            return false;
        }
        position++;
        return true;
    }

    void expect(String... upperCase) {
        if (!take(upperCase)) {
            throw failure();
        }
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw failure();
        }
    }

    /** Takes the token that stands here, of whatever kind. */
    int next() {
        if (atEnd()) {
            throw failure();
        }
        return position++;
    }

    int expect(TokenKind kind) {
        if (kind() != kind) {
            throw failure();
        }
        return position++;
    }

    /** Whether an identifier may stand here: a quoted name, or a word that is not reserved. */
    boolean isName() {
        return isNameAt(position);
    }

    boolean isNameAt(int ordinal) {
        TokenKind kind = kindAt(ordinal);
        return kind == TokenKind.QUOTED_IDENTIFIER
                || (kind == TokenKind.WORD && !ReservedWords.contains(wordAt(ordinal)));
    }

    /** A name of a column, index, window, partition or routine: its letters fold. */
    Identifier foldedName() {
        return name(true, false);
    }

    /** A name of a database, a table or an alias of one. */
    Identifier tableName() {
        return name(sql.modes().lowerCaseTableNames(), false);
    }

    /** @param afterDot whether even a reserved word is a name here, if no blank stands before it */
    private Identifier name(boolean folds, boolean afterDot) {
        boolean any = afterDot && kind() == TokenKind.WORD && sql.start(position) == sql.end(position - 1);
        if (!any && !isName()) {
            throw failure("A name is expected");
        }
        int at = position++;
        String written = sql.identifier(at);
        String folded = folds ? written.toLowerCase(Locale.ROOT) : written;
        return new Identifier(folded, sql.kind(at) == TokenKind.QUOTED_IDENTIFIER, from(at));
    }

    /** {@code [database.]table}. */
    QualifiedName qualifiedTable() {
        int first = position;
        List<Identifier> parts = new ArrayList<>(List.of(tableName()));
        if (takeSymbol(".")) {
            parts.add(name(sql.modes().lowerCaseTableNames(), true));
        }
        return new QualifiedName(parts, from(first));
    }

    /**
     * {@code [[database.]table.]column}, or the same before a star or parenthesis; the last part folds where it is the
     * column.
     */
    List<Identifier> columnParts() {
        List<Identifier> parts = new ArrayList<>();
        boolean fold = sql.modes().lowerCaseTableNames();
        boolean afterDot = false;
        while (true) {
            boolean last = !isSymbolAt(position + 1, ".");
            parts.add(name(last || fold, afterDot));
            boolean star = isSymbolAt(position + 1, "*");
            if (last || star || parts.size() == 3) {
                return parts;
            }
            position++;
            afterDot = true;
        }
    }

    /** Whether another element follows in a list that a parenthesis closes; takes the comma or the parenthesis. */
    boolean more() {
        if (takeSymbol(",")) {
            return true;
        }
        expectSymbol(")");
        return false;
    }

    /** {@code (a, b, c)}. */
    List<Identifier> foldedNames() {
        List<Identifier> names = new ArrayList<>();
        expectSymbol("(");
        do {
            names.add(foldedName());
        } while (takeSymbol(","));
        expectSymbol(")");
        return names;
    }

    /** Whether the parenthesis at {@code open} holds a query and nothing else. */
    boolean holdsQuery(int open) {
        int at = open;
        int close = matches[open];
        while (isSymbolAt(at + 1, "(")) {
            int after = matches[at + 1] + 1;
            if (after != close && !continuesQuery(after)) {
                return false;
            }
            at++;
            close = after == close ? matches[at] : close;
        }
        return startsQuery(at + 1);
    }

    boolean startsQuery(int ordinal) {
        return switch (wordAt(ordinal)) {
            case "SELECT", "WITH", "TABLE" -> true;
            case "VALUES" -> isWordAt(ordinal + 1, "ROW");
            default -> false;
        };
    }

    private boolean continuesQuery(int ordinal) {
        return switch (wordAt(ordinal)) {
            case "UNION", "EXCEPT", "INTERSECT", "ORDER", "LIMIT", "FOR", "LOCK", "INTO" -> true;
            default -> false;
        };
    }
}
