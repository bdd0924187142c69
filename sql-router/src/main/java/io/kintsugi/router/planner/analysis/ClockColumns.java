package io.kintsugi.router.planner.analysis;

import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds tables whose columns are filled from the clock: by a default, or by ON UPDATE of MySQL. */
final class ClockColumns {
    private static final Pattern CLOCK = Pattern.compile(
            "\\b(current_timestamp|current_date|current_time|now|curdate|curtime|localtime|localtimestamp"
                    + "|utc_date|utc_time|utc_timestamp|unix_timestamp)\\b");

    private ClockColumns() {}

    static boolean has(Relation table) {
        List<LogicalColumn> columns = table.table().map(LogicalTable::columns).orElse(List.of());
        return columns.stream()
                .flatMap(column -> column.defaultExpression().stream())
                .anyMatch(text -> CLOCK.matcher(text.toLowerCase(Locale.ROOT)).find());
    }
}
