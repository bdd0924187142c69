package io.kintsugi.router.planner.analysis;

import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.TextSource;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.GroupingElement;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.Operation;
import io.kintsugi.router.syntax.Operators;
import io.kintsugi.router.syntax.SelectBlock;
import java.util.ArrayList;
import java.util.List;

/** The expressions of GROUP BY, positions looked up in the select list. */
public final class GroupKeys {
    private GroupKeys() {}

    /** Each expression once, rows taken apart; grouping sets are left to the caller. */
    public static List<Expression> expressions(SelectBlock select) {
        List<Expression> found = new ArrayList<>();
        for (GroupingElement element : select.groupBy()) {
            for (Expression expression : element.expressions()) {
                add(expression, select, found);
            }
        }
        return found;
    }

    private static void add(Expression expression, SelectBlock select, List<Expression> into) {
        if (expression instanceof Operation row && row.is(Operators.ROW)) {
            row.operands().forEach(operand -> add(operand, select, into));
        } else {
            into.add(expression);
        }
    }

    /**
     * Whether a bare name of GROUP BY means the select item of that name although tables have such a column: in MySQL
     * so where USING or NATURAL has merged it, since it is no column of one table then (seen with 9.7).
     */
    public static boolean meansSelectItem(ColumnReference reference, Block block, SqlDialect dialect) {
        return dialect.mergedNamesMeanSelectItems()
                && reference.parts().size() == 1
                && block.merges(reference.column())
                && block.outputs().orElse(List.of()).stream()
                        .anyMatch(field -> field.name().equals(reference.column()));
    }

    /** Whether an expression of ORDER BY or GROUP BY is the position of an output column. */
    public static boolean isPosition(Expression expression) {
        return expression instanceof Literal literal
                && literal.kind() == LiteralKind.NUMBER
                && literal.type().isEmpty()
                && !literal.negative();
    }

    /** The 1-based position that an expression stands for; 0 when it is out of range. */
    public static int position(Expression expression, TextSource source) {
        String digits = source.sql().text(((Literal) expression).token());
        boolean small = digits.length() < 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return small ? Integer.parseInt(digits) : 0;
    }
}
