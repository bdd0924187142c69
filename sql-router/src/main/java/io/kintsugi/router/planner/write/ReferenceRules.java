package io.kintsugi.router.planner.write;

import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.planner.scope.CalledFunction;
import io.kintsugi.router.planner.scope.NamedVariable;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.syntax.SyntaxWalker;
import io.kintsugi.router.syntax.UpdateStatement;
import java.util.Optional;

/** What a write to a reference table must not hold, so that every copy gets the same rows (sql-pitfalls 17). */
final class ReferenceRules {
    private final Analysis analysis;
    private final Relation target;

    ReferenceRules(Analysis analysis, Relation target) {
        this.analysis = analysis;
        this.target = target;
    }

    void check() {
        requireReferencesOnly();
        requireSameValues();
        requireNoTriggers();
        new RowOrder(analysis, target).refuse();
        if (analysis.statement() instanceof UpdateStatement update
                && !update.from().isEmpty()) {
            throw WriteRefusals.reference(
                    target,
                    "UPDATE … FROM may take any of several matching rows",
                    "Update the rows by key with constant values.",
                    update.from().get(0).span().first());
        }
        if (analysis.statement() instanceof UpdateStatement) {
            new DefaultRules(analysis, target).checkAssigned();
        }
    }

    private void requireReferencesOnly() {
        Optional<Relation> other = analysis.logicalTables().stream()
                .filter(table -> table.kind() != RelationKind.REFERENCE)
                .findFirst();
        other.ifPresent(table -> {
            throw WriteRefusals.reference(
                    target,
                    table.describe() + " has other rows on each shard",
                    "Select the rows first, then write them with constant values.",
                    table.token());
        });
    }

    private void requireSameValues() {
        analysis.functions()
                .first(FunctionKind.RANDOM, FunctionKind.SERVER, FunctionKind.SIDE_EFFECT, FunctionKind.DECLARED)
                .or(analysis::unpinnedClock)
                .ifPresent(called -> {
                    throw different(called);
                });
        SyntaxWalker.walk(
                analysis.statement(),
                node -> ServerFacts.of(node).ifPresent(fact -> {
                    throw different(fact, node.span().first());
                }));
        for (NamedVariable named : analysis.scopes().variables()) {
            throw WriteRefusals.reference(
                    target,
                    "variables differ between servers",
                    "Read the variable first, then write its value as a constant.",
                    named.token());
        }
        int systemColumn = analysis.scopes().systemColumnToken();
        if (systemColumn >= 0) {
            throw WriteRefusals.reference(
                    target, "system columns differ between servers", "Use an ordinary column.", systemColumn);
        }
        for (CalledFunction called : analysis.scopes().functions()) {
            Optional<FunctionTraits> traits =
                    analysis.context().schema().function(called.call().name().name());
            if (traits.filter(t -> t.volatility() == Volatility.VOLATILE).isPresent()) {
                throw different(called);
            }
        }
    }

    private SqlDialect dialect() {
        return SqlDialect.of(analysis.context());
    }

    private RuntimeException different(CalledFunction called) {
        return different(called.call().name().name(), called.token());
    }

    private RuntimeException different(String name, int token) {
        return WriteRefusals.reference(
                target,
                name + " gives another value on each shard",
                "Compute the value in the application and pass it as a parameter.",
                token);
    }

    private void requireNoTriggers() {
        if (target.table().filter(LogicalTable::hasTriggers).isPresent()) {
            throw WriteRefusals.reference(
                    target,
                    "it has triggers, which may do something else on each shard",
                    "Drop the triggers and do their work in the application.",
                    target.token());
        }
    }
}
