package io.kintsugi.router.planner.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The kind of a CASE whose operands are conditions and values by turns, at the end the ELSE. */
final class MergedCase {
    private MergedCase() {}

    static Optional<ValueKind> kind(
            List<ValueKind> operands,
            Function<List<ValueKind>, Optional<ValueKind>> truth,
            Function<List<ValueKind>, Optional<ValueKind>> common) {
        List<ValueKind> conditions = new ArrayList<>();
        List<ValueKind> values = new ArrayList<>();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            conditions.add(operands.get(i));
            values.add(operands.get(i + 1));
        }
        if (operands.size() % 2 == 1) {
            values.add(operands.get(operands.size() - 1));
        }
        return truth.apply(conditions).flatMap(condition -> common.apply(values));
    }
}
