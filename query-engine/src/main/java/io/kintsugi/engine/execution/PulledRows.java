package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.dialect.WorkbenchRules;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of tables as texts that are on their way from the shards to the workbench. Confined to one execution. */
final class PulledRows {
    private final List<List<String>> tables = new ArrayList<>();
    private final WorkbenchRules rules;
    private final HeldBudget budget;
    private final long[] characters;
    private long held;
    private int rows;

    PulledRows(int tableCount, WorkbenchRules rules, HeldBudget budget) {
        this.rules = rules;
        this.budget = budget;
        this.characters = new long[tableCount];
        for (int table = 0; table < tableCount; table++) {
            tables.add(new ArrayList<>());
        }
    }

    /** Takes what there is, up to so many rows, or characters as the budget has it; whether that was all. */
    boolean fill(PullCursor from, long rowsMax) throws SQLException {
        while (from.next()) {
            add(from.table(), from.row());
            if (rows > rowsMax || !budget.mayHold(held)) {
                return false;
            }
        }
        return true;
    }

    private void add(int table, String row) {
        tables.get(table).add(row);
        rows++;
        characters[table] += row.length();
        held += row.length();
        budget.add(table, row.length());
    }

    /** MERGE_BUDGET_EXCEEDED where these rows are more characters than one statement can take. */
    void requireSendable(long charactersMax) {
        budget.requireSendable(charactersMax);
    }

    /** How many tables have rows here. */
    int count() {
        return rows;
    }

    /** The rows of a table, which are here no longer. */
    List<String> take(int table) {
        List<String> taken = tables.set(table, new ArrayList<>());
        rows -= taken.size();
        held -= characters[table];
        characters[table] = 0;
        return taken;
    }

    /** The tables' rows under the first numbers, the statement's parameters behind them. */
    Bindings before(Bindings statement) {
        return new Numbered(tables, rules, statement);
    }

    /** Rows of one table as the one parameter. */
    static Bindings alone(List<String> rows, WorkbenchRules rules) {
        return arrays(List.of(rows), rules);
    }

    /** One list of texts as the first parameter, the statement's behind it. */
    static Bindings keys(List<String> texts, WorkbenchRules rules, Bindings statement) {
        return new Numbered(List.of(texts), rules, statement);
    }

    /** Arrays of texts as the only parameters. */
    static Bindings arrays(List<List<String>> texts, WorkbenchRules rules) {
        return new Numbered(texts, rules, Bindings.NONE);
    }

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
