package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.internal.calcite.FedTokens.Operator;
import io.kintsugi.router.internal.calcite.FedTokens.Placement;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.Collation;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FieldSelection;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SubqueryExpression;
import io.kintsugi.router.syntax.SubqueryKind;
import io.kintsugi.router.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;

/**
 * Reads operators, and refuses every tree whose shape PostgreSQL's precedence would not give: an operand without
 * parentheses must hold together more tightly than its operator, or as tightly on the left of a left-associative one.
 */
final class OperatorReader {
    private final Readers readers;
    private final TokenCursor cursor;
    private final LexedSql sql;

    OperatorReader(Readers readers) {
        this.readers = readers;
        this.cursor = readers.cursor;
        this.sql = readers.cursor.sql();
    }

    Read operation(SqlCall call) {
        return switch (call.getKind()) {
            case AND -> logical(call, Operators.AND, Level.AND);
            case OR -> logical(call, Operators.OR, Level.OR);
            case NOT -> not(call);
            case EXISTS -> exists(call);
            case IN, NOT_IN -> in(call);
            case BETWEEN -> between(call);
            case ITEM -> subscript(call);
            case DOT -> field(call);
            default -> symbolic(call);
        };
    }

    private Read symbolic(SqlCall call) {
        if (call.getOperator() instanceof SqlPrefixOperator) {
            return prefix(call);
        }
        if (call.getOperator() instanceof SqlPostfixOperator) {
            return postfix(call);
        }
        if (call.getOperator() instanceof SqlBinaryOperator && call.operandCount() == 2) {
            return infix(call);
        }
        throw cursor.failure();
    }

    private Expression tighter(SqlNode node, Level level) {
        Read read = readers.expressions.read(node);
        if (read.level().compareTo(level) <= 0) {
            throw cursor.failure("The precedence of operators is not understood; add parentheses");
        }
        return read.expression();
    }

    private Expression asTight(SqlNode node, Level level) {
        Read read = readers.expressions.read(node);
        if (read.level().compareTo(level) < 0) {
            throw cursor.failure("The precedence of operators is not understood; add parentheses");
        }
        return read.expression();
    }

    /** A chain without parentheses becomes one operation of many operands. */
    private Read logical(SqlCall call, String name, Level level) {
        int first = cursor.position();
        List<SqlNode> nodes = new ArrayList<>();
        SqlNode left = call;
        while (left.getKind() == call.getKind() && (left == call || !cursor.encloses(left))) {
            nodes.add(0, ((SqlCall) left).operand(1));
            left = ((SqlCall) left).operand(0);
        }
        nodes.add(0, left);
        List<Expression> operands = new ArrayList<>(nodes.size());
        for (SqlNode node : nodes) {
            if (!operands.isEmpty()) {
                cursor.words(name);
            }
            operands.add(tighter(node, level));
        }
        return new Read(new Operation(name, operands, cursor.from(first)), level);
    }

    private Read not(SqlCall call) {
        int first = cursor.position();
        cursor.words("NOT");
        Expression operand = asTight(call.operand(0), Level.NOT);
        return new Read(new Operation(Operators.NOT, List.of(operand), cursor.from(first)), Level.NOT);
    }

    private Read exists(SqlCall call) {
        int first = cursor.position();
        cursor.words("EXISTS");
        Query query = parenthesized(call.operand(0));
        return new Read(
                new SubqueryExpression(
                        SubqueryKind.EXISTS, Optional.empty(), Optional.empty(), query, cursor.from(first)),
                Level.PRIMARY);
    }

    private Query parenthesized(SqlNode node) {
        if (!node.isA(SqlKind.QUERY)) {
            throw cursor.failure("A query is expected");
        }
        cursor.symbol("(");
        Query query = readers.queries.query(node);
        cursor.symbol(")");
        return query;
    }

    private Read in(SqlCall call) {
        int first = cursor.position();
        boolean negated = call.getKind() == SqlKind.NOT_IN;
        Expression left = tighter(call.operand(0), Level.MATCH);
        cursor.words(negated ? new String[] {"NOT", "IN"} : new String[] {"IN"});
        SqlNode right = call.operand(1);
        if (right.isA(SqlKind.QUERY)) {
            Query query = parenthesized(right);
            SubqueryKind kind = negated ? SubqueryKind.NOT_IN : SubqueryKind.IN;
            return matched(
                    new SubqueryExpression(kind, Optional.empty(), Optional.of(left), query, cursor.from(first)));
        }
        if (!(right instanceof SqlNodeList members)) {
            throw cursor.failure();
        }
        List<Expression> operands = new ArrayList<>();
        operands.add(left);
        cursor.symbol("(");
        operands.addAll(readers.expressions.list(members.getList()));
        cursor.symbol(")");
        return matched(new Operation(negated ? Operators.NOT_IN : Operators.IN, operands, cursor.from(first)));
    }

    private static Read matched(Expression expression) {
        return new Read(expression, Level.MATCH);
    }

    private Read between(SqlCall call) {
        int first = cursor.position();
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        Expression value = tighter(call.operand(0), Level.MATCH);
        boolean negated = cursor.takeWord("NOT");
        cursor.words("BETWEEN");
        boolean symmetric = cursor.takeWord("SYMMETRIC");
        cursor.takeWord("ASYMMETRIC");
        if (negated != operator.isNegated() || symmetric != (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC)) {
            throw cursor.failure();
        }
        Expression lower = tighter(call.operand(1), Level.MATCH);
        cursor.words("AND");
        Expression upper = tighter(call.operand(2), Level.MATCH);
        String name = (negated ? "NOT " : "") + "BETWEEN" + (symmetric ? " SYMMETRIC" : "");
        return matched(new Operation(name, List.of(value, lower, upper), cursor.from(first)));
    }

    private Read subscript(SqlCall call) {
        int first = cursor.position();
        Expression array = asTight(call.operand(0), Level.PRIMARY);
        cursor.symbol("[");
        List<Expression> operands = new ArrayList<>(List.of(array));
        boolean slice = index(call.operand(1), operands);
        cursor.symbol("]");
        String name = slice ? Operators.SLICE : Operators.SUBSCRIPT;
        return new Read(new Operation(name, operands, cursor.from(first)), Level.PRIMARY);
    }

    private boolean index(SqlNode node, List<Expression> operands) {
        boolean slice =
                node instanceof SqlCall call && call.getOperator() == GrammarOperators.infix(Level.SLICE.name());
        if (!slice) {
            operands.add(readers.expressions.expression(node));
            return false;
        }
        bound(((SqlCall) node).operand(0), operands);
        cursor.symbol(":");
        bound(((SqlCall) node).operand(1), operands);
        return true;
    }

    private void bound(SqlNode node, List<Expression> operands) {
        if (!Readers.invented(node).equals(TokenFeed.ABSENT)) {
            operands.add(tighter(node, Level.SLICE));
        }
    }

    private Read field(SqlCall call) {
        int first = cursor.position();
        Expression operand = asTight(call.operand(0), Level.PRIMARY);
        cursor.symbol(".");
        FieldSelection field = new FieldSelection(operand, Optional.of(cursor.identifier()), cursor.from(first));
        return new Read(field, Level.PRIMARY);
    }

    private Operator take(Placement placement) {
        Operator operator = readers.fed.operatorAt(cursor.position());
        if (operator == null || operator.placement() != placement) {
            throw cursor.failure();
        }
        cursor.moveTo(operator.end());
        return operator;
    }

    private Read prefix(SqlCall call) {
        int first = cursor.position();
        Operator operator = take(Placement.PREFIX);
        Expression operand = asTight(call.operand(0), operator.level());
        boolean sign = operator.name().equals(Operators.NEGATE);
        if (sign && operand instanceof Literal number && number.kind() == LiteralKind.NUMBER && isNext(number, first)) {
            return new Read(
                    new Literal(
                            LiteralKind.NUMBER,
                            !number.negative(),
                            number.token(),
                            Optional.empty(),
                            cursor.from(first)),
                    operator.level());
        }
        return new Read(new Operation(operator.name(), List.of(operand), cursor.from(first)), operator.level());
    }

    private static boolean isNext(Literal number, int sign) {
        return number.span().first() == sign + 1 && !number.negative();
    }

    private Read postfix(SqlCall call) {
        int first = cursor.position();
        Read operand = readers.expressions.read(call.operand(0));
        int at = cursor.position();
        Operator operator = take(Placement.POSTFIX);
        boolean test = operator.level() == Level.IS;
        int tightness = operand.level().compareTo(operator.level());
        if (tightness < 0 || (test && tightness == 0)) {
            throw cursor.failure("The precedence of operators is not understood; add parentheses");
        }
        TokenSpan span = cursor.from(first);
        return new Read(postfix(operator, operand.expression(), at, span), operator.level());
    }

    private Expression postfix(Operator operator, Expression operand, int at, TokenSpan span) {
        return switch (operator.level()) {
            case CAST -> new Cast(operand, typeAt(at + 1, operator.end()), span);
            case COLLATE -> new Collation(operand, nameAt(at + 1, operator.end()), span);
            default -> new Operation(operator.name(), List.of(operand), span);
        };
    }

    private TypeName typeAt(int first, int end) {
        Readers part = readers.grammar.partial(first);
        TypeName type = part.expressions.typeName();
        if (part.cursor.position() != end) {
            throw cursor.failure();
        }
        return type;
    }

    private QualifiedName nameAt(int first, int end) {
        return readers.grammar.partial(first).cursor.name((end - first + 1) / 2);
    }

    private Read infix(SqlCall call) {
        int first = cursor.position();
        Read left = readers.expressions.read(call.operand(0));
        Operator operator = take(Placement.INFIX);
        Level level = operator.level();
        boolean chains = level.compareTo(Level.OTHER) >= 0;
        int tightness = left.level().compareTo(level);
        if (tightness < 0 || (tightness == 0 && !chains) || level == Level.SLICE || level == Level.ESCAPE) {
            throw cursor.failure("The precedence of operators is not understood; add parentheses");
        }
        SqlNode right = call.operand(1);
        if (isQuantifier(right)) {
            return new Read(quantified(first, operator, left.expression(), (SqlCall) right), level);
        }
        List<Expression> operands = new ArrayList<>(List.of(left.expression()));
        if (level == Level.MATCH) {
            pattern(right, operands);
        } else {
            operands.add(tighter(right, level));
        }
        return new Read(new Operation(operator.name(), operands, cursor.from(first)), level);
    }

    private void pattern(SqlNode node, List<Expression> operands) {
        boolean escape = node instanceof SqlCall call
                && call.getOperator() == GrammarOperators.infix(Level.ESCAPE.name())
                && !cursor.encloses(node);
        if (!escape) {
            operands.add(tighter(node, Level.MATCH));
            return;
        }
        operands.add(tighter(((SqlCall) node).operand(0), Level.ESCAPE));
        cursor.words("ESCAPE");
        operands.add(tighter(((SqlCall) node).operand(1), Level.ESCAPE));
    }

    private boolean isQuantifier(SqlNode node) {
        boolean word = cursor.isWord("ANY") || cursor.isWord("ALL") || cursor.isWord("SOME");
        return word && node.getKind() == SqlKind.OTHER_FUNCTION && sql.isSymbol(cursor.position() + 1, "(");
    }

    private Expression quantified(int first, Operator operator, Expression left, SqlCall call) {
        boolean all = cursor.isWord("ALL");
        cursor.moveTo(cursor.position() + 1);
        if (call.operandCount() != 1 || call.getFunctionQuantifier() != null) {
            throw cursor.failure();
        }
        SqlNode only = call.operand(0);
        if (only.isA(SqlKind.QUERY)) {
            Query query = parenthesized(only);
            return new SubqueryExpression(
                    all ? SubqueryKind.ALL : SubqueryKind.ANY,
                    Optional.of(operator.name()),
                    Optional.of(left),
                    query,
                    cursor.from(first));
        }
        cursor.symbol("(");
        Expression array = readers.expressions.expression(only);
        cursor.symbol(")");
        String name = operator.name() + (all ? Operators.ALL_SUFFIX : Operators.ANY_SUFFIX);
        return new Operation(name, List.of(left, array), cursor.from(first));
    }
}
