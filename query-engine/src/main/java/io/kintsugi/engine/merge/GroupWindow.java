package io.kintsugi.engine.merge;

import io.kintsugi.router.plan.Merge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of all groups in the order of the result, offset and limit applied. */
final class GroupWindow {
    private final Merge merge;
    private final ValueRules values;

    GroupWindow(Merge merge, ValueRules values) {
        this.merge = merge;
        this.values = values;
    }

    private record Keyed(SortOrder.Keys keys, List<@Nullable String> row) {}

    List<List<@Nullable String>> of(List<List<@Nullable String>> rows) {
        if (merge.order().isEmpty()) {
            return rows.subList(first(rows.size()), end(rows.size()));
        }
        SortOrder order = new SortOrder(merge.order(), values);
        List<Keyed> keyed = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            keyed.add(new Keyed(order.keysOf(row), row));
        }
        keyed.sort((left, right) -> order.compare(left.keys(), right.keys()));
        int end = end(keyed.size());
        int first = first(keyed.size());
        while (end - first < merge.tiesMax().orElse(0)
                && end > first
                && end < keyed.size()
                && ties(keyed, end, order)) {
            end++;
        }
        return keyed.subList(first, end).stream().map(Keyed::row).toList();
    }

    private static boolean ties(List<Keyed> keyed, int end, SortOrder order) {
        return order.compare(keyed.get(end - 1).keys(), keyed.get(end).keys()) == 0;
    }

    private int first(int size) {
        return (int) Math.min(size, merge.offset());
    }

    private int end(int size) {
        long limit = merge.limit().orElse(Long.MAX_VALUE);
        return (int) Math.min(size, limit > size ? size : first(size) + limit);
    }
}
