package io.kintsugi.router.planner.workbench;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.CalledFunction;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.CommonTable;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.Star;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TableReference;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which ways to finish it a query leaves open, and what closes the others (sql-pitfalls 1, 3, 12). Confined to one
 * planning.
 */
final class WorkbenchFit {
    /** Functions that mean the same wherever they are called, and are called in one place only. */
    private static final Set<FunctionKind> FUNCTIONS =
            EnumSet.of(FunctionKind.HARMLESS, FunctionKind.RANDOM, FunctionKind.CLOCK);

    private static final int QUALIFIED_PARTS = 2;

    private final Analysis analysis;
    private final Query query;
    private final Set<LogicalTable> tables;

    WorkbenchFit(Analysis analysis, Query query, Set<LogicalTable> tables) {
        this.analysis = analysis;
        this.query = query;
        this.tables = tables;
    }

    /** What no database without the rows can know, whatever rows are pulled; empty when there is no such thing. */
    Optional<String> closed() {
        FunctionKind[] others = EnumSet.complementOf(EnumSet.copyOf(FUNCTIONS)).toArray(FunctionKind[]::new);
        Optional<CalledFunction> function = analysis.functions().first(others).or(analysis::unpinnedClock);
        if (function.isPresent()) {
            return function.map(called -> "it calls " + called.call().name().name()
                    + ", which may mean something else there, or do something");
        }
        if (!analysis.scopes().lockingQueries().isEmpty()) {
            return Optional.of("it locks rows, and those there are copies");
        }
        if (!analysis.scopes().variables().isEmpty()) {
            return Optional.of("it names variables of the session");
        }
        if (analysis.scopes().systemColumnToken() >= 0) {
            return Optional.of("it reads a system column, which tells of one server");
        }
        if (analysis.scopes().attributeCallToken() >= 0) {
            return Optional.of("it calls a function of yours on a row");
        }
        boolean samples = SyntaxWalker.find(query, TableReference.class).stream()
                .anyMatch(table -> table.sample().isPresent());
        return samples ? Optional.of("it takes a sample of a table") : Optional.empty();
    }

    /** The same where each reference has a member of a name that nothing else has, and rows are no values. */
    Optional<String> beyondMembersOfTheirOwn() {
        if (analysis.scopes().readsViews()) {
            return Optional.of("it reads a view");
        }
        return namesSchemas() ? Optional.of("it names a table's schema beside a column") : Optional.empty();
    }

    /** What members of WITH cannot give, which stand for the tables; empty when they can give everything. */
    Optional<String> beyondMembers() {
        if (analysis.scopes().readsViews()) {
            return Optional.of("it reads a view");
        }
        Set<String> pulled = tables.stream().map(LogicalTable::name).collect(Collectors.toSet());
        if (pulled.size() < tables.size()) {
            return Optional.of("two of its tables have the same name");
        }
        if (SyntaxWalker.find(query, CommonTable.class).stream()
                .anyMatch(member -> pulled.contains(member.name().name()))) {
            return Optional.of("a member of its WITH has the name of a table");
        }
        if (SyntaxWalker.find(query, TableReference.class).stream().anyMatch(TableReference::only)) {
            return Optional.of("it reads a table without those that inherit from it");
        }
        return namesTables() ? Optional.of("it names a table as a value") : Optional.empty();
    }

    /** Whether a name would mean something else, or nothing, once members of WITH stand for the tables. */
    private boolean namesTables() {
        Set<String> rows =
                analysis.logicalTables().stream().map(Relation::visibleName).collect(Collectors.toSet());
        // Where a column has the name, it is meant.
        tables.forEach(table -> table.columns().forEach(column -> rows.remove(column.name())));
        return namesSchemas()
                || SyntaxWalker.find(query, ColumnReference.class).stream().anyMatch(column -> isRow(column, rows));
    }

    private boolean namesSchemas() {
        return SyntaxWalker.find(query, ColumnReference.class).stream()
                        .anyMatch(column -> column.parts().size() > QUALIFIED_PARTS)
                || SyntaxWalker.find(query, Star.class).stream()
                        .anyMatch(star -> star.qualifier().size() >= QUALIFIED_PARTS);
    }

    /** A table's name in the place of a value means its rows. */
    private static boolean isRow(ColumnReference column, Set<String> rows) {
        return column.parts().size() == 1 && rows.contains(column.column());
    }
}
