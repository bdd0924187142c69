package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;

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

    /** The query of its rows: a number that tells it from others, and each row as text, in the catalog's order. */
    List<Piece> pull(int number, BoundText text) {
        HandOver handOver = HandOver.of(text.sql().dialect());
        String qualifier = SqlDialect.of(text.sql()).quote(alias);
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece.Text(
                "SELECT " + handOver.selected(number, table, qualifier) + " FROM " + source + " AS " + qualifier));
        String joint = " WHERE ";
        for (List<PushedCondition> way : ways) {
            pieces.add(new Piece.Text(joint));
            pieces.addAll(all(way, text, qualifier));
            joint = " OR ";
        }
        return pieces;
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
