package io.kintsugi.router.planner.read;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SelectItem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a shard is told otherwise than the text says, since it has only a part of each group: no conditions on whole
 * groups, no expressions that might fail on a part. Confined to one planning.
 */
final class GroupEdits {
    private final LexedSql sql;
    private final SelectBlock select;
    private final SqlDialect dialect;
    private final List<Edit> edits = new ArrayList<>();
    private boolean ordered = true;
    private String sorting = "";

    GroupEdits(LexedSql sql, SelectBlock select, SqlDialect dialect) {
        this.sql = sql;
        this.select = select;
        this.dialect = dialect;
    }

    /** A column that the merge computes: the shards give its name and type, and no value. */
    void computed(SelectItem item, String name) {
        if (!dialect.groupValues().shardsMayFail()) {
            return;
        }
        Expression inner = item.expression();
        // The type's modifiers come from the outermost cast.
        while (inner instanceof Cast cast) {
            inner = cast.operand();
        }
        TokenSpan span = inner.span();
        edits.add(Edit.insert(span.first(), "CASE WHEN false THEN "));
        edits.add(Edit.insert(span.end(), " END "));
        if (item.alias().isEmpty()) {
            edits.add(Edit.insert(item.span().end(), " AS " + dialect.quote(name) + " "));
        }
    }

    /** Conditions on whole groups are gone; those on keys alone stay. */
    void having(Expression condition, List<Expression> pushed) {
        int first = condition.span().first();
        int keyword = first;
        while (!sql.isKeyword(keyword, "HAVING")) {
            keyword--;
        }
        List<Piece> pieces = new ArrayList<>();
        for (Expression conjunct : pushed) {
            pieces.add(new Piece.Text(pieces.isEmpty() ? "(" : " AND ("));
            pieces.add(new Piece.Copy(conjunct.span().first(), conjunct.span().end()));
            pieces.add(new Piece.Text(")"));
        }
        if (pieces.isEmpty()) {
            pieces.add(new Piece.Text("true"));
        }
        edits.add(new Edit(keyword + 1, endOfHaving(condition), pieces));
    }

    /** Parentheses around the condition belong to it. */
    private int endOfHaving(Expression condition) {
        int end = condition.span().end();
        int least = select.windows().isEmpty()
                ? select.span().end()
                : select.windows().get(0).span().first() - 1;
        return Math.max(end, least);
    }

    /** Groups are made by one more expression: before the others, where nothing has to be known of their ends. */
    void groupBy(Expression expression) {
        TokenSpan span = expression.span();
        Piece copy = new Piece.Copy(span.first(), span.end());
        if (select.groupBy().isEmpty()) {
            int end = select.span().end();
            int place = select.having().isPresent()
                    ? keywordBefore(select.having().get().span().first(), "HAVING")
                    : end;
            edits.add(0, new Edit(place, place, List.of(new Piece.Text(" GROUP BY "), copy, new Piece.Text(" "))));
            return;
        }
        int by = keywordBefore(select.groupBy().get(0).span().first(), "BY") + 1;
        edits.add(0, new Edit(by, by, List.of(copy, new Piece.Text(", "))));
    }

    private int keywordBefore(int token, String keyword) {
        int found = token;
        while (!sql.isKeyword(found, keyword)) {
            found--;
        }
        return found;
    }

    /** The shards sort otherwise than the text says. */
    void orderBy(String clause) {
        sorting = clause;
    }

    /** The shards need not sort; where the merge sorts by what it computes, they could not. */
    void unordered() {
        ordered = false;
    }

    boolean isUnordered() {
        return !ordered;
    }

    /** Everything, in the order in which it is spliced. */
    List<Edit> all(List<OrderItem> order) {
        List<Edit> all = new ArrayList<>(edits);
        if ((!ordered || !sorting.isEmpty()) && !order.isEmpty()) {
            int keyword = keywordBefore(order.get(0).span().first(), "ORDER");
            all.add(Edit.replace(keyword, order.get(order.size() - 1).span().end(), sorting));
        } else if (!sorting.isEmpty()) {
            all.add(Edit.insert(select.span().end(), sorting));
        }
        return all;
    }
}
