package io.kintsugi.router.syntax;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads tokens one after another for the small parsers. Confined to one parse. */
final class TokenCursor {
    private final LexedSql sql;
    private final int end;
    private int next;

    TokenCursor(LexedSql sql, TokenSpan span) {
        this.sql = sql;
        this.next = span.first();
        this.end = span.end();
    }

    int position() {
        return next;
    }

    void moveTo(int ordinal) {
        next = ordinal;
    }

    boolean atEnd() {
        return next >= end;
    }

    TokenSpan since(int first) {
        return new TokenSpan(first, next);
    }

    TokenSpan rest() {
        TokenSpan span = new TokenSpan(next, end);
        next = end;
        return span;
    }

    boolean isWord(String... upperCase) {
        return next + upperCase.length <= end && sql.areKeywords(next, upperCase);
    }

    boolean isAnyWord(Iterable<String> upperCase) {
        for (String word : upperCase) {
            if (isWord(word)) {
                return true;
            }
        }
        return false;
    }

    boolean isSymbol(String symbol) {
        return next < end && sql.isSymbol(next, symbol);
    }

    /** Whether the token before the next one is an operator or opens something: an operand must follow. */
    boolean expectsOperand() {
        return sql.kind(next - 1) == TokenKind.OPERATOR || sql.isSymbol(next - 1, "::") || sql.isSymbol(next - 1, ".");
    }

    /** Takes these words when they come next. */
    boolean accept(String... upperCase) {
        if (!isWord(upperCase)) {
            return false;
        }
        next += upperCase.length;
        return true;
    }

    boolean acceptSymbol(String symbol) {
        if (!isSymbol(symbol)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String... upperCase) {
        if (!accept(upperCase)) {
            throw notUnderstood("expected " + String.join(" ", upperCase));
        }
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw notUnderstood("expected \"" + symbol + "\"");
        }
    }

    /** {@code IF EXISTS}, {@code IF NOT EXISTS}. */
    boolean acceptIfExists() {
        return accept("IF", "EXISTS") || accept("IF", "NOT", "EXISTS");
    }

    boolean isName() {
        TokenKind kind = next < end ? sql.kind(next) : TokenKind.END;
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_IDENTIFIER;
    }

    Identifier identifier() {
        if (!isName()) {
            throw notUnderstood("expected a name");
        }
        Identifier identifier = new Identifier(
                sql.identifier(next), sql.kind(next) == TokenKind.QUOTED_IDENTIFIER, new TokenSpan(next, next + 1));
        next++;
        return sql.modes().lowerCaseTableNames() && sql.dialect() == Dialect.MYSQL ? folded(identifier) : identifier;
    }

    /** A name of MySQL that folds: of a column, an index, a routine. */
    Identifier foldedIdentifier() {
        return folded(identifier());
    }

    private static Identifier folded(Identifier identifier) {
        return new Identifier(identifier.name().toLowerCase(Locale.ROOT), identifier.quoted(), identifier.span());
    }

    QualifiedName qualifiedName() {
        int first = next;
        List<Identifier> parts = new ArrayList<>();
        do {
            parts.add(identifier());
        } while (acceptSymbol("."));
        return new QualifiedName(parts, since(first));
    }

    List<QualifiedName> qualifiedNames() {
        List<QualifiedName> names = new ArrayList<>();
        do {
            names.add(qualifiedName());
        } while (acceptSymbol(","));
        return names;
    }

    /** {@code (a, b, c)}. */
    List<Identifier> identifierList() {
        List<Identifier> names = new ArrayList<>();
        expectSymbol("(");
        do {
            names.add(identifier());
        } while (acceptSymbol(","));
        expectSymbol(")");
        return names;
    }

    Optional<List<Identifier>> optionalIdentifierList() {
        return isSymbol("(") ? Optional.of(identifierList()) : Optional.empty();
    }

    /** One token, or everything from a parenthesis or bracket to its partner. */
    void skipOne() {
        if (atEnd()) {
            throw notUnderstood("the statement ends too early");
        }
        boolean opens = isSymbol("(") || isSymbol("[");
        next++;
        if (!opens) {
            return;
        }
        while (!isSymbol(")") && !isSymbol("]")) {
            skipOne();
        }
        next++;
    }

    /** Everything up to a comma or closing parenthesis at this depth. */
    void skipElement() {
        while (!atEnd() && !isSymbol(",") && !isSymbol(")")) {
            skipOne();
        }
    }

    LexedSql sql() {
        return sql;
    }

    ShardException notUnderstood(String what) {
        String found = atEnd() ? "the end" : "\"" + sql.text(next) + "\"";
        return new ShardException(
                ErrorCode.SYNTAX_NOT_UNDERSTOOD,
                "At " + sql.position(Math.min(next, Math.max(sql.count() - 1, 0))) + ": " + what + ", found " + found
                        + ".");
    }
}
