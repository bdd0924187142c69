package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RowLocator;
import io.kintsugi.router.planner.bind.TokenMap;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalColumn.Identity;
import io.kintsugi.router.syntax.DefaultValue;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.InsertAssignments;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.InsertValues;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.Overriding;
import io.kintsugi.router.syntax.ParameterReference;
import io.kintsugi.router.syntax.ValuesRow;
import io.kintsugi.topology.IdGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the columns that Kintsugi has to fill, and where their names and values go in. Confined to one planning. */
final class GeneratedColumns {
    private final LexedSql sql;
    private final Analysis analysis;
    private final InsertStatement insert;
    private final InsertTarget target;
    private final SqlDialect dialect;

    GeneratedColumns(Analysis analysis, InsertStatement insert, InsertTarget target) {
        this.sql = analysis.source().sql();
        this.analysis = analysis;
        this.insert = insert;
        this.target = target;
        this.dialect = SqlDialect.of(analysis.context());
    }

    InsertRows ofValues(InsertValues values) {
        refuseUserValue();
        List<TokenSpan> spans = values.rows().stream().map(ValuesRow::span).toList();
        boolean collapsed =
                TokenMap.startsList(analysis.normalized(), spans.get(0).first());
        RowLocator rows = new RowLocator(spans, collapsed);
        List<GeneratedColumn> columns = new ArrayList<>();
        target.generators().forEach((name, generator) -> {
            GeneratedColumn column = column(name, generator, values);
            if (column.appended() || column.values().stream().anyMatch(OptionalInt::isPresent)) {
                columns.add(column);
            }
        });
        List<GeneratedColumn> spliced =
                columns.stream().filter(column -> !column.armed()).toList();
        refuseUnspliceable(spliced, values);
        return new InsertRows(rows, columns, header(columns, values), header(spliced, values));
    }

    /** INSERT … SET and rows without any value have no place for one more. */
    private void refuseUnspliceable(List<GeneratedColumn> spliced, InsertValues values) {
        boolean noPlace = insert.source() instanceof InsertAssignments
                || values.rows().get(0).values().isEmpty();
        if (noPlace && !spliced.isEmpty()) {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "This form of INSERT has no place for "
                                    + spliced.get(0).name() + ", which Kintsugi generates",
                            "Write INSERT INTO … (columns) VALUES (…).",
                            insert.span().first())
                    .thrown();
        }
    }

    private GeneratedColumn column(String name, IdGenerator generator, InsertValues values) {
        int index = target.columns().indexOf(name);
        int width = values.rows().get(0).values().size();
        boolean appended = index < 0 || (!target.hasColumnList() && index >= width);
        boolean armed = target.isArmed(name);
        List<OptionalInt> tokens = appended
                ? List.of()
                : values.rows().stream()
                        .map(row -> armed ? valueToken(row, index, name) : defaultToken(row, index))
                        .toList();
        return new GeneratedColumn(tableName(), name, generator, appended, tokens, armed);
    }

    /** Whatever is given for an AUTO_INCREMENT column may ask for an id; a computed value cannot be told from one. */
    private OptionalInt valueToken(ValuesRow row, int index, String name) {
        if (index >= row.values().size()) {
            return OptionalInt.empty();
        }
        Expression value = row.values().get(index);
        if (value instanceof ParameterReference parameter) {
            return OptionalInt.of(parameter.token());
        }
        if (value instanceof DefaultValue) {
            return OptionalInt.of(value.span().first());
        }
        if (value instanceof Literal literal
                && !literal.negative()
                && literal.type().isEmpty()) {
            return OptionalInt.of(literal.token());
        }
        throw WriteRefusals.idUnproven(name, value.span().first()).thrown();
    }

    private String tableName() {
        return target.relation()
                .definition()
                .map(table -> table.name())
                .orElse(target.relation().visibleName());
    }

    private static OptionalInt defaultToken(ValuesRow row, int index) {
        if (index >= row.values().size()) {
            return OptionalInt.empty();
        }
        Expression value = row.values().get(index);
        return value instanceof DefaultValue ? OptionalInt.of(value.span().first()) : OptionalInt.empty();
    }

    private List<Edit> header(List<GeneratedColumn> columns, InsertValues values) {
        List<Edit> edits = new ArrayList<>();
        List<String> appended = columns.stream()
                .filter(GeneratedColumn::appended)
                .map(column -> dialect.quote(column.name()))
                .toList();
        if (insert.source() instanceof InsertAssignments) {
            return edits;
        }
        int keyword = values.rows().get(0).span().first() - 1;
        boolean overriding = needsOverriding(columns);
        if (!appended.isEmpty() && target.hasColumnList()) {
            int close = insert.columns().get(insert.columns().size() - 1).span().end();
            edits.add(Edit.insert(close, ", " + String.join(", ", appended)));
        }
        String list = !appended.isEmpty() && !target.hasColumnList() ? listOf(appended, values) : "";
        String clause = overriding && insert.overriding() == Overriding.NONE ? "OVERRIDING SYSTEM VALUE " : "";
        if (!list.isEmpty() || !clause.isEmpty()) {
            edits.add(Edit.insert(beforeOverriding(keyword), list + clause));
        }
        return edits;
    }

    private String listOf(List<String> appended, InsertValues values) {
        int width = values.rows().get(0).values().size();
        Stream<String> given = target.columns().stream().limit(width).map(dialect::quote);
        return Stream.concat(given, appended.stream()).collect(Collectors.joining(", ", "(", ") "));
    }

    private int beforeOverriding(int keyword) {
        for (int i = keyword - 1; i >= keyword - 3 && i > 0; i--) {
            if (sql.isKeyword(i, "OVERRIDING")) {
                return i;
            }
        }
        return keyword;
    }

    boolean needsOverriding(List<GeneratedColumn> columns) {
        return !columns.isEmpty()
                && columns.stream()
                        .flatMap(column -> target.column(column.name()).stream())
                        .map(LogicalColumn::identity)
                        .anyMatch(Identity.ALWAYS::equals);
    }

    /** The server would count by itself, whatever is given. */
    private void refuseUserValue() {
        boolean counts = target.generators().keySet().stream()
                .flatMap(name -> target.column(name).stream())
                .anyMatch(column -> column.identity() != Identity.NONE);
        if (counts && insert.overriding() == Overriding.USER_VALUE) {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "OVERRIDING USER VALUE would throw away the id that Kintsugi generates",
                            "Leave the clause out.",
                            insert.span().first())
                    .thrown();
        }
    }

    /** For DEFAULT VALUES: all of them. */
    List<GeneratedColumn> ofDefaults() {
        refuseUserValue();
        return target.generators().entrySet().stream()
                .map(entry ->
                        new GeneratedColumn(tableName(), entry.getKey(), entry.getValue(), true, List.of(), false))
                .toList();
    }

    /** Rows of a query are counted only when they are inserted, so their ids have to come with them. */
    Optional<Refusal> missingIn(InsertQuery query) {
        refuseUserValue();
        return target.generators().keySet().stream()
                .filter(column -> !target.columns().contains(column))
                .findFirst()
                .map(column -> new Refusal(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        "INSERT … SELECT gives no value for " + column + ", which Kintsugi generates",
                        "Select the rows first, then insert them with VALUES.",
                        query.span().first()));
    }
}
