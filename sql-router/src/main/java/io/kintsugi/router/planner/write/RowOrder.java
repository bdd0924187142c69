package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.LockClause;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementModifier;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.TableSample;
import io.kintsugi.router.syntax.UpdateStatement;
import io.kintsugi.router.syntax.WaitPolicy;
import io.kintsugi.topology.Dialect;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses writes to a reference table whose outcome depends on the order in which rows are met: copies hold the same
 * rows, but each server may read them in an order of its own. Confined to one planning.
 */
final class RowOrder {
    private static final String REMEDY = "Select the rows first, then write them with constant values.";
    /** Aggregates that keep the order of their input, or one value of several. */
    private static final Set<String> ORDERED = Set.of(
            "any_value",
            "array_agg",
            "group_concat",
            "json_agg",
            "json_agg_strict",
            "json_arrayagg",
            "json_object_agg",
            "json_objectagg",
            "jsonb_agg",
            "jsonb_agg_strict",
            "jsonb_object_agg",
            "mode",
            "string_agg",
            "xmlagg");

    private final Analysis analysis;
    private final Relation target;

    RowOrder(Analysis analysis, Relation target) {
        this.analysis = analysis;
        this.target = target;
    }

    void refuse() {
        refuseConflicts(analysis.statement());
        SyntaxWalker.walk(analysis.statement(), this::refuse);
        if (analysis.scopes().readsViews()) {
            throw refusal("a view may choose other rows on each shard", analysis.statement());
        }
    }

    private void refuse(SyntaxNode node) {
        limit(node).ifPresent(limit -> {
            throw refusal("LIMIT may choose other rows on each shard", limit);
        });
        if (node instanceof FunctionCall call) {
            refuseCall(call);
        }
        if (node instanceof SelectBlock select && choosesRows(select)) {
            throw refusal("the query takes any row of a group", select);
        }
        if (node instanceof TableSample) {
            throw refusal("TABLESAMPLE chooses other rows on each shard", node);
        }
        if (node instanceof LockClause lock && lock.waitPolicy() == WaitPolicy.SKIP_LOCKED) {
            throw refusal("SKIP LOCKED may leave out other rows on each shard", lock);
        }
    }

    private static Optional<Expression> limit(SyntaxNode node) {
        if (node instanceof Query query) {
            return query.limit().or(query::offset);
        }
        if (node instanceof UpdateStatement update) {
            return update.limit();
        }
        return node instanceof DeleteStatement delete ? delete.limit() : Optional.empty();
    }

    private void refuseCall(FunctionCall call) {
        String name = call.name().name().toLowerCase(Locale.ROOT);
        if (call.over().isPresent() || ORDERED.contains(name)) {
            throw refusal(name + " depends on the order of rows, which each shard chooses for itself", call);
        }
    }

    /** DISTINCT ON, and without ONLY_FULL_GROUP_BY columns that are not grouped by. */
    private boolean choosesRows(SelectBlock select) {
        boolean lax = analysis.context().topology().dialect() == Dialect.MYSQL
                && !analysis.context()
                        .mySql()
                        .sqlMode()
                        .toUpperCase(Locale.ROOT)
                        .contains("ONLY_FULL_GROUP_BY");
        return select.distinctness() == Distinctness.DISTINCT_ON
                || (lax && !select.groupBy().isEmpty());
    }

    /** Of rows that collide, the first or the last one stays. */
    private void refuseConflicts(Statement statement) {
        if (statement instanceof InsertStatement insert && insert.source() instanceof InsertQuery) {
            boolean settles = insert.replace()
                    || insert.modifiers().contains(StatementModifier.IGNORE)
                    || insert.onConflict().isPresent()
                    || !insert.onDuplicateKey().isEmpty();
            refuseIf(settles, statement);
        }
        if (statement instanceof UpdateStatement update) {
            refuseIf(update.modifiers().contains(StatementModifier.IGNORE), statement);
        }
        if (statement instanceof DeleteStatement delete) {
            refuseIf(delete.modifiers().contains(StatementModifier.IGNORE), statement);
        }
    }

    private void refuseIf(boolean settles, Statement statement) {
        if (settles) {
            throw refusal("which of several colliding rows stays depends on their order", statement);
        }
    }

    private RuntimeException refusal(String why, SyntaxNode at) {
        return WriteRefusals.reference(target, why, REMEDY, at.span().first());
    }
}
