package io.kintsugi.router.planner.scope;

import io.kintsugi.router.lexer.BareConjunctScan;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.planner.scope.FromTree.Joined;
import io.kintsugi.router.planner.scope.FromTree.Leaf;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.SubqueryExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives each relation of a FROM list the conditions that hold for every row of the result to which it contributes:
 * those of WHERE; those of ON for both sides of an inner join and for the nullable side of an outer one; never those of
 * ON for a preserved side, nor of a full join. All conditions of one relation hold at once, on one joined row, so
 * equalities among them may be chained (sql-pitfalls 15, 30).
 */
final class FactAssigner {
    private final Block block;
    private final StatementScopes scopes;

    private FactAssigner(Block block, StatementScopes scopes) {
        this.block = block;
        this.scopes = scopes;
    }

    static void assign(Block block, Optional<Expression> where, StatementScopes scopes) {
        FactAssigner assigner = new FactAssigner(block, scopes);
        assigner.assign(block.from, assigner.with(List.of(), where));
    }

    private void assign(FromTree tree, List<Fact> facts) {
        if (tree instanceof Leaf leaf) {
            leaf.relation().facts(facts);
        } else if (tree instanceof Joined joined) {
            assignJoin(joined, facts);
        }
    }

    private void assignJoin(Joined joined, List<Fact> facts) {
        List<Fact> matched = with(facts, joined.on());
        List<Fact> both = new ArrayList<>(matched);
        joined.equal().forEach(pair -> both.add(new Fact.Same(pair.left(), pair.right())));
        switch (joined.kind()) {
            case INNER, CROSS -> assignSides(joined, both, both);
            case LEFT -> assignSides(joined, facts, both);
            case RIGHT -> assignSides(joined, both, facts);
            case FULL -> assignSides(joined, facts, facts);
        }
    }

    private void assignSides(Joined joined, List<Fact> left, List<Fact> right) {
        assign(joined.left(), left);
        assign(joined.right(), right);
    }

    /** The facts and the bare conjuncts of a condition, which both witnesses, tree and tokens, must see. */
    private List<Fact> with(List<Fact> facts, Optional<Expression> condition) {
        if (condition.isEmpty()) {
            return facts;
        }
        List<Fact> all = new ArrayList<>(facts);
        List<Relation> memberRows = new ArrayList<>();
        for (Expression conjunct : conjuncts(condition.get())) {
            all.add(new Fact.Condition(conjunct, block));
            if (conjunct instanceof SubqueryExpression subquery && scopes.memberQueries.containsKey(subquery)) {
                memberRows.add(scopes.memberQueries.get(subquery));
            }
        }
        List<Fact> known = List.copyOf(all);
        memberRows.forEach(rows -> rows.facts(known));
        return known;
    }

    private List<Expression> conjuncts(Expression condition) {
        Set<TokenSpan> bare = new HashSet<>(BareConjunctScan.of(block.source().sql(), condition.span()));
        return Conjuncts.of(condition)
                .filter(conjunct -> bare.contains(conjunct.span()))
                .toList();
    }
}
