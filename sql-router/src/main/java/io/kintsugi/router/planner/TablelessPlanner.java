package io.kintsugi.router.planner;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.lexer.NormalizedSql;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.analysis.DeclaredFunctions;
import io.kintsugi.router.planner.bind.FixedPlan;
import io.kintsugi.router.planner.bind.MultiShardPlan;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RoutedPlan;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.Targets;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.CalledFunction;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.syntax.Cast;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.SyntaxWalker;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Statements without a table of the application: constants, functions alone, and queries of the system catalog. */
final class TablelessPlanner {
    private static final String OBJECT_TYPE = "reg";
    private static final String SYSTEM_SCHEMA = "pg_catalog.";

    /** How functions of PostgreSQL begin that look objects up. */
    private static final List<String> ABOUT_OBJECTS =
            List.of("to_reg", "has_", "pg_", "current_schema", "row_security_active");

    private final Analysis analysis;

    TablelessPlanner(Analysis analysis) {
        this.analysis = analysis;
    }

    /** A query whose relations are all part of the system catalog goes there unparsed. */
    StatementPlan catalog(Relation relation) {
        if (!analysis.scopes().changes().isEmpty()) {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "System relations such as " + relation.visibleName()
                                    + " cannot be changed through Kintsugi",
                            "Use the DDL statement made for the purpose.",
                            relation.token())
                    .thrown();
        }
        refuseOwnFunctions();
        refuseSizes();
        CatalogStatistics.refuse(analysis);
        return FixedPlan.catalog(
                        StatementEffects.writes(analysis), "every relation in it is part of the system catalog")
                .sessionBound(SessionEffects.stayWithConnection(analysis));
    }

    StatementPlan plan() {
        refuseSizes();
        refuseLastValue();
        refuseSideEffects();
        if (!analysis.scopes().variables().isEmpty()) {
            refuseOwnFunctions();
            return FixedPlan.catalog(false, "system variables are those of the session's connection to the catalog")
                    .sessionBound(SessionEffects.stayWithConnection(analysis))
                    .after(analysis.prelude());
        }
        if (analysis.functions()
                .has(FunctionKind.SEQUENCE, FunctionKind.ADVISORY_LOCK, FunctionKind.NOTIFY, FunctionKind.SERVER)) {
            refuseOwnFunctions();
            refuseColumnSequences();
            return FixedPlan.catalog(
                            StatementEffects.writes(analysis),
                            "sequences, advisory locks and notifications are kept in one place: the catalog")
                    .sessionBound(SessionEffects.stayWithConnection(analysis));
        }
        Optional<CalledFunction> declared = analysis.functions().first(FunctionKind.DECLARED);
        if (declared.isPresent()) {
            return declared(declared.get());
        }
        refuseOwnFunctions();
        if (asksForNames()) {
            return FixedPlan.catalog(false, "the catalog has every object that it may ask for by name")
                    .after(analysis.prelude());
        }
        return FixedPlan.any(
                        Targets.some(analysis.context().topology()),
                        false,
                        "it names no table: any shard gives the same answer")
                .after(analysis.prelude());
    }

    /**
     * Whether it may ask for a table or another object by its name, as {@code to_regclass('a')} and
     * {@code 'a'::regclass} do: not every keyspace has every table.
     */
    private boolean asksForNames() {
        return SyntaxWalker.find(analysis.statement(), Cast.class).stream()
                        .anyMatch(cast -> cast.type().text().startsWith(OBJECT_TYPE)
                                || cast.type().text().startsWith(SYSTEM_SCHEMA + OBJECT_TYPE))
                || analysis.functions().all(FunctionKind.HARMLESS).stream()
                        .map(called -> called.call().name().name())
                        .anyMatch(TablelessPlanner::asksForNames);
    }

    private static boolean asksForNames(String function) {
        return ABOUT_OBJECTS.stream().anyMatch(function::startsWith) || function.endsWith("_description");
    }

    /** Functions declared with a key argument belong to the shard of that argument. */
    private StatementPlan declared(CalledFunction first) {
        if (analysis.functions().has(FunctionKind.USER, FunctionKind.UNKNOWN)) {
            refuseOwnFunctions();
        }
        return DeclaredFunctions.keyspace(first, analysis.context().topology())
                .map(keyspace -> {
                    List<ReferenceShards> references = DeclaredFunctions.references(analysis, keyspace);
                    Refusal refusal = new Refusal(
                            ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                            "The key argument of " + first.call().name().name() + " is not one constant on one shard",
                            "Pass the sharding key as a literal or a parameter.",
                            first.token());
                    return new RoutedPlan(
                            keyspace, references, true, MultiShardPlan.refused(refusal), analysis.prelude());
                })
                .orElseThrow();
    }

    private void refuseOwnFunctions() {
        DeclaredFunctions.refuseUndeclared(analysis);
    }

    private void refuseSizes() {
        analysis.functions().first(FunctionKind.SIZE).ifPresent(called -> {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            called.call().name().name() + " would tell of the catalog's empty tables",
                            "Ask each shard: SET kintsugi.shard = '<keyspace>/<shard>', then add the answers up.",
                            called.token())
                    .thrown();
        });
    }

    private void refuseLastValue() {
        analysis.functions().first(FunctionKind.LAST_VALUE).ifPresent(called -> {
            throw new Refusal(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            called.call().name().name()
                                    + " does not know the ids that other shards or Kintsugi gave out",
                            "Use INSERT … RETURNING, or getGeneratedKeys().",
                            called.token())
                    .thrown();
        });
    }

    /**
     * The catalog's copy of a column's sequence is not the counter that the column's ids come from: its numbers would
     * come up again (sql-pitfalls 18, 21). A name that is no literal could be any of them.
     */
    private void refuseColumnSequences() {
        for (CalledFunction called : analysis.functions().all(FunctionKind.SEQUENCE)) {
            Optional<String> name = sequenceName(called);
            Set<String> known = analysis.context().schema().columnSequences();
            if (name.map(known::contains).orElse(!known.isEmpty())) {
                throw new Refusal(
                                ErrorCode.UNSUPPORTED_STATEMENT,
                                "Sequence " + name.orElse("of a name that is no literal")
                                        + " may give a column its values, which are not counted in the catalog",
                                "Leave the column out of the INSERT and read its value by RETURNING or"
                                        + " getGeneratedKeys(); or count by a sequence that no column uses.",
                                called.token())
                        .thrown();
            }
        }
    }

    /** Empty where the name is no literal, or one that the plan's other texts may have another value for. */
    private Optional<String> sequenceName(CalledFunction called) {
        NormalizedSql text = analysis.normalized();
        if (text.literals().length > 0 || text.listCount() > 0) {
            return Optional.empty();
        }
        Optional<Expression> argument = called.call().arguments().stream().findFirst();
        Expression name = argument.orElse(null) instanceof Cast cast ? cast.operand() : argument.orElse(null);
        if (!(name instanceof Literal literal) || literal.kind() != LiteralKind.STRING) {
            return Optional.empty();
        }
        String value = called.block().source().sql().unquote(literal.token());
        return Optional.of(value.substring(value.lastIndexOf('.') + 1).replace("\"", ""));
    }

    private void refuseSideEffects() {
        analysis.functions().first(FunctionKind.SIDE_EFFECT).ifPresent(called -> {
            throw new Refusal(
                            ErrorCode.VOLATILE_FUNCTION,
                            called.call().name().name() + " does something on one server, and none is named",
                            "Bind the session to a shard first: SET kintsugi.shard = '<keyspace>/<shard>'.",
                            called.token())
                    .thrown();
        });
    }
}
