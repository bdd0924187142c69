package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.EstimateRules;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the servers how many rows they expect to return, beside the application's transaction and within a time of its
 * own: what cannot be told is unknown and harms nothing. Confined to one execution.
 */
final class RowEstimates {
    private static final Logger LOG = LoggerFactory.getLogger(RowEstimates.class);
    private static final int SHARDS_ASKED = 8;

    private final ExecutionContext context;
    private final Bindings bindings;
    private final Deadline deadline;
    private final EstimateRules rules;

    RowEstimates(ExecutionContext context, Bindings bindings) {
        this.context = context;
        this.bindings = bindings;
        this.deadline = Deadline.in(context.config().get(EngineProperty.ESTIMATE_MILLIS));
        this.rules = context.dialect().statements().estimates();
    }

    /** The line that says it; empty for a statement that reads no rows of shards. */
    Optional<String> line(ExecutionPlan plan) throws SQLException {
        PlanStatements said = PlanStatements.of(plan);
        if (!said.reads() || said.statements().isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = texts(asked(plan, said.statements()));
        int more =
                plan instanceof ExecutionPlan.AnyShard ? 0 : said.statements().size() - texts.size();
        return Optional.of(
                "estimate: " + String.join(", ", texts) + (more > 0 ? " and " + more + " more not asked" : ""));
    }

    private List<String> texts(List<ShardSql> asked) throws SQLException {
        List<String> texts = new ArrayList<>();
        context.running().limit(deadline);
        try {
            for (ShardSql sql : asked) {
                texts.add(sql.shard() + " " + text(rows(sql)));
            }
            return texts;
        } finally {
            context.running().unlimited();
        }
    }

    private List<ShardSql> asked(ExecutionPlan plan, List<ShardSql> statements) {
        if (plan instanceof ExecutionPlan.AnyShard) {
            List<ShardId> shards = statements.stream().map(ShardSql::shard).toList();
            return List.of(statements.get(shards.indexOf(context.preferred(shards))));
        }
        return statements.stream().limit(SHARDS_ASKED).toList();
    }

    private static String text(OptionalLong rows) {
        if (rows.isEmpty()) {
            return "unknown";
        }
        return String.format(Locale.ROOT, "%,d", rows.getAsLong()) + (rows.getAsLong() == 1 ? " row" : " rows");
    }

    private OptionalLong rows(ShardSql sql) throws SQLException {
        Held held = Held.aside(context);
        try {
            return rules.rows(answer(held.open(sql.shard(), false, context), sql));
        } catch (SQLException | ShardException unknown) {
            LOG.debug("Shard {} does not say how many rows it expects", sql.shard(), unknown);
            return OptionalLong.empty();
        } finally {
            held.closed();
        }
    }

    private String answer(Backend backend, ShardSql sql) throws SQLException {
        ShardSql question = new ShardSql(sql.shard(), rules.question(sql.text()), sql.parameters(), sql.prelude());
        return new WorkbenchCalls(context, deadline, backend).read(question, bindings, RowEstimates::all);
    }

    private static String all(ResultSet rows) throws SQLException {
        StringBuilder answer = new StringBuilder();
        while (rows.next()) {
            answer.append(rows.getString(1)).append('\n');
        }
        return answer.toString();
    }
}
