package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.dialect.WorkbenchRules;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of tables as texts, pulled to the workbench under its budget, and the parameters of what finishes the query with
 * them: the tables' rows first, then those of the statement. Confined to one execution.
 */
final class PulledRows {
    private final List<List<String>> tables = new ArrayList<>();
    private final WorkbenchRules rules;
    private final long rowsMax;
    private final long charactersMax;
    private long rows;
    private long characters;

    PulledRows(int tableCount, WorkbenchRules rules, EngineConfig config) {
        for (int table = 0; table < tableCount; table++) {
            tables.add(new ArrayList<>());
        }
        this.rules = rules;
        this.rowsMax = config.get(EngineProperty.WORKBENCH_ROWS_MAX);
        this.charactersMax = config.get(EngineProperty.WORKBENCH_CHARACTERS_MAX);
    }

    /** Takes one more row; MERGE_BUDGET_EXCEEDED beyond the budget. */
    void add(int table, String row) {
        rows++;
        characters += row.length();
        if (rows > rowsMax) {
            throw exceeded("more than " + rowsMax + " rows", EngineProperty.WORKBENCH_ROWS_MAX);
        }
        if (characters > charactersMax) {
            throw exceeded(
                    "rows of more than " + charactersMax + " characters", EngineProperty.WORKBENCH_CHARACTERS_MAX);
        }
        tables.get(table).add(row);
    }

    private static ShardException exceeded(String what, EngineProperty limit) {
        return new ShardException(
                        ErrorCode.MERGE_BUDGET_EXCEEDED,
                        "No shard can finish this query alone, and it would pull " + what + " from them.")
                .withRemedy("Restrict its tables by conditions of their own, or raise " + limit.text() + ".");
    }

    /** All parameters, with the rows that are there so far. */
    Bindings before(Bindings statement) {
        return new Numbered(tables, rules, statement);
    }

    /** The tables' rows under the first numbers, the statement's parameters behind them. */
    private record Numbered(List<List<String>> tables, WorkbenchRules rules, Bindings statement) implements Bindings {
        @Override
        public @Nullable Object value(int number) {
            return number <= tables.size() ? tables.get(number - 1) : statement.value(number - tables.size());
        }

        @Override
        public void bind(PreparedStatement target, int number, int targetIndex) throws SQLException {
            if (number > tables.size()) {
                statement.bind(target, number - tables.size(), targetIndex);
                return;
            }
            rules.bind(target, targetIndex, tables.get(number - 1));
        }
    }
}
