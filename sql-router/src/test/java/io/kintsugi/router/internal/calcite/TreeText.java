package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.Collation;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.DefaultValue;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FieldSelection;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.NamedArgument;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.Star;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.Variable;
import java.util.List;
import java.util.stream.Collectors;

/** A tree as one line: node names with what they hold, for tables of expected shapes. */
public final class TreeText {
    private final LexedSql sql;

    private TreeText(LexedSql sql) {
        this.sql = sql;
    }

    public static String of(LexedSql sql, SyntaxNode node) {
        return new TreeText(sql).text(node);
    }

    private String text(SyntaxNode node) {
        if (node instanceof Expression expression) {
            return expression.accept(new ExpressionText());
        }
        List<SyntaxNode> children = node.children();
        if (children.isEmpty()) {
            return own(node);
        }
        return node.getClass().getSimpleName() + list(children);
    }

    private String list(List<? extends SyntaxNode> nodes) {
        return nodes.stream().map(this::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private String own(SyntaxNode node) {
        return sql.text(node.span().first(), node.span().end());
    }

    private final class ExpressionText implements Expression.Visitor<String> {
        @Override
        public String visit(ColumnReference node) {
            return own(node);
        }

        @Override
        public String visit(Star node) {
            return own(node);
        }

        @Override
        public String visit(Literal node) {
            return own(node);
        }

        @Override
        public String visit(ParameterReference node) {
            return "$" + node.number();
        }

        @Override
        public String visit(Variable node) {
            return "variable " + node.scope() + " " + node.name();
        }

        @Override
        public String visit(Operation node) {
            return "[" + node.operator() + "]" + list(node.operands());
        }

        @Override
        public String visit(Cast node) {
            return "cast(" + text(node.operand()) + " as " + node.type().text() + ")";
        }

        @Override
        public String visit(Collation node) {
            return "collate(" + text(node.operand()) + ", " + own(node.collation()) + ")";
        }

        @Override
        public String visit(FieldSelection node) {
            return "field" + list(node.children());
        }

        @Override
        public String visit(NamedArgument node) {
            return "named" + list(node.children());
        }

        @Override
        public String visit(FunctionCall node) {
            return "call " + (node.distinct() ? "distinct " : "") + (node.star() ? "star " : "") + own(node.name())
                    + list(node.children().subList(1, node.children().size()));
        }

        @Override
        public String visit(SubqueryExpression node) {
            return node.kind() + node.comparison().orElse("") + list(node.children());
        }

        @Override
        public String visit(DefaultValue node) {
            return "DEFAULT";
        }
    }
}
