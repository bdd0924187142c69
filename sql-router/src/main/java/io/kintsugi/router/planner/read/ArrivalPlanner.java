package io.kintsugi.router.planner.read;

import io.kintsugi.router.plan.Arrival;
import io.kintsugi.router.plan.Merge.GroupKey;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.SortKey;
import io.kintsugi.router.planner.dialect.MergeForm;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether groups can come one after the other, so that the merge need not hold them: where ORDER BY begins with all of
 * their keys, the shards sort as it says; where DISTINCT values are told apart, of which there may be many, they are
 * told to sort by keys and values. Confined to one planning.
 */
final class ArrivalPlanner {
    private final SelectShape shape;
    private final SqlDialect dialect;

    /** Columns that tell rows of the shards apart: the groups' keys, then a value. */
    private final List<SortKey> parts = new ArrayList<>();

    private boolean sortable = true;

    ArrivalPlanner(SelectShape shape, SqlDialect dialect) {
        this.shape = shape;
        this.dialect = dialect;
    }

    /**
     * Takes in a key or a value. A copy of an expression with a parameter is another expression for the server, and
     * would have to be a key of the groups by itself.
     */
    void add(Optional<ColumnType> type, Optional<Expression> expression, Hiding hiding) {
        boolean copies = expression.filter(AggregatePlanner::hasParameter).isEmpty();
        Optional<MergeForm> form = type.flatMap(dialect::arrival).filter(own -> own.isPlain() || copies);
        sortable &= form.isPresent();
        if (sortable) {
            MergeForm own = form.orElseThrow();
            parts.add(new SortKey(hiding.column(own), false, dialect.nullsFirst(false), own.comparison()));
        }
    }

    /** Puts what is sorted by into a column of the shards and says into which. */
    @FunctionalInterface
    interface Hiding {
        int column(MergeForm form);
    }

    /** As ORDER BY has it, where the shards sort so and it begins with all keys. */
    Optional<Arrival> ordered(List<GroupKey> keys, List<SortKey> order, List<OutputColumn> columns) {
        List<SortKey> leading = new ArrayList<>();
        for (SortKey sortKey : order) {
            if (!(columns.get(sortKey.column()) instanceof OutputColumn.Same same)) {
                break;
            }
            leading.add(new SortKey(same.column(), sortKey.descending(), sortKey.nullsFirst(), sortKey.comparison()));
            if (coversAll(keys, leading)) {
                return Optional.of(new Arrival(leading, true));
            }
        }
        return Optional.empty();
    }

    /** Rows that are equal in all of these are of one group, and those of one group are equal in all of these. */
    private boolean coversAll(List<GroupKey> keys, List<SortKey> leading) {
        boolean keysAlone = leading.stream()
                .allMatch(sortKey -> dialect.sortsWhole(sortKey.comparison())
                        && keys.contains(new GroupKey(sortKey.column(), sortKey.comparison())));
        return keysAlone
                && keys.stream()
                        .allMatch(key -> leading.stream().anyMatch(sortKey -> sortKey.column() == key.column()));
    }

    /** By keys and values, whatever the order of the result is; empty where some value is not sorted for certain. */
    Optional<Arrival> ofValues(List<SortKey> order) {
        return sortable ? Optional.of(new Arrival(parts, order.isEmpty())) : Optional.empty();
    }

    /** What tells the shards so: positions in their select list. */
    static String orderBy(Arrival arrival) {
        return arrival.keys().stream()
                .map(key -> Integer.toString(key.column() + 1))
                .collect(Collectors.joining(", ", " ORDER BY ", " "));
    }
}
