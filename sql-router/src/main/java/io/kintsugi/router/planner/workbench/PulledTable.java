package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
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
import java.util.Optional;

/**
 * A table whose rows are pulled, once for all references to it.
 *
 * @param source its name as each of its shards knows it
 * @param whole whether a shard has it whole, so that one of them gives its rows
 * @param alias under which its conditions name it
 * @param references what is known of its key, one for each reference; empty for a table that is whole
 * @param ways by which a row may matter, each of conditions that it must all meet; empty where every row may matter
 */
record PulledTable(
        LogicalTable table,
        String source,
        Keyspace keyspace,
        boolean whole,
        String alias,
        List<ReferenceShards> references,
        List<List<PushedCondition>> ways) {
    PulledTable {
        requireNonNull(table, "table");
        requireNonNull(source, "source");
        requireNonNull(keyspace, "keyspace");
        requireNonNull(alias, "alias");
        references = List.copyOf(references);
        ways = List.copyOf(ways);
    }

    /** The shards that can hold rows of it which matter. */
    ShardSet shards(BoundText text, ParameterValues parameters) {
        ShardSet union = references.get(0).shards(text, parameters);
        for (ReferenceShards reference : references.subList(1, references.size())) {
            union = union.union(reference.shards(text, parameters));
        }
        return union;
    }

    /**
     * The query of its rows: a number that tells it from others, each row as text, in the catalog's order, and keys.
     *
     * @param keys columns whose values are given as well; empty for one that another table gives
     * @param reduction by whose keys its rows are sorted out, which the first parameter takes; empty for all rows
     */
    List<Piece> pull(int number, BoundText text, List<Optional<LogicalColumn>> keys, Optional<KeyReduction> reduction) {
        HandOver handOver = HandOver.of(text.sql().dialect());
        String qualifier = SqlDialect.of(text.sql()).quote(alias);
        StringBuilder selected = new StringBuilder("SELECT " + handOver.selected(number, table, qualifier));
        for (int place = 0; place < keys.size(); place++) {
            // Columns have the same names on a shard that is asked for other tables.
            selected.append(", ")
                    .append(keys.get(place)
                            .map(column -> handOver.key(column, qualifier))
                            .orElseGet(handOver::noKey))
                    .append(" AS key_")
                    .append(place + 1);
        }
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece.Text(selected + " FROM " + source + " AS " + qualifier));
        List<Piece> conditions = conditions(text, qualifier);
        if (reduction.isPresent()) {
            List<String> oneOf = handOver.oneOf(
                    reduction.get().column(), qualifier, reduction.get().keyType());
            pieces.add(new Piece.Text(" WHERE " + oneOf.get(0)));
            pieces.add(new Piece.Given(1));
            pieces.add(new Piece.Text(oneOf.get(1) + (conditions.isEmpty() ? "" : " AND (")));
            pieces.addAll(conditions);
            pieces.add(new Piece.Text(conditions.isEmpty() ? "" : ")"));
        } else if (!conditions.isEmpty()) {
            pieces.add(new Piece.Text(" WHERE "));
            pieces.addAll(conditions);
        }
        return pieces;
    }

    private List<Piece> conditions(BoundText text, String qualifier) {
        List<Piece> pieces = new ArrayList<>();
        String joint = "";
        for (List<PushedCondition> way : ways) {
            pieces.add(new Piece.Text(joint));
            pieces.addAll(all(way, text, qualifier));
            joint = " OR ";
        }
        return pieces;
    }

    /** Of how many rows it is, as far as one can see: 0 where conditions name values, 1 where there are any, else 2. */
    int rank() {
        if (ways.isEmpty()) {
            return 2;
        }
        return ways.stream().allMatch(way -> way.stream().anyMatch(PushedCondition::exact)) ? 0 : 1;
    }

    private static List<Piece> all(List<PushedCondition> conditions, BoundText text, String qualifier) {
        SqlDialect dialect = SqlDialect.of(text.sql());
        List<Piece> pieces = new ArrayList<>();
        String joint = "(";
        for (PushedCondition condition : conditions) {
            pieces.add(new Piece.Text(joint));
            pieces.addAll(condition.pieces(text, qualifier, dialect::quote));
            pieces.add(new Piece.Text(")"));
            joint = " AND (";
        }
        return pieces;
    }
}
