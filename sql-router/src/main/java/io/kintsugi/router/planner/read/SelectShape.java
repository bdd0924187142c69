package io.kintsugi.router.planner.read;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.GroupKeys;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.dialect.MergeForm;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.BlockShape;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.Columns;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.RelationColumn;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.SelectBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The select list of a scattered read: the columns the application sees, and the hidden ones spliced in behind them.
 * Confined to one planning.
 */
final class SelectShape {
    private static final String HIDDEN_NAME = "kintsugi_hidden_";

    private final Analysis analysis;
    private final Block block;
    private final SelectBlock select;
    private final List<OutputField> visible;
    private final List<Piece> hidden = new ArrayList<>();
    private int hiddenCount;

    /** The hidden columns by which visible ones are compared. */
    private final Map<Compared, Integer> comparedBy = new HashMap<>();

    private record Compared(int visibleColumn, MergeForm form) {}

    SelectShape(Analysis analysis, Block block, SelectBlock select, List<OutputField> visible) {
        this.analysis = analysis;
        this.block = block;
        this.select = select;
        this.visible = visible;
    }

    List<OutputField> visible() {
        return visible;
    }

    /** How many columns a shard returns. */
    int width() {
        return visible.size() + hiddenCount;
    }

    /** The visible column that an expression of ORDER BY means: a position, an output name, or the same expression. */
    OptionalInt ordered(Expression expression) {
        if (GroupKeys.isPosition(expression)) {
            return position(expression);
        }
        if (expression instanceof ColumnReference reference && reference.parts().size() == 1) {
            OptionalInt named = named(reference.column());
            if (named.isPresent()) {
                return named;
            }
        }
        return same(expression);
    }

    /** The visible column that an expression of GROUP BY means: input columns come before output names. */
    OptionalInt grouped(Expression expression) {
        if (GroupKeys.isPosition(expression)) {
            return position(expression);
        }
        if (meansSelectItem(expression)) {
            OptionalInt named = named(((ColumnReference) expression).column());
            if (named.isPresent()) {
                return named;
            }
        }
        OptionalInt same = same(expression);
        boolean input = expression instanceof ColumnReference reference
                && Columns.resolve(reference, block).isPresent();
        if (same.isPresent() || input || !(expression instanceof ColumnReference alias)) {
            return same;
        }
        return named(alias.column());
    }

    private boolean meansSelectItem(Expression expression) {
        return expression instanceof ColumnReference reference
                && GroupKeys.meansSelectItem(reference, block, SqlDialect.of(analysis.context()));
    }

    private OptionalInt position(Expression expression) {
        int position = GroupKeys.position(expression, block.source());
        if (position < 1 || position > visible.size()) {
            throw ScatterRefusals.query(
                    "Position " + position + " is not in the select list",
                    "Name a position between 1 and " + visible.size() + ".",
                    expression.span().first());
        }
        return OptionalInt.of(position - 1);
    }

    private OptionalInt named(String name) {
        OptionalInt found = OptionalInt.empty();
        for (int i = 0; i < visible.size(); i++) {
            if (visible.get(i).name().equals(name)) {
                if (found.isPresent() && !sameOrigin(visible.get(found.getAsInt()), visible.get(i))) {
                    return SqlDialect.of(analysis.context()).computedNamesComeFirst()
                            ? computed(name)
                            : OptionalInt.empty();
                }
                found = found.isPresent() ? found : OptionalInt.of(i);
            }
        }
        return found;
    }

    /** The first of the name that is no column of a table. */
    private OptionalInt computed(String name) {
        return IntStream.range(0, visible.size())
                .filter(i -> visible.get(i).name().equals(name)
                        && visible.get(i).origin().isEmpty())
                .findFirst();
    }

    /** The one visible column that a bare name means. */
    Optional<OutputField> named(ColumnReference reference) {
        OptionalInt found = reference.parts().size() == 1 ? named(reference.column()) : OptionalInt.empty();
        return found.isPresent() ? Optional.of(visible.get(found.getAsInt())) : Optional.empty();
    }

    private static boolean sameOrigin(OutputField one, OutputField other) {
        return one.origin().isPresent() && one.origin().equals(other.origin());
    }

    /** The first visible column with the same tokens or the same origin. */
    OptionalInt same(Expression expression) {
        Optional<ColumnNode> origin =
                expression instanceof ColumnReference reference ? Columns.resolve(reference, block) : Optional.empty();
        for (int i = 0; i < visible.size(); i++) {
            OutputField field = visible.get(i);
            boolean sameColumn = origin.isPresent() && origin.equals(field.origin());
            boolean sameText = field.expression()
                    .filter(item -> sameTokens(item.span(), expression.span()))
                    .isPresent();
            if (sameColumn || sameText) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Parameters are never the same: PostgreSQL takes two of them for two expressions. */
    boolean sameTokens(TokenSpan one, TokenSpan other) {
        LexedSql sql = analysis.source().sql();
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!sameToken(sql, one.first() + i, other.first() + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameToken(LexedSql sql, int one, int other) {
        TokenKind kind = sql.kind(one);
        if (kind != sql.kind(other) || kind == TokenKind.PARAMETER) {
            return false;
        }
        return kind == TokenKind.WORD
                ? sql.identifier(one).equals(sql.identifier(other))
                : sql.text(one).equals(sql.text(other));
    }

    /** Adds a hidden column made of pieces of the text and returns its index. */
    int hide(Piece... pieces) {
        // An empty select list is legal.
        hidden.add(new Piece.Text(width() == 0 ? " " : ", "));
        hidden.addAll(List.of(pieces));
        hidden.add(new Piece.Text(" AS " + HIDDEN_NAME + hiddenCount));
        hiddenCount++;
        return width() - 1;
    }

    /** Adds an expression of the text as a hidden column. */
    int hide(Expression expression) {
        TokenSpan span = expression.span();
        return hide(new Piece.Text("("), new Piece.Copy(span.first(), span.end()), new Piece.Text(")"));
    }

    /** Adds what a visible column is compared by, where that is not the column itself; returns its index. */
    int hide(MergeForm form, int visibleColumn) {
        if (form.isPlain()) {
            return visibleColumn;
        }
        Compared compared = new Compared(visibleColumn, form);
        Integer known = comparedBy.get(compared);
        int column = known != null ? known : hidden(form, visibleColumn);
        comparedBy.put(compared, column);
        return column;
    }

    /** Adds what an expression is compared by, which stands in a column already; returns where. */
    int hide(MergeForm form, int column, Expression expression) {
        if (form.isPlain()) {
            return column;
        }
        return column < visible.size() ? hide(form, column) : hide(form, expression);
    }

    private int hidden(MergeForm form, int visibleColumn) {
        OutputField field = visible.get(visibleColumn);
        if (field.expression().isPresent()) {
            return hide(form, field.expression().get());
        }
        ColumnNode origin = field.origin()
                .filter(column -> !RelationColumn.isNameless(column.column()))
                .orElseThrow(() -> ScatterRefusals.query(
                        "The column " + field.name() + " behind * cannot be compared over several shards",
                        "Name the columns.",
                        select.span().first()));
        SqlDialect dialect = SqlDialect.of(analysis.source().sql());
        String name = dialect.quote(origin.relation().visibleName()) + "." + dialect.quote(origin.column());
        return hide(new Piece.Text(form.before() + name + form.after()));
    }

    /** Adds what an expression of the text is compared by as a hidden column. */
    int hide(MergeForm form, Expression expression) {
        if (form.isPlain()) {
            return hide(expression);
        }
        TokenSpan span = expression.span();
        MergeForm seen =
                isComputedKey(expression) ? SqlDialect.of(analysis.context()).ofGroup(form) : form;
        return hide(
                new Piece.Text(seen.before()), new Piece.Copy(span.first(), span.end()), new Piece.Text(seen.after()));
    }

    private boolean isComputedKey(Expression expression) {
        return block.isGrouped()
                && !(expression instanceof ColumnReference)
                && BlockShape.aggregates(expression, analysis.context().schema())
                        .isEmpty();
    }

    /** The edit that puts the hidden columns in front of FROM; empty when there are none. */
    Optional<Edit> edit() {
        if (hidden.isEmpty()) {
            return Optional.empty();
        }
        int from = fromKeyword(select.from().get(0));
        hidden.add(new Piece.Text(" "));
        return Optional.of(new Edit(from, from, hidden));
    }

    private int fromKeyword(FromItem first) {
        LexedSql sql = analysis.source().sql();
        int least = select.items().isEmpty()
                ? select.span().first()
                : select.items().get(select.items().size() - 1).span().end();
        for (int i = first.span().first() - 1; i >= least; i--) {
            if (sql.isKeyword(i, "FROM")) {
                return i;
            }
        }
        throw new IllegalStateException("no FROM before token " + first.span().first());
    }
}
