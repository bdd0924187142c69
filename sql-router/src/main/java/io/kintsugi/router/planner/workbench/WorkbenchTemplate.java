package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.ClockWords;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.Piece;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.Splicer;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A query for the workbench, ready but for values. Each shard is asked once for the rows of all its tables, so that
 * they are of one snapshot.
 *
 * @param standIns the members of WITH that stand for the tables, where they can
 * @param readsTimes whether a text in it may become a date or a time
 * @param members whether members of WITH can stand for the tables
 * @param leases whether there are databases that can be leased
 * @param prelude what the finishing query needs before it
 */
record WorkbenchTemplate(
        List<PulledTable> tables,
        PrefixPlace prefix,
        StandIns standIns,
        boolean readsTimes,
        boolean members,
        boolean leases,
        Prelude prelude,
        RouteExplanation explanation)
        implements MultiShardPlan {
    private static final int PULLED_COLUMNS = 2;

    /**
     * Where members of WITH are inserted.
     *
     * @param before the token that follows them, in planned ordinals
     * @param joins whether there are members already
     */
    record PrefixPlace(int before, boolean joins) {}

    WorkbenchTemplate {
        tables = List.copyOf(tables);
        requireNonNull(prefix, "prefix");
        requireNonNull(standIns, "standIns");
        requireNonNull(explanation, "explanation");
    }

    @Override
    public int driver() {
        return 0;
    }

    @Override
    public ExecutionPlan bind(BoundText text, ParameterValues parameters, ShardSet shards) {
        if (readsTimes) {
            ClockWords.refuse(text, ErrorCode.VOLATILE_FUNCTION);
        }
        ExecutionPlan.ScatterRead pull =
                new ExecutionPlan.ScatterRead(pulls(text, parameters), rows(), OptionalLong.empty(), explanation);
        ShardSql original = Targets.verbatim(ShardId.CATALOG, text).after(prelude);
        HandOver handOver = HandOver.of(text.sql().dialect());
        return new ExecutionPlan.Workbench(
                pull,
                tables.stream().map(table -> handOver.loaded(table.table())).toList(),
                members ? Optional.of(finish(text)) : Optional.empty(),
                leases,
                original,
                explanation);
    }

    /** For each keyspace of the tables what its shards are asked. */
    private List<ShardSql> pulls(BoundText text, ParameterValues parameters) {
        Map<Keyspace, List<Integer>> numbers = new LinkedHashMap<>();
        for (int number = 0; number < tables.size(); number++) {
            numbers.computeIfAbsent(tables.get(number).keyspace(), keyspace -> new ArrayList<>())
                    .add(number);
        }
        List<ShardSql> pulls = new ArrayList<>();
        numbers.forEach((keyspace, own) -> {
            int[] ordinals = ordinals(keyspace, own, text, parameters);
            for (int ordinal : ordinals) {
                pull(keyspace, own, ordinal, ordinal == ordinals[0], text).ifPresent(pulls::add);
            }
        });
        return pulls;
    }

    /** The shards that can hold rows which matter of any table; one of them where none can. */
    private int[] ordinals(Keyspace keyspace, List<Integer> numbers, BoundText text, ParameterValues parameters) {
        ShardSet union = ShardSet.NONE;
        for (int number : numbers) {
            if (!tables.get(number).whole()) {
                union = union.union(tables.get(number).shards(text, parameters));
            }
        }
        int[] ordinals = union.ordinals(keyspace.shards().size());
        return ordinals.length == 0 ? new int[] {0} : ordinals;
    }

    /** Tables that a shard has whole are asked of the first one. */
    private Optional<ShardSql> pull(
            Keyspace keyspace, List<Integer> numbers, int ordinal, boolean first, BoundText text) {
        List<Piece> pieces = new ArrayList<>();
        for (int number : numbers) {
            if (first || !tables.get(number).whole()) {
                pieces.add(new Piece.Text(pieces.isEmpty() ? "" : " UNION ALL "));
                pieces.addAll(tables.get(number).pull(number, text));
            }
        }
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        pieces.add(new Piece.Text(HandOver.of(text.sql().dialect()).end()));
        Edit all = new Edit(0, text.sql().count(), pieces);
        return Optional.of(Splicer.splice(Targets.id(keyspace, ordinal), text, List.of(all)));
    }

    private static Merge rows() {
        return new Merge(
                Merge.Kind.CONCAT,
                List.of(),
                IntStream.range(0, PULLED_COLUMNS)
                        .<OutputColumn>mapToObj(OutputColumn.Same::new)
                        .toList(),
                List.of(),
                false,
                List.of(),
                0,
                OptionalLong.empty(),
                PULLED_COLUMNS);
    }

    private ShardSql finish(BoundText text) {
        HandOver handOver = HandOver.of(text.sql().dialect());
        String members = standIns.members().stream()
                .map(member -> handOver.member(tables.get(member.table()).table(), member.name()))
                .collect(Collectors.joining(", "));
        List<Edit> edits = new ArrayList<>();
        edits.add(Edit.insert(text.token(prefix.before()), prefix.joins() ? members + ", " : "WITH " + members + " "));
        for (StandIns.Rename rename : standIns.renames()) {
            TokenSpan tokens = rename.tokens();
            edits.add(Edit.replace(text.token(tokens.first()), text.token(tokens.end()), rename.text()));
        }
        SqlDialect dialect = SqlDialect.of(text.sql());
        for (TokenSpan item : standIns.labels()) {
            String label = text.sql().text(text.token(item.first()), text.token(item.end()));
            edits.add(Edit.insert(text.token(item.end()), " AS " + dialect.quote(label) + " "));
        }
        ShardSql spliced = Splicer.splice(ShardId.CATALOG, text, edits);
        List<Integer> parameters = new ArrayList<>();
        standIns.members().forEach(member -> parameters.add(member.table() + 1));
        spliced.parameters().forEach(number -> parameters.add(tables.size() + number));
        return new ShardSql(ShardId.CATALOG, spliced.text(), parameters, prelude);
    }
}
