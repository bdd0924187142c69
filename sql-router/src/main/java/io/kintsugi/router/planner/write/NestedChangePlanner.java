package io.kintsugi.router.planner.write;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.DeclaredFunctions;
import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RoutedPlan;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.StoredForm;
import io.kintsugi.router.planner.scope.Change;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.InsertValues;
import io.kintsugi.router.syntax.MergeStatement;
import io.kintsugi.topology.Keyspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements with changes inside WITH: allowed where every table they touch is bound to one shard, the same for all.
 * Confined to one planning.
 */
final class NestedChangePlanner {
    private final Analysis analysis;
    private final Keyspace keyspace;

    NestedChangePlanner(Analysis analysis, Keyspace keyspace) {
        this.analysis = analysis;
        this.keyspace = keyspace;
    }

    StatementPlan plan() {
        List<Relation> inserted = new ArrayList<>();
        List<ReferenceShards> references = new ArrayList<>();
        for (Change change : analysis.scopes().changes()) {
            refuseReference(change);
            if (change.statement() instanceof InsertStatement insert
                    && change.target().kind() == RelationKind.SHARDED) {
                inserted.add(change.target());
                references.add(analysis.shardsOf(change.target(), keys(insert, change.target())));
            }
        }
        analysis.tables(RelationKind.SHARDED).stream()
                .filter(table -> !inserted.contains(table))
                .map(analysis::shardsOf)
                .forEach(references::add);
        references.addAll(DeclaredFunctions.references(analysis, keyspace));
        Refusal refusal = WriteRefusals.across(
                "Changes inside WITH have to be on one shard, all of them on the same",
                "Give the sharding key of every table as the same constant, or send each change as a statement of its own.",
                analysis.statement().span().first());
        return new RoutedPlan(keyspace, references, true, MultiShardPlan.refused(refusal), analysis.prelude());
    }

    private void refuseReference(Change change) {
        boolean single = keyspace.shards().size() == 1;
        if (!single
                && (change.target().kind() != RelationKind.SHARDED || change.statement() instanceof MergeStatement)) {
            throw WriteRefusals.across(
                            change.target().describe() + " cannot be changed inside WITH or together with other tables",
                            "Send the change as a statement of its own.",
                            change.target().token())
                    .thrown();
        }
    }

    private List<KeyCondition> keys(InsertStatement insert, Relation relation) {
        InsertTarget target = new InsertTarget(relation, insert);
        InsertedKeys keys = new InsertedKeys(analysis, target);
        GeneratedColumns generated = new GeneratedColumns(analysis, insert, target);
        if (insert.source() instanceof InsertQuery query) {
            generated.missingIn(query).ifPresent(missing -> {
                throw missing.thrown();
            });
            List<KeyCondition> known = keys.ofQuery(query);
            if (known.isEmpty()) {
                throw WriteRefusals.keyNotConstant(relation, query.span().first())
                        .thrown();
            }
            return known;
        }
        if (insert.source() instanceof InsertValues values) {
            InsertRows rows = generated.ofValues(values);
            if (rows.isEmpty()) {
                InsertedKey key = keys.of(rows, values, relation.token());
                refuseModified(key);
                return List.of(new KeyCondition.InsertedRows(rows.rows(), key.sources()));
            }
        }
        throw new Refusal(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        "Columns that Kintsugi generates are not filled inside WITH",
                        "Send the INSERT as a statement of its own.",
                        relation.token())
                .thrown();
    }

    /** A column that cuts or rounds is checked row by row only where rows are routed one by one. */
    private static void refuseModified(InsertedKey key) {
        if (StoredForm.isModified(key.columnType())) {
            throw WriteRefusals.keyInvalid(key.table(), key.column(), key.token())
                    .thrown();
        }
    }
}
