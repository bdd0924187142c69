package io.kintsugi.router.syntax;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import java.util.ArrayList;
import java.util.List;

/** A cursor over tokens for the small parsers. Confined to one parse. */
final class CommandReader {
    private final LexedSql sql;
    private int position;

    CommandReader(LexedSql sql) {
        this.sql = sql;
    }

    LexedSql sql() {
        return sql;
    }

    int position() {
        return position;
    }

    void moveTo(int ordinal) {
        position = ordinal;
    }

    TokenSpan from(int first) {
        return new TokenSpan(first, position);
    }

    ShardException failure() {
        String near = sql.kind(position) == TokenKind.END ? "the end" : "'" + sql.text(position) + "'";
        return new ShardException(
                ErrorCode.SYNTAX_NOT_UNDERSTOOD,
                "The command is not understood near " + near + " (" + sql.position(position) + ").");
    }

    boolean isEnd() {
        return sql.kind(position) == TokenKind.END || sql.isSymbol(position, ";");
    }

    /** Refuses anything but semicolons before the end. */
    void end() {
        while (sql.isSymbol(position, ";")) {
            position++;
        }
        if (sql.kind(position) != TokenKind.END) {
            throw failure();
        }
    }

    boolean isWord(String upperCase) {
        return sql.isKeyword(position, upperCase);
    }

    boolean isSymbol(String symbol) {
        return sql.isSymbol(position, symbol);
    }

    boolean take(String... upperCase) {
        boolean taken = sql.areKeywords(position, upperCase);
        position += taken ? upperCase.length : 0;
        return taken;
    }

    /** Takes the first of the words that stands here, if any does. */
    boolean takeOneOf(String... upperCase) {
        for (String word : upperCase) {
            if (take(word)) {
                return true;
            }
        }
        return false;
    }

    boolean takeSymbol(String symbol) {
        boolean taken = isSymbol(symbol);
        position += taken ? 1 : 0;
        return taken;
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

    boolean isName() {
        TokenKind kind = sql.kind(position);
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_IDENTIFIER;
    }

    Identifier identifier() {
        if (!isName()) {
            throw failure();
        }
        int at = position++;
        return new Identifier(sql.identifier(at), sql.kind(at) == TokenKind.QUOTED_IDENTIFIER, from(at));
    }

    QualifiedName name() {
        int first = position;
        List<Identifier> parts = new ArrayList<>(List.of(identifier()));
        while (takeSymbol(".")) {
            parts.add(identifier());
        }
        return new QualifiedName(parts, from(first));
    }

    List<QualifiedName> names() {
        List<QualifiedName> names = new ArrayList<>();
        do {
            names.add(name());
        } while (takeSymbol(","));
        return names;
    }

    /** The value of the string constant that stands here. */
    String string() {
        if (sql.kind(position) != TokenKind.STRING) {
            throw failure();
        }
        return sql.unquote(position++);
    }

    /** Moves over one token, or over all of a parenthesis that opens here; refuses the end. */
    void skip() {
        if (sql.kind(position) == TokenKind.END) {
            throw failure();
        }
        if (!isSymbol("(") && !isSymbol("[")) {
            position++;
            return;
        }
        int depth = 0;
        do {
            depth += isSymbol("(") || isSymbol("[") ? 1 : 0;
            depth -= isSymbol(")") || isSymbol("]") ? 1 : 0;
            if (sql.kind(position) == TokenKind.END) {
                throw failure();
            }
            position++;
        } while (depth > 0);
    }

    /** Moves to the semicolon or the end. */
    void skipToEnd() {
        while (!isEnd()) {
            skip();
        }
    }
}
