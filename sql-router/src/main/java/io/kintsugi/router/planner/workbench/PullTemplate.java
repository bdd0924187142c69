package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.PullTurn;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.Splicer;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A pull of the rows of some tables, ready but for values: each shard is asked once for all of them.
 *
 * @param tables all tables of the query
 * @param numbers those that are pulled, by their place there
 * @param gives the columns whose values are given as keys, by the list they belong to
 * @param reduction by which the rows of the one table are sorted out, where there is one
 * @param keys the list that the reduction takes; without meaning where there is none
 */
record PullTemplate(
        List<PulledTable> tables,
        List<Integer> numbers,
        Map<Integer, KeyReduction> gives,
        Optional<KeyReduction> reduction,
        int keys) {
    /** The table's number, and the row. */
    private static final int COLUMNS = 2;

    PullTemplate {
        tables = List.copyOf(tables);
        numbers = List.copyOf(numbers);
        gives = new LinkedHashMap<>(gives);
        requireNonNull(reduction, "reduction");
    }

    /** All rows at once, and no keys. */
    static PullTemplate all(List<PulledTable> tables) {
        List<Integer> numbers = IntStream.range(0, tables.size()).boxed().toList();
        return new PullTemplate(tables, numbers, Map.of(), Optional.empty(), 0);
    }

    /** The pull as one of several turns. */
    PullTurn turn(BoundText text, ParameterValues parameters, RouteExplanation explanation) {
        return new PullTurn(
                whole(text, parameters, explanation),
                reduction.map(by -> read(text, parameters, Optional.of(by), explanation)),
                keys,
                gives.entrySet().stream()
                        .map(entry -> new PullTurn.Key(
                                entry.getKey(), entry.getValue().source()))
                        .toList());
    }

    /** The pull without a reduction. */
    ExecutionPlan.ScatterRead whole(BoundText text, ParameterValues parameters, RouteExplanation explanation) {
        return read(text, parameters, Optional.empty(), explanation);
    }

    private ExecutionPlan.ScatterRead read(
            BoundText text, ParameterValues parameters, Optional<KeyReduction> by, RouteExplanation explanation) {
        return new ExecutionPlan.ScatterRead(pulls(text, parameters, by), rows(), OptionalLong.empty(), explanation);
    }

    /** For each keyspace of the tables what its shards are asked. */
    private List<ShardSql> pulls(BoundText text, ParameterValues parameters, Optional<KeyReduction> by) {
        Map<Keyspace, List<Integer>> own = new LinkedHashMap<>();
        for (int number : numbers) {
            own.computeIfAbsent(tables.get(number).keyspace(), keyspace -> new ArrayList<>())
                    .add(number);
        }
        List<ShardSql> pulls = new ArrayList<>();
        own.forEach((keyspace, some) -> {
            int[] ordinals = ordinals(keyspace, some, text, parameters);
            for (int ordinal : ordinals) {
                pull(keyspace, some, ordinal, ordinal == ordinals[0], text, by).ifPresent(pulls::add);
            }
        });
        return pulls;
    }

    /** The shards that can hold rows which matter of any table; one of them where none can. */
    private int[] ordinals(Keyspace keyspace, List<Integer> some, BoundText text, ParameterValues parameters) {
        ShardSet union = ShardSet.NONE;
        for (int number : some) {
            if (!tables.get(number).whole()) {
                union = union.union(tables.get(number).shards(text, parameters));
            }
        }
        int[] ordinals = union.ordinals(keyspace.shards().size());
        return ordinals.length == 0 ? new int[] {0} : ordinals;
    }

    /** Tables that a shard has whole are asked of the first one. */
    private Optional<ShardSql> pull(
            Keyspace keyspace,
            List<Integer> some,
            int ordinal,
            boolean first,
            BoundText text,
            Optional<KeyReduction> by) {
        List<Piece> pieces = new ArrayList<>();
        for (int number : some) {
            if (first || !tables.get(number).whole()) {
                pieces.add(new Piece.Text(pieces.isEmpty() ? "" : " UNION ALL "));
                pieces.addAll(tables.get(number).pull(number, text, keysOf(number), by));
            }
        }
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        pieces.add(new Piece.Text(HandOver.of(text.sql().dialect()).end(gives.size())));
        Edit all = new Edit(0, text.sql().count(), pieces);
        ShardSql spliced = Splicer.splice(Targets.id(keyspace, ordinal), text, List.of(all));
        return Optional.of(by.isEmpty() ? spliced : behindKeys(spliced));
    }

    private List<Optional<LogicalColumn>> keysOf(int number) {
        return gives.values().stream()
                .map(by -> by.source() == number ? Optional.of(by.sourceColumn()) : Optional.<LogicalColumn>empty())
                .toList();
    }

    private static ShardSql behindKeys(ShardSql spliced) {
        List<Integer> parameters = spliced.parameters().stream()
                .map(number -> number < 0 ? -number : 1 + number)
                .toList();
        return new ShardSql(spliced.shard(), spliced.text(), parameters, spliced.prelude());
    }

    private Merge rows() {
        int columns = COLUMNS + gives.size();
        return new Merge(
                Merge.Kind.CONCAT,
                List.of(),
                IntStream.range(0, columns)
                        .<OutputColumn>mapToObj(OutputColumn.Same::new)
                        .toList(),
                List.of(),
                false,
                List.of(),
                0,
                OptionalLong.empty(),
                columns);
    }
}
