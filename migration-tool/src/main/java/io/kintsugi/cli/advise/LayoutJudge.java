package io.kintsugi.cli.advise;

import io.kintsugi.cli.existing.DefinedSchema;
import io.kintsugi.cli.existing.Definition;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.topology.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges layouts. What becomes of a statement depends on the places of the tables it mentions and on nothing else, so
 * it is worked out once for each set of places. Confined to one thread.
 */
final class LayoutJudge {
    private final DatabaseFacts facts;
    private final List<LoggedStatement> statements;
    private final LayoutYaml yaml;
    private final LogLexers lexers;
    private final MentionedNames names;
    private final Map<String, Set<String>> mentioned = new HashMap<>();
    private final Map<Known, Outcome> outcomes = new HashMap<>();
    private final Map<Known, Boolean> definitions = new HashMap<>();

    private record Known(String text, String places) {}

    LayoutJudge(DatabaseFacts facts, List<LoggedStatement> statements, LayoutYaml yaml) {
        this.facts = facts;
        this.statements = statements;
        this.yaml = yaml;
        this.lexers = LogLexers.of(facts.dialect(), facts.mySql());
        this.names = new MentionedNames(
                lexers.numbered(), facts.schema(), facts.tables().keySet());
    }

    boolean hasStatements() {
        return !statements.isEmpty();
    }

    Judgement judge(Layout layout) {
        Topology topology = yaml.topology(layout);
        RoutingContext context = new RoutingContext(
                topology,
                facts.schema(),
                List.of(facts.schemaName()),
                "UTC",
                Optional.empty(),
                List.of(),
                facts.mySql());
        RoutingContext definitionContext =
                DefinedSchema.context(topology, facts.schema(), facts.schemaName(), facts.mySql());
        StatementTrial trial = new StatementTrial(context, definitionContext, lexers);
        Map<Outcome, Long> counts = statements.stream()
                .collect(Collectors.groupingBy(
                        statement -> outcome(statement.sql(), layout, trial),
                        Collectors.summingLong(LoggedStatement::count)));
        return new Judgement(
                counts.getOrDefault(Outcome.ONE_SHARD, 0L),
                counts.getOrDefault(Outcome.MERGED, 0L),
                counts.getOrDefault(Outcome.PULLED, 0L),
                counts.getOrDefault(Outcome.SPREAD_WRITE, 0L),
                counts.getOrDefault(Outcome.REFUSED, 0L),
                counts.getOrDefault(Outcome.TABLELESS, 0L),
                refusedDefinitions(layout, trial),
                shardedShare(layout));
    }

    /** What becomes of a statement that {@link #judge} has seen under this layout. */
    Outcome outcomeOf(String sql, Layout layout) {
        return outcomes.getOrDefault(known(sql, layout), Outcome.REFUSED);
    }

    private Outcome outcome(String sql, Layout layout, StatementTrial trial) {
        return outcomes.computeIfAbsent(known(sql, layout), known -> {
            Outcome outcome = trial.outcome(sql);
            boolean tableless = outcome == Outcome.ONE_SHARD && known.places().isEmpty();
            return tableless ? Outcome.TABLELESS : outcome;
        });
    }

    private Known known(String sql, Layout layout) {
        String places = mentioned.computeIfAbsent(sql, names::tables).stream()
                .map(table -> table + "=" + layout.place(table).kind()
                        + layout.place(table).column())
                .collect(Collectors.joining(","));
        return new Known(sql, places);
    }

    private long refusedDefinitions(Layout layout, StatementTrial trial) {
        return facts.definitions().stream()
                .filter(definition -> isRefused(definition, layout, trial))
                .count();
    }

    private boolean isRefused(Definition definition, Layout layout, StatementTrial trial) {
        return definitions.computeIfAbsent(known(definition.sql(), layout), known -> trial.isRefused(definition.sql()));
    }

    /** By rows where they are known, by tables otherwise. */
    private double shardedShare(Layout layout) {
        long all = 0;
        long sharded = 0;
        for (Map.Entry<String, Place> entry : layout.places().entrySet()) {
            long weight = 1 + facts.rowsOf(entry.getKey());
            all += weight;
            sharded += entry.getValue().isSharded() ? weight : 0;
        }
        return all == 0 ? 0 : (double) sharded / all;
    }
}
