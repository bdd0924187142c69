package io.kintsugi.router.planner.write;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.plan.RouteExplanation;
import io.kintsugi.router.plan.RouteExplanation.Tier;
import io.kintsugi.router.planner.analysis.Analysis;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.bind.RefusalException;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationKind;
import io.kintsugi.router.planner.write.StepsTemplate.WriteTemplate;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.Literal;
import io.kintsugi.router.syntax.LiteralKind;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SyntaxWalker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * INSERT … SELECT whose rows come from elsewhere than they go: the query is read, then its rows are inserted as one
 * VALUES list, which is split by their keys and given ids like any other. Confined to one planning.
 */
final class InsertSteps {
    private final Analysis analysis;
    private final InsertStatement insert;
    private final InsertQuery source;
    private final InsertTarget target;
    private final Refusal refusal;

    /** @param refusal of the statement as one, with what makes it impossible */
    InsertSteps(Analysis analysis, InsertStatement insert, InsertQuery source, InsertTarget target, Refusal refusal) {
        this.analysis = analysis;
        this.insert = insert;
        this.source = source;
        this.target = target;
        this.refusal = refusal;
    }

    /** The steps, or the refusal thrown with what keeps it from being done in steps. */
    StepsTemplate plan() {
        requireSteps();
        Query query = source.query();
        PieceList reading = new PieceList().with(insert, insert.with()).copy(query.span());
        return new StepsTemplate(
                analysis.parts(),
                refusal,
                width(),
                reading.pieces(),
                List.of(write()),
                !insert.returning().isEmpty(),
                Set.of(),
                analysis.preludeOnSeveral(),
                analysis.dealsWithTimes(),
                explanation());
    }

    private RefusalException impossible(String why) {
        return refusal.because("nor can it be done in steps: " + why).thrown();
    }

    private void requireSteps() {
        Relation relation = target.relation();
        if (!insert.with().isEmpty() && !source.query().with().isEmpty()) {
            throw impossible("both INSERT and its query have a WITH");
        }
        if (relation.kind() == RelationKind.SHARDED) {
            ConflictRules.acrossShards(relation, insert).ifPresent(conflict -> {
                throw conflict.thrown();
            });
        }
        boolean readsSource = insert.onDuplicateKey().stream()
                .map(Assignment::value)
                .flatMap(value -> SyntaxWalker.find(value, ColumnReference.class).stream())
                .anyMatch(column -> !isOwn(column));
        if (readsSource) {
            throw impossible("ON DUPLICATE KEY UPDATE reads columns of the query");
        }
        boolean looksFurther = !SyntaxWalker.find(insert, Query.class).stream()
                .allMatch(query -> source.span().contains(query.span())
                        || insert.with().stream()
                                .anyMatch(member -> member.span().contains(query.span())));
        if (looksFurther) {
            throw impossible("what follows the query has a query of its own");
        }
    }

    private boolean isOwn(ColumnReference column) {
        List<Identifier> parts = column.parts();
        if (parts.size() < 2) {
            return target.column(column.column()).isPresent();
        }
        return parts.get(parts.size() - 2).name().equals(target.relation().visibleName());
    }

    private int width() {
        List<OutputField> outputs = outputs();
        if (!outputs.isEmpty()) {
            return outputs.size();
        }
        if (target.hasColumnList()) {
            return target.columns().size();
        }
        throw impossible("how many columns the query has is not known");
    }

    private List<OutputField> outputs() {
        return analysis.scopes()
                .rowsInsertedInto(target.relation())
                .flatMap(Relation::onlyBody)
                .flatMap(Block::outputs)
                .orElse(List.of());
    }

    private WriteTemplate write() {
        LexedSql sql = analysis.source().sql();
        int first = source.query().span().first();
        int end = source.query().span().end();
        while (sql.isSymbol(first - 1, "(")) {
            first--;
            end++;
        }
        PieceList text = new PieceList()
                .copy(PieceList.behindWith(insert, insert.with()), first)
                .text(" VALUES (");
        for (int column = 1; column <= width(); column++) {
            text.text(column == 1 ? "" : ", ").given(column);
        }
        text.text(")");
        if (end < insert.span().end()) {
            text.text(" ").copy(end, insert.span().end());
        }
        return new WriteTemplate(target.relation().describe(), text.pieces(), untyped(), List.of(), true);
    }

    /** Strings and NULL in the select list take the types of the columns they are inserted into. */
    private List<Integer> untyped() {
        List<Integer> found = new ArrayList<>();
        if (!(source.query().body() instanceof SelectBlock)) {
            return found;
        }
        List<OutputField> outputs = outputs();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).expression().filter(InsertSteps::isUntyped).isPresent()) {
                found.add(i + 1);
            }
        }
        return found;
    }

    private static boolean isUntyped(Expression expression) {
        return expression instanceof Literal literal
                && literal.type().isEmpty()
                && (literal.kind() == LiteralKind.STRING || literal.kind() == LiteralKind.NULL);
    }

    private RouteExplanation explanation() {
        return new RouteExplanation(
                Tier.MULTI_SHARD_WRITE,
                List.of("the query's rows are read first, then each goes to the shard of its key"),
                List.of(
                        "pass-through: not everything it reads and writes is bound to one shard",
                        "the same text on each shard: " + refusal.message()));
    }
}
