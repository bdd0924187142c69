package io.kintsugi.router.facade;

import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.PullTurn;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.plan.WorkbenchTable;
import io.kintsugi.router.planner.read.MergeWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says a plan in lines: tier, shards, reason, what each shard runs, the merge, and why no better tier was taken. */
final class ExplainRouteLines implements ExecutionPlan.Visitor<List<String>> {
    private static final int SHARDS_SHOWN = 8;

    static List<String> of(ExecutionPlan plan) {
        return plan.accept(new ExplainRouteLines());
    }

    @Override
    public List<String> singleShard(ExecutionPlan.SingleShard plan) {
        return lines(plan, List.of(plan.sql()), List.of());
    }

    @Override
    public List<String> anyShard(ExecutionPlan.AnyShard plan) {
        List<String> lines = head(plan);
        lines.add("shard: any one of " + names(plan.candidates()));
        lines.addAll(before(plan.candidates().get(0).prelude()));
        lines.add("sql: " + oneLine(plan.candidates().get(0).text()));
        return tail(plan, lines);
    }

    @Override
    public List<String> scatterRead(ExecutionPlan.ScatterRead plan) {
        return lines(plan, plan.statements(), merge(plan.merge()));
    }

    @Override
    public List<String> workbench(ExecutionPlan.Workbench plan) {
        List<String> ways = new ArrayList<>();
        if (plan.original().prelude().pinsTime()) {
            ways.add("clock: one instant, the transaction's");
        }
        for (int turn = 1; turn < plan.turns().size(); turn++) {
            ways.addAll(reduced(plan.turns().get(turn)));
        }
        plan.members().ifPresent(sql -> ways.add("finish: " + oneLine(sql.text())));
        if (plan.leases()) {
            ways.add((plan.members().isEmpty() ? "finish: " : "or of more rows: ") + "as written, over the tables "
                    + plan.tables().stream().map(WorkbenchTable::text).collect(Collectors.joining(", "))
                    + " of a leased database");
        }
        List<ShardSql> all = plan.pull().statements();
        return lines(
                plan,
                all,
                plan.turns().isEmpty() ? all : plan.turns().get(0).whole().statements(),
                ways);
    }

    private static List<String> reduced(PullTurn turn) {
        return turn.reduced().orElse(turn.whole()).statements().stream()
                .collect(Collectors.groupingBy(
                        ShardSql::text,
                        LinkedHashMap::new,
                        Collectors.mapping(sql -> sql.shard().toString(), Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> "then sql on " + entry.getValue() + ": " + oneLine(entry.getKey()))
                .toList();
    }

    @Override
    public List<String> scatterWrite(ExecutionPlan.ScatterWrite plan) {
        String counting = plan.counting() == ExecutionPlan.ScatterWrite.Counting.SUM
                ? "update counts are added up"
                : "the update count is that of one shard";
        return lines(plan, plan.statements(), List.of("counts: " + counting));
    }

    @Override
    public List<String> splitInsert(ExecutionPlan.SplitInsert plan) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < plan.statements().size(); i++) {
            rows.add("rows of " + plan.statements().get(i).shard() + ": "
                    + plan.rowOrdinals().get(i));
        }
        return lines(plan, plan.statements(), rows);
    }

    @Override
    public List<String> readThenWrite(ExecutionPlan.ReadThenWrite plan) {
        return ExplainSteps.of(plan);
    }

    @Override
    public List<String> catalog(ExecutionPlan.Catalog plan) {
        return lines(plan, List.of(plan.sql()), List.of());
    }

    @Override
    public List<String> transaction(ExecutionPlan.Transaction plan) {
        return tail(plan, head(plan));
    }

    @Override
    public List<String> session(ExecutionPlan.Session plan) {
        return tail(plan, head(plan));
    }

    @Override
    public List<String> command(ExecutionPlan.Command plan) {
        return tail(plan, head(plan));
    }

    @Override
    public List<String> ddl(ExecutionPlan.Ddl plan) {
        List<String> lines = head(plan);
        lines.add("shards: catalog first, then "
                + plan.shards().stream().map(ShardId::toString).collect(Collectors.joining(", ")));
        return tail(plan, lines);
    }

    @Override
    public List<String> explainRoute(ExecutionPlan.ExplainRoute plan) {
        return plan.lines();
    }

    private static List<String> lines(ExecutionPlan plan, List<ShardSql> statements, List<String> details) {
        return lines(plan, statements, statements, details);
    }

    /** @param all whose shards are named */
    private static List<String> lines(
            ExecutionPlan plan, List<ShardSql> all, List<ShardSql> statements, List<String> details) {
        List<String> lines = head(plan);
        lines.add((all.size() == 1 ? "shard: " : "shards: ") + names(all));
        lines.addAll(before(statements.get(0).prelude()));
        boolean same = statements.stream().map(ShardSql::text).distinct().count() == 1;
        if (same) {
            lines.add("sql: " + oneLine(statements.get(0).text()));
        } else {
            statements.stream()
                    .limit(SHARDS_SHOWN)
                    .forEach(sql -> lines.add("sql on " + sql.shard() + ": " + oneLine(sql.text())));
        }
        lines.addAll(details);
        return tail(plan, lines);
    }

    static List<String> before(Prelude prelude) {
        List<String> lines = new ArrayList<>();
        if (prelude.pinsTime()) {
            lines.add("clock: one instant for all shards");
        }
        if (prelude.namesLastInsertId()) {
            lines.add("before: SET last_insert_id = the session's");
        }
        if (prelude.insertId().isPresent()) {
            lines.add("before: SET insert_id = " + prelude.insertId().getAsLong());
        }
        return lines;
    }

    static List<String> head(ExecutionPlan plan) {
        List<String> lines = new ArrayList<>();
        RouteExplanation.Tier tier = plan.explanation().tier();
        lines.add("tier: " + tier.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        return lines;
    }

    static List<String> tail(ExecutionPlan plan, List<String> lines) {
        plan.explanation().reasons().forEach(reason -> lines.add("because: " + reason));
        plan.explanation().refusedTiers().forEach(reason -> lines.add("not " + reason));
        return lines;
    }

    private static String names(List<ShardSql> statements) {
        String names = statements.stream()
                .limit(SHARDS_SHOWN)
                .map(sql -> sql.shard().toString())
                .collect(Collectors.joining(", "));
        int more = statements.size() - SHARDS_SHOWN;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static List<String> merge(Merge merge) {
        List<String> lines = new ArrayList<>();
        lines.add("merge: rows are " + MergeWords.describe(merge) + MergeWords.limits(merge));
        int hidden = merge.shardColumns() - merge.columns().size();
        if (hidden > 0) {
            lines.add("hidden columns: " + hidden);
        }
        return lines;
    }

    static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
    }
}
