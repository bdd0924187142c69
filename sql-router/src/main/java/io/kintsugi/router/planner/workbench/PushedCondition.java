package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.scope.TextSource;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.SyntaxWalker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A condition on the rows of one table, as it is asked where they are pulled: the text as it was written, but for the
 * columns, which are called there as the table calls them.
 *
 * @param exact whether it names the values that a column must have, and not a range of them
 */
record PushedCondition(List<Part> parts, boolean exact) {
    PushedCondition {
        parts = List.copyOf(parts);
    }

    /** A stretch of it. Token ordinals are planned ones. */
    sealed interface Part {
        /** Tokens of the statement. */
        record Copied(TokenSpan tokens) implements Part {}

        /** Text of a view that the statement names: it has no parameters. */
        record Written(String text) implements Part {}

        /** A column, by the table's own name for it. */
        record Column(String name) implements Part {}
    }

    /** @param stored the table's own name of each column that the condition names */
    static PushedCondition of(Expression condition, TextSource source, Function<ColumnReference, String> stored) {
        List<Part> parts = new ArrayList<>();
        int from = condition.span().first();
        for (ColumnReference column : SyntaxWalker.find(condition, ColumnReference.class)) {
            add(parts, source, from, column.span().first());
            parts.add(new Part.Column(stored.apply(column)));
            from = column.span().end();
        }
        add(parts, source, from, condition.span().end());
        boolean exact = condition instanceof Operation operation
                && (operation.is(Operators.EQUALS) || operation.is(Operators.IN));
        return new PushedCondition(parts, exact);
    }

    private static void add(List<Part> parts, TextSource source, int first, int end) {
        if (first < end) {
            LexedSql sql = source.sql();
            parts.add(
                    source.isStatement()
                            ? new Part.Copied(new TokenSpan(first, end))
                            : new Part.Written(sql.text(first, end)));
        }
    }

    /** @param qualifier the table's alias, quoted */
    List<Piece> pieces(BoundText text, String qualifier, Function<String, String> quoted) {
        List<Piece> pieces = new ArrayList<>();
        String blank = "";
        for (Part part : parts) {
            pieces.add(new Piece.Text(blank));
            pieces.add(piece(part, text, qualifier, quoted));
            blank = " ";
        }
        return pieces;
    }

    private static Piece piece(Part part, BoundText text, String qualifier, Function<String, String> quoted) {
        if (part instanceof Part.Copied copied) {
            return new Piece.Copy(
                    text.token(copied.tokens().first()),
                    text.token(copied.tokens().end()));
        }
        if (part instanceof Part.Written written) {
            return new Piece.Text(written.text());
        }
        return new Piece.Text(qualifier + "." + quoted.apply(((Part.Column) part).name()));
    }
}
