package io.kintsugi.router.internal.mysql;

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
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.Star;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.Variable;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a tree as a text in which parentheses leave nothing to precedence, for modes in which {@code ||} means OR. */
final class Parenthesized implements Expression.Visitor<String> {
    private final LexedSql sql;

    Parenthesized(LexedSql sql) {
        this.sql = sql;
    }

    String text(Expression expression) {
        return expression.accept(this);
    }

    private String own(SyntaxNode node) {
        return sql.text(node.span().first(), node.span().end());
    }

    private String list(List<Expression> expressions) {
        return expressions.stream().map(this::text).collect(Collectors.joining(", "));
    }

    @Override
    public String visit(Operation node) {
        List<String> operands = node.operands().stream().map(this::text).toList();
        String first = operands.get(0);
        return switch (node.operator()) {
            case Operators.IN, Operators.NOT_IN ->
                "(" + first + " " + node.operator() + " ("
                        + list(node.operands().subList(1, operands.size())) + "))";
            case Operators.BETWEEN, Operators.NOT_BETWEEN ->
                "(" + first + " " + node.operator() + " " + operands.get(1) + " AND " + operands.get(2) + ")";
            case Operators.LIKE, Operators.NOT_LIKE ->
                "(" + first + " " + node.operator() + " " + operands.get(1)
                        + (operands.size() > 2 ? " ESCAPE " + operands.get(2) : "") + ")";
            case Operators.NOT -> "(NOT " + first + ")";
            case Operators.IS_NULL,
                    Operators.IS_NOT_NULL,
                    Operators.IS_TRUE,
                    Operators.IS_NOT_TRUE,
                    Operators.IS_FALSE,
                    Operators.IS_NOT_FALSE,
                    Operators.IS_UNKNOWN,
                    Operators.IS_NOT_UNKNOWN -> "(" + first + " " + node.operator() + ")";
            case Operators.CASE -> "CASE" + branches(operands, 0) + " END";
            case Operators.CASE_OF -> "CASE " + first + branches(operands, 1) + " END";
            case Operators.ROW -> "(" + String.join(", ", operands) + ")";
            default -> other(node, operands);
        };
    }

    private static String branches(List<String> operands, int from) {
        StringBuilder text = new StringBuilder();
        int i = from;
        while (i + 1 < operands.size()) {
            text.append(" WHEN ").append(operands.get(i)).append(" THEN ").append(operands.get(i + 1));
            i += 2;
        }
        return i < operands.size() ? text + " ELSE " + operands.get(i) : text.toString();
    }

    private String other(Operation node, List<String> operands) {
        String name = node.operator();
        if (name.startsWith(Operators.INTERVAL_PREFIX)) {
            return "INTERVAL " + operands.get(0) + name.substring(Operators.INTERVAL_PREFIX.length() - 1);
        }
        if (name.startsWith(Operators.CONVERT_USING_PREFIX)) {
            return "CONVERT(" + operands.get(0) + " USING " + name.substring(Operators.CONVERT_USING_PREFIX.length())
                    + ")";
        }
        if (name.endsWith(Operators.PREFIX_SUFFIX)) {
            String sign = name.substring(0, name.length() - Operators.PREFIX_SUFFIX.length());
            return "(" + sign + " " + operands.get(0) + ")";
        }
        return "(" + String.join(" " + name + " ", operands) + ")";
    }

    @Override
    public String visit(Literal node) {
        return node.negative() ? "(" + own(node) + ")" : own(node);
    }

    @Override
    public String visit(Cast node) {
        return "CAST(" + text(node.operand()) + " AS " + node.type().text() + ")";
    }

    @Override
    public String visit(Collation node) {
        return "(" + text(node.operand()) + " COLLATE " + own(node.collation()) + ")";
    }

    @Override
    public String visit(FunctionCall node) {
        return own(node.name()) + "(" + list(node.arguments()) + ")";
    }

    @Override
    public String visit(ColumnReference node) {
        return own(node);
    }

    @Override
    public String visit(Star node) {
        return own(node);
    }

    @Override
    public String visit(ParameterReference node) {
        return own(node);
    }

    @Override
    public String visit(Variable node) {
        return own(node);
    }

    @Override
    public String visit(FieldSelection node) {
        throw new IllegalStateException("not of MySQL: " + node);
    }

    @Override
    public String visit(NamedArgument node) {
        throw new IllegalStateException("not of MySQL: " + node);
    }

    @Override
    public String visit(SubqueryExpression node) {
        return own(node);
    }

    @Override
    public String visit(DefaultValue node) {
        return own(node);
    }
}
