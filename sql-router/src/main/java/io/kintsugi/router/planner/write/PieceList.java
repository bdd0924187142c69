package io.kintsugi.router.planner.write;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.syntax.CommonTable;
import io.kintsugi.router.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;

/** Puts a statement together of new text and of parts of the original one. Confined to one planning. */
final class PieceList {
    private final List<Piece> pieces = new ArrayList<>();

    PieceList text(String text) {
        pieces.add(new Piece.Text(text));
        return this;
    }

    PieceList given(int column) {
        pieces.add(new Piece.Given(column));
        return this;
    }

    PieceList copy(int first, int end) {
        pieces.add(new Piece.Copy(first, end));
        return this;
    }

    PieceList copy(TokenSpan span) {
        return copy(span.first(), span.end());
    }

    PieceList copy(SyntaxNode node) {
        return copy(node.span());
    }

    PieceList all(PieceList other) {
        pieces.addAll(other.pieces);
        return this;
    }

    /** WITH and its members, which begin the statement; nothing where it has none. */
    PieceList with(SyntaxNode statement, List<CommonTable> members) {
        return members.isEmpty()
                ? this
                : copy(statement.span().first(), end(members)).text(" ");
    }

    /** Where what follows WITH begins. */
    static int behindWith(SyntaxNode statement, List<CommonTable> members) {
        return members.isEmpty() ? statement.span().first() : end(members);
    }

    private static int end(List<CommonTable> members) {
        return members.get(members.size() - 1).span().end();
    }

    List<Piece> pieces() {
        return List.copyOf(pieces);
    }
}
