package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.WorkbenchTable;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table whose rows are pulled, once for all references to it.
 *
 * @param whole whether a shard has it whole, so that one of them gives its rows
 * @param alias under which its conditions name it
 * @param references what is known of its key, one for each reference; empty for a table that is whole
 * @param conditions of WHERE that a row must meet to matter; only where there is one reference
 */
record PulledTable(
        LogicalTable table,
        Keyspace keyspace,
        boolean whole,
        String alias,
        List<ReferenceShards> references,
        List<TokenSpan> conditions) {
    PulledTable {
        requireNonNull(table, "table");
        requireNonNull(keyspace, "keyspace");
        requireNonNull(alias, "alias");
        references = List.copyOf(references);
        conditions = List.copyOf(conditions);
    }

    /** The shards that can hold rows of it which matter. */
    ShardSet shards(BoundText text, ParameterValues parameters) {
        ShardSet union = references.get(0).shards(text, parameters);
        for (ReferenceShards reference : references.subList(1, references.size())) {
            union = union.union(reference.shards(text, parameters));
        }
        return union;
    }

    /** The query of its rows: a number that tells it from others, and each row as text, in the catalog's order. */
    List<Piece> pull(int number, SqlDialect dialect, BoundText text) {
        String qualifier = dialect.quote(alias);
        String columns = table.columns().stream()
                .map(LogicalColumn::name)
                .map(column -> qualifier + "." + dialect.quote(column))
                .collect(Collectors.joining(", "));
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece.Text("SELECT " + number + ", ROW(" + columns + ")::pg_catalog.text FROM " + name(dialect)
                + " AS " + qualifier));
        String joint = " WHERE (";
        for (TokenSpan condition : conditions) {
            pieces.add(new Piece.Text(joint));
            pieces.add(new Piece.Copy(text.token(condition.first()), text.token(condition.end())));
            pieces.add(new Piece.Text(")"));
            joint = " AND (";
        }
        return pieces;
    }

    /**
     * A member of WITH that stands for it, made of its rows as the catalog reads them. It says the columns that were
     * pulled: where a schema change is on its way, the catalog's may be others already.
     */
    String member(SqlDialect dialect) {
        return dialect.quote(table.name()) + " (" + columns(dialect, table.columns().stream())
                + ") AS (SELECT * FROM pg_catalog.unnest((?::pg_catalog.text[])::" + name(dialect) + "[]))";
    }

    /** What a leased database is told of it. Generated columns are its own to compute, from the same values. */
    WorkbenchTable loaded(SqlDialect dialect) {
        String all = columns(dialect, table.columns().stream());
        String stored = columns(dialect, table.columns().stream().filter(column -> !column.generated()));
        String load = "INSERT INTO " + name(dialect) + " (" + stored + ") OVERRIDING SYSTEM VALUE SELECT " + stored
                + " FROM pg_catalog.unnest((?::pg_catalog.text[])::" + name(dialect) + "[]) AS pulled (" + all + ")";
        return new WorkbenchTable(table.schema(), table.name(), name(dialect), load);
    }

    private static String columns(SqlDialect dialect, Stream<LogicalColumn> columns) {
        return columns.map(column -> dialect.quote(column.name())).collect(Collectors.joining(", "));
    }

    private String name(SqlDialect dialect) {
        return dialect.quote(table.schema()) + "." + dialect.quote(table.name());
    }
}
