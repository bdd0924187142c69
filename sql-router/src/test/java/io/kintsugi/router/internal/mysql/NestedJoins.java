package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.syntax.DerivedTable;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.FunctionTable;
import io.kintsugi.router.syntax.Join;
import io.kintsugi.router.syntax.JoinKind;
import io.kintsugi.router.syntax.TableReference;
import java.util.List;
import java.util.stream.Collectors;

/** Writes joins with each in parentheses of its own. */
final class NestedJoins implements FromItem.Visitor<String> {
    private final LexedSql sql;

    NestedJoins(LexedSql sql) {
        this.sql = sql;
    }

    String text(List<FromItem> items) {
        return items.stream().map(item -> item.accept(this)).collect(Collectors.joining(", "));
    }

    @Override
    public String visit(Join node) {
        String condition = node.on().map(this::on).orElse("");
        boolean straight = isStraight(node);
        String word = node.kind() == JoinKind.INNER || node.kind() == JoinKind.CROSS
                ? straight ? " STRAIGHT_JOIN " : " JOIN "
                : " " + node.kind() + " JOIN ";
        return "(" + node.left().accept(this) + word + node.right().accept(this) + condition + ")";
    }

    /** The tree does not keep the word, since it changes no row; the text before the right side has it. */
    private boolean isStraight(Join node) {
        int at = node.right().span().first() - 1;
        while (sql.isSymbol(at, "(")) {
            at--;
        }
        return sql.isKeyword(at, "STRAIGHT_JOIN");
    }

    private String on(Expression condition) {
        return " ON " + sql.text(condition.span().first(), condition.span().end());
    }

    @Override
    public String visit(TableReference node) {
        return node.name().name();
    }

    @Override
    public String visit(DerivedTable node) {
        throw new IllegalStateException("not generated: " + node);
    }

    @Override
    public String visit(FunctionTable node) {
        throw new IllegalStateException("not generated: " + node);
    }
}
