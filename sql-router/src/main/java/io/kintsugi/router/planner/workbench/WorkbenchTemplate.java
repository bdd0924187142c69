package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.ClockWords;
import io.kintsugi.router.planner.bind.Edit;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ShardSet;
import io.kintsugi.router.planner.bind.Splicer;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.dialect.SqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query for the workbench, ready but for values. Each shard is asked once for the rows of all its tables, so that
 * they are of one snapshot.
 *
 * @param turns in which they are better pulled one after the other; empty where they are not
 * @param standIns the members of WITH that stand for the tables, where they can
 * @param readsTimes whether a text in it may become a date or a time
 * @param members whether members of WITH can stand for the tables
 * @param leases whether there are databases that can be leased
 * @param prelude what the finishing query needs before it
 */
record WorkbenchTemplate(
        List<PulledTable> tables,
        List<PullTemplate> turns,
        PrefixPlace prefix,
        StandIns standIns,
        boolean readsTimes,
        boolean members,
        boolean leases,
        Prelude prelude,
        RouteExplanation explanation)
        implements MultiShardPlan {
    /**
     * Where members of WITH are inserted.
     *
     * @param before the token that follows them, in planned ordinals
     * @param joins whether there are members already
     */
    record PrefixPlace(int before, boolean joins) {}

    WorkbenchTemplate {
        tables = List.copyOf(tables);
        turns = List.copyOf(turns);
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
        ShardSql original = Targets.verbatim(ShardId.CATALOG, text).after(prelude);
        HandOver handOver = HandOver.of(text.sql().dialect());
        return new ExecutionPlan.Workbench(
                PullTemplate.all(tables).whole(text, parameters, explanation),
                turns.stream()
                        .map(turn -> turn.turn(text, parameters, explanation))
                        .toList(),
                tables.stream().map(table -> handOver.loaded(table.table())).toList(),
                members ? Optional.of(finish(text)) : Optional.empty(),
                leases,
                original,
                explanation);
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
