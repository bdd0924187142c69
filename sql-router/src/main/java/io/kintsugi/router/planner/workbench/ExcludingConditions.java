package io.kintsugi.router.planner.workbench;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.lexer.BareConjunctScan;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.scope.Block;
import io.kintsugi.router.planner.scope.ColumnNode;
import io.kintsugi.router.planner.scope.Conjuncts;
import io.kintsugi.router.planner.scope.FromTree;
import io.kintsugi.router.planner.scope.OutputField;
import io.kintsugi.router.planner.scope.Relation;
import io.kintsugi.router.planner.scope.RelationColumn;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.SelectBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The conditions without which a row of a relation changes nothing of the result, so that it may as well not be there:
 * conjuncts of the WHERE of its block, of ON where its side of the join is not preserved, and of whatever block reads
 * the relation's block without a LIMIT, window or DISTINCT ON between (sql-pitfalls 4). Both witnesses, tree and
 * tokens, must see each.
 *
 * <p>Above an outer join whose nullable side the relation is on, a row of nulls takes the place of one that is missing:
 * a condition from there excludes only if such a row does not meet it either.
 */
final class ExcludingConditions {
    private final Relation relation;
    private List<Condition> found = List.of();

    private ExcludingConditions(Relation relation) {
        this.relation = relation;
    }

    /**
     * One conjunct.
     *
     * @param block from which its names are looked up
     * @param needsRow whether it excludes nothing unless it is not true of a row of nulls
     */
    record Condition(Expression conjunct, Block block, boolean needsRow) {
        Condition {
            requireNonNull(conjunct, "conjunct");
            requireNonNull(block, "block");
        }

        private Condition onlyWithRow() {
            return new Condition(conjunct, block, true);
        }

        /** The column of a table that a column of a derived relation passes on; as it is for any other. */
        Optional<ColumnNode> inside(ColumnNode node) {
            Optional<Block> body = node.relation().onlyBody();
            List<RelationColumn> columns = node.relation().columns().orElse(List.of());
            if (body.isEmpty()) {
                return Optional.of(node);
            }
            List<OutputField> outputs = body.get().outputs().orElse(List.of());
            for (int i = 0; i < Math.min(columns.size(), outputs.size()); i++) {
                if (columns.get(i).name().equals(node.column())) {
                    return outputs.get(i)
                            .origin()
                            .filter(origin -> !body.get().merges(origin.column()))
                            .flatMap(this::inside);
                }
            }
            return Optional.empty();
        }
    }

    static List<Condition> of(Relation relation) {
        Optional<Block> block = relation.block();
        if (block.isEmpty()) {
            // A member of WITH: it is read where it is named.
            return relation.onlyReference().map(ExcludingConditions::of).orElse(List.of());
        }
        List<Condition> above =
                new ArrayList<>(conditions(block.get().select().flatMap(SelectBlock::where), block.get()));
        block.get()
                .output()
                .filter(output -> block.get().passesConditions()
                        && output.onlyBody().filter(block.get()::equals).isPresent())
                .ifPresent(output -> above.addAll(of(output)));
        ExcludingConditions conditions = new ExcludingConditions(relation);
        conditions.descend(block.get().from(), above, block.get());
        return conditions.found;
    }

    private void descend(FromTree tree, List<Condition> above, Block block) {
        if (tree instanceof FromTree.Leaf leaf && leaf.relation().equals(relation)) {
            found = List.copyOf(above);
        } else if (tree instanceof FromTree.Joined joined) {
            List<Condition> on = conditions(joined.on(), block);
            List<Condition> missing = above.stream().map(Condition::onlyWithRow).toList();
            switch (joined.kind()) {
                case INNER, CROSS -> descendBoth(joined, both(above, on), both(above, on), block);
                case LEFT -> descendBoth(joined, above, both(missing, on), block);
                case RIGHT -> descendBoth(joined, both(missing, on), above, block);
                case FULL -> descendBoth(joined, missing, missing, block);
            }
        }
    }

    private void descendBoth(FromTree.Joined joined, List<Condition> left, List<Condition> right, Block block) {
        descend(joined.left(), left, block);
        descend(joined.right(), right, block);
    }

    private static List<Condition> both(List<Condition> some, List<Condition> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<Condition> conditions(Optional<Expression> condition, Block block) {
        if (condition.isEmpty()) {
            return List.of();
        }
        LexedSql sql = block.source().sql();
        TokenSpan whole = condition.get().span();
        Set<TokenSpan> bare = new HashSet<>(BareConjunctScan.of(sql, whole));
        bare.addAll(BareConjunctScan.disjunctions(sql, whole));
        return Conjuncts.of(condition.get())
                .filter(conjunct -> bare.contains(conjunct.span()))
                .map(conjunct -> new Condition(conjunct, block, false))
                .toList();
    }
}
