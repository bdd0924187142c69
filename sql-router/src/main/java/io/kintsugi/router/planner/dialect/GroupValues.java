package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.plan.ValueExpression.Cast;
import io.kintsugi.router.plan.ValueOperator;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which expressions over aggregates the merge computes exactly as the database does. What it does not know here is left
 * to a database.
 */
public interface GroupValues {
    /** The kind of a type's values; empty where the merge has none for it. */
    Optional<ValueKind> kind(ColumnType type);

    /** The kind of an operation's result; empty where the merge does not compute it. */
    Optional<ValueKind> operation(ValueOperator operator, List<ValueKind> operands);

    /** How a type's name is cast to; empty where the merge does not. */
    Optional<Cast.Target> cast(TypeName type);

    /** The aggregates that an expression may stand above. */
    Set<String> aggregates();

    /**
     * Whether a shard could fail where it computes an expression of its part alone, as by a division by zero; then it
     * is only told the expression's type.
     */
    boolean shardsMayFail();

    /** A quotient whose scale tells how many digits a division adds; empty where the operands tell. */
    Optional<String> quotient();

    /** Whether conditions on groups, and expressions in ORDER BY, see the names of the select list. */
    boolean seesNamesOfSelectList();
}
