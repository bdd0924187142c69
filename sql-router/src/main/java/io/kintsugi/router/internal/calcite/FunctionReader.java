package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.NamedArgument;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.jspecify.annotations.Nullable;

/** Reads function calls with all that may follow the arguments. */
final class FunctionReader {
    private final Readers readers;
    private final TokenCursor cursor;

    FunctionReader(Readers readers) {
        this.readers = readers;
        this.cursor = readers.cursor;
    }

    FunctionCall call(SqlCall outer) {
        int first = cursor.position();
        SqlCall call = outer;
        @Nullable SqlNode window = null;
        @Nullable SqlNode condition = null;
        @Nullable SqlNodeList group = null;
        if (call.getKind() == SqlKind.OVER) {
            window = call.operand(1);
            call = call.operand(0);
        }
        if (call.getKind() == SqlKind.FILTER) {
            condition = call.operand(1);
            call = call.operand(0);
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP) {
            group = call.operand(1);
            call = call.operand(0);
        }
        Core core = core(call);
        List<OrderItem> withinGroup = group == null ? List.of() : withinGroup(group);
        Optional<Expression> filter = condition == null ? Optional.empty() : Optional.of(filter(condition));
        Optional<WindowSpecification> over = window == null ? Optional.empty() : Optional.of(over(window));
        return new FunctionCall(
                core.name,
                core.arguments,
                core.distinct,
                core.star,
                false,
                core.orderBy,
                Optional.empty(),
                withinGroup,
                filter,
                over,
                cursor.from(first));
    }

    private record Core(
            QualifiedName name, List<Expression> arguments, boolean distinct, boolean star, List<OrderItem> orderBy) {}

    private Core core(SqlCall call) {
        SqlIdentifier identifier =
                call.getOperator() instanceof SqlFunction function ? function.getSqlIdentifier() : null;
        if (identifier == null) {
            throw cursor.failure();
        }
        QualifiedName name = cursor.name(identifier.names.size());
        boolean wordy = name.parts().size() == 1 && !name.parts().get(0).quoted();
        cursor.symbol("(");
        boolean distinct = call.getFunctionQuantifier() != null && !cursor.takeWord("ALL");
        if (distinct) {
            cursor.words("DISTINCT");
        }
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        boolean star = operands.size() == 1 && isBareStar(operands.get(0));
        List<Expression> arguments = new ArrayList<>();
        List<OrderItem> orderBy = List.of();
        if (star) {
            cursor.symbol("*");
        } else {
            orderBy = arguments(operands, arguments, wordy);
        }
        cursor.symbol(")");
        return new Core(name, arguments, distinct, star, orderBy);
    }

    private static boolean isBareStar(SqlNode node) {
        return node instanceof SqlIdentifier identifier && identifier.isStar() && identifier.names.size() == 1;
    }

    private List<OrderItem> arguments(List<SqlNode> operands, List<Expression> arguments, boolean wordy) {
        if (wordy && (cursor.takeWord("BOTH") || cursor.takeWord("LEADING") || cursor.takeWord("TRAILING"))) {
            cursor.takeWord("FROM");
        } else if (wordy) {
            cursor.takeWord("FROM");
        }
        for (SqlNode operand : operands) {
            if (operand instanceof SqlNodeList order) {
                cursor.words("ORDER", "BY");
                return readers.queries.orderItems(order.getList());
            }
            if (!arguments.isEmpty()) {
                separator(wordy);
            }
            cursor.takeWord("VARIADIC");
            arguments.add(argument(operand));
        }
        return List.of();
    }

    private void separator(boolean wordy) {
        boolean word = wordy
                && (cursor.takeWord("FROM")
                        || cursor.takeWord("FOR")
                        || cursor.takeWord("IN")
                        || cursor.takeWord("PLACING"));
        if (!word) {
            cursor.symbol(",");
        }
    }

    private Expression argument(SqlNode node) {
        if (node.getKind() != SqlKind.ARGUMENT_ASSIGNMENT) {
            return readers.expressions.expression(node);
        }
        int first = cursor.position();
        Identifier name = cursor.identifier();
        if (!cursor.takeSymbol("=>")) {
            cursor.symbol(":=");
        }
        Expression value = readers.expressions.expression(((SqlCall) node).operand(0));
        return new NamedArgument(name, value, cursor.from(first));
    }

    private List<OrderItem> withinGroup(SqlNodeList order) {
        cursor.words("WITHIN", "GROUP");
        cursor.symbol("(");
        cursor.words("ORDER", "BY");
        List<OrderItem> items = readers.queries.orderItems(order.getList());
        cursor.symbol(")");
        return items;
    }

    private Expression filter(SqlNode condition) {
        cursor.words("FILTER");
        cursor.symbol("(");
        cursor.words("WHERE");
        Expression expression = readers.expressions.expression(condition);
        cursor.symbol(")");
        return expression;
    }

    private WindowSpecification over(SqlNode node) {
        cursor.words("OVER");
        if (node instanceof SqlWindow window) {
            return window(window);
        }
        int first = cursor.position();
        Identifier name = cursor.identifier();
        return new WindowSpecification(Optional.of(name), true, List.of(), List.of(), List.of(), cursor.from(first));
    }

    /** A window in parentheses; they belong to it. */
    WindowSpecification window(SqlWindow window) {
        int first = cursor.position();
        cursor.symbol("(");
        Optional<Identifier> base = window.getRefName() == null ? Optional.empty() : Optional.of(cursor.identifier());
        List<Expression> partitionBy = List.of();
        if (!window.getPartitionList().isEmpty()) {
            cursor.words("PARTITION", "BY");
            partitionBy = readers.expressions.list(window.getPartitionList().getList());
        }
        List<OrderItem> orderBy = List.of();
        if (!window.getOrderList().isEmpty()) {
            cursor.words("ORDER", "BY");
            orderBy = readers.queries.orderItems(window.getOrderList().getList());
        }
        List<Expression> bounds = window.getLowerBound() == null ? List.of() : frame(window);
        cursor.symbol(")");
        return new WindowSpecification(base, false, partitionBy, orderBy, bounds, cursor.from(first));
    }

    private List<Expression> frame(SqlWindow window) {
        cursor.words(window.isRows() ? "ROWS" : "RANGE");
        List<Expression> bounds = new ArrayList<>();
        boolean between = cursor.takeWord("BETWEEN");
        bound(window.getLowerBound(), bounds);
        if (between) {
            cursor.words("AND");
            bound(window.getUpperBound(), bounds);
        }
        return bounds;
    }

    private void bound(@Nullable SqlNode node, List<Expression> bounds) {
        if (cursor.takeWords("CURRENT", "ROW")) {
            return;
        }
        if (!cursor.takeWord("UNBOUNDED")) {
            bounds.add(readers.expressions.expression(operand(node)));
        }
        if (!cursor.takeWord("PRECEDING")) {
            cursor.words("FOLLOWING");
        }
    }

    private SqlNode operand(@Nullable SqlNode node) {
        if (node instanceof SqlCall call && call.operandCount() == 1) {
            return call.operand(0);
        }
        throw cursor.failure();
    }
}
