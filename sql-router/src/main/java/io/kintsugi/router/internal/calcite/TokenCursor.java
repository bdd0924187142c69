package io.kintsugi.router.internal.calcite;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * Walks our tokens from first to last while the tree of the generated parser is read. It moves on only over a token
 * that was asked for, so a tree that is read to the end has accounted for every token, once and in order. Confined to
 * one parse.
 */
final class TokenCursor {
    private final LexedSql sql;
    private final int[] matches;
    private final Extents extents = new Extents();
    private int position;

    TokenCursor(LexedSql sql, int[] matches, int first) {
        this.sql = sql;
        this.matches = matches;
        this.position = first;
    }

    LexedSql sql() {
        return sql;
    }

    int[] matches() {
        return matches;
    }

    int position() {
        return position;
    }

    void moveTo(int ordinal) {
        if (ordinal < position) {
            throw new IllegalStateException("tokens are read forward only: " + position + " to " + ordinal);
        }
        position = ordinal;
    }

    ShardException failure(String what) {
        return NotUnderstood.at(sql, position, what);
    }

    ShardException failure() {
        return failure("The statement is not understood");
    }

    TokenSpan from(int first) {
        return new TokenSpan(first, position);
    }

    boolean isWord(String upperCase) {
        return sql.isKeyword(position, upperCase);
    }

    boolean isSymbol(String symbol) {
        return sql.isSymbol(position, symbol);
    }

    boolean takeWord(String upperCase) {
        boolean taken = isWord(upperCase);
        position += taken ? 1 : 0;
        return taken;
    }

    /** Takes all of the words or none. */
    boolean takeWords(String... upperCase) {
        boolean taken = sql.areKeywords(position, upperCase);
        position += taken ? upperCase.length : 0;
        return taken;
    }

    boolean takeSymbol(String symbol) {
        boolean taken = isSymbol(symbol);
        position += taken ? 1 : 0;
        return taken;
    }

    void words(String... upperCase) {
        if (!takeWords(upperCase)) {
            throw failure();
        }
    }

    void symbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw failure();
        }
    }

    int token(TokenKind kind) {
        if (sql.kind(position) != kind) {
            throw failure();
        }
        return position++;
    }

    /** True when the parenthesis that opens here closes behind everything of the node. */
    boolean encloses(SqlNode node) {
        return isSymbol("(") && matches[position] > extents.last(node);
    }

    /** Takes the parentheses around the node; their number is to be given to {@link #close}. */
    int open(SqlNode node) {
        int opened = 0;
        while (encloses(node)) {
            position++;
            opened++;
        }
        return opened;
    }

    void close(int opened) {
        for (int i = 0; i < opened; i++) {
            symbol(")");
        }
    }

    Identifier identifier() {
        TokenKind kind = sql.kind(position);
        if (kind != TokenKind.WORD && kind != TokenKind.QUOTED_IDENTIFIER) {
            throw failure("A name is expected");
        }
        int at = position++;
        return new Identifier(sql.identifier(at), kind == TokenKind.QUOTED_IDENTIFIER, from(at));
    }

    /** A name of exactly this many parts. */
    QualifiedName name(int parts) {
        int first = position;
        List<Identifier> names = new ArrayList<>(parts);
        names.add(identifier());
        for (int i = 1; i < parts; i++) {
            symbol(".");
            names.add(identifier());
        }
        return new QualifiedName(names, from(first));
    }

    /** Names separated by commas, in parentheses. */
    List<Identifier> parenthesizedNames(int count) {
        symbol("(");
        List<Identifier> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                symbol(",");
            }
            names.add(identifier());
        }
        symbol(")");
        return names;
    }
}
