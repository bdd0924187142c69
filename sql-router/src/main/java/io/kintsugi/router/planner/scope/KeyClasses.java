package io.kintsugi.router.planner.scope;

import io.kintsugi.router.planner.bind.KeyCondition;
import io.kintsugi.router.planner.scope.FactReader.Comparison;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.topology.KeyRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chains equalities: starting from one relation, collects every fact that holds on the joined row its rows end up in,
 * and which columns must therefore be equal (sql-pitfalls 15).
 *
 * <p>A fact that mentions another relation holds only on rows where that relation is really there, so its own facts
 * hold too. Facts of a derived table's columns are carried to the columns inside it where nothing stands between (no
 * LIMIT, no window), and from the inside out always.
 *
 * <p>A column that comes from the nullable side of an outer join inside a derived table may be NULL where the table it
 * comes from has no row at all. It says something of that table only once a fact shows that it is not NULL there.
 * Confined to one call.
 */
public final class KeyClasses {
    private final FactReader reader;
    private final Set<Relation> enclosing;
    private final Set<Relation> seen = new HashSet<>();
    private final Deque<Relation> open = new ArrayDeque<>();
    private final List<Fact.Same> equalities = new ArrayList<>();
    /** Columns that are equal or both NULL, whatever their types. */
    private final List<Fact.Same> alike = new ArrayList<>();
    /** Columns of derived tables with columns inside them whose tables may have no row there. */
    private final List<Fact.Same> waiting = new ArrayList<>();
    /** Columns that some fact compares: they are not NULL on the rows that matter. */
    private final Set<ColumnNode> compared = new HashSet<>();

    private final Map<ColumnNode, List<KeyCondition>> constants = new HashMap<>();

    private KeyClasses(FactReader reader, Relation start) {
        this.reader = reader;
        this.enclosing = enclosing(start);
    }

    /** What is known of a column of a table. */
    public static KeyClass of(ColumnNode start, FactReader reader) {
        KeyClasses classes = new KeyClasses(reader, start.relation());
        classes.collect(start.relation());
        return classes.close(start);
    }

    /** By what a column is compared, if values can be compared exactly. */
    public static Optional<KeyRule> keyRule(ColumnNode node) {
        return node.relation()
                .column(node.column())
                .flatMap(RelationColumn::type)
                .flatMap(ColumnType::keyRule);
    }

    /** The derived relations within whose bodies a relation stands. */
    private static Set<Relation> enclosing(Relation start) {
        Set<Relation> found = new HashSet<>();
        for (Block block = start.block().orElse(null); block != null; block = block.container()) {
            if (block.output != null) {
                found.add(block.output);
            }
        }
        return found;
    }

    private void collect(Relation start) {
        mention(start);
        do {
            while (!open.isEmpty()) {
                Relation relation = open.remove();
                relation.facts().forEach(this::read);
                upwards(relation);
                downwards(relation);
            }
        } while (linkOneThatIsThere());
    }

    private boolean linkOneThatIsThere() {
        if (waiting.isEmpty()) {
            return false;
        }
        Set<ColumnNode> there = grown(compared, alike);
        for (Fact.Same pair : waiting) {
            if (there.contains(pair.left()) || seen.contains(pair.right().relation())) {
                waiting.remove(pair);
                same(pair.left(), pair.right());
                return true;
            }
        }
        return false;
    }

    private void mention(Relation relation) {
        if (seen.add(relation)) {
            open.add(relation);
        }
    }

    private void read(Fact fact) {
        for (Comparison comparison : reader.read(fact)) {
            ColumnNode left = comparison.column();
            mention(left.relation());
            compared.add(left);
            comparison.other().ifPresent(other -> same(left, other));
            comparison
                    .constant()
                    .ifPresent(constant -> constants
                            .computeIfAbsent(left, node -> new ArrayList<>())
                            .add(constant));
        }
    }

    private void same(ColumnNode left, ColumnNode right) {
        mention(left.relation());
        mention(right.relation());
        alike.add(new Fact.Same(left, right));
        Optional<KeyRule> type = keyRule(left);
        if (type.isPresent() && type.equals(keyRule(right))) {
            equalities.add(new Fact.Same(left, right));
        }
    }

    /** Conditions on what the relation's block returns are conditions on its rows, if the block lets them pass. */
    private void upwards(Relation relation) {
        relation.block()
                .filter(block -> block.output != null && block.pullable)
                .ifPresent(block -> link(requireOutput(block), block));
        if (relation.block().isEmpty() && relation.referrers.size() == 1) {
            Relation only = relation.referrers.get(0);
            linkCommon(only, relation);
        }
    }

    private static Relation requireOutput(Block block) {
        Relation output = block.output;
        if (output == null) {
            throw new IllegalStateException("a block that feeds no relation");
        }
        return output;
    }

    /** What is known inside a derived relation is known of its columns; not for one we stand in ourselves. */
    private void downwards(Relation relation) {
        Relation common = relation.common;
        if (common != null && !enclosing.contains(common)) {
            linkCommon(relation, common);
        }
        if (relation.bodies.size() == 1 && !enclosing.contains(relation)) {
            link(relation, relation.bodies.get(0));
        }
    }

    private void link(Relation derived, Block body) {
        mention(derived);
        List<RelationColumn> columns = derived.columns().orElse(List.of());
        if (columns.size() > body.outputs.size()) {
            return;
        }
        List<Relation> real = body.from.drivers();
        for (int i = 0; i < columns.size(); i++) {
            ColumnNode outside = new ColumnNode(derived, columns.get(i).name());
            body.outputs.get(i).origin().ifPresent(inside -> {
                if (real.contains(inside.relation())) {
                    same(outside, inside);
                } else {
                    waiting.add(new Fact.Same(outside, inside));
                }
            });
        }
    }

    private void linkCommon(Relation referrer, Relation common) {
        List<RelationColumn> outside = referrer.columns().orElse(List.of());
        List<RelationColumn> inside = common.columns().orElse(List.of());
        for (int i = 0; i < Math.min(outside.size(), inside.size()); i++) {
            same(
                    new ColumnNode(referrer, outside.get(i).name()),
                    new ColumnNode(common, inside.get(i).name()));
        }
    }

    private KeyClass close(ColumnNode start) {
        Set<ColumnNode> members = grown(Set.of(start), equalities);
        List<KeyCondition> conditions = new ArrayList<>();
        for (ColumnNode member : members) {
            conditions.addAll(nonNull(constants.get(member)));
        }
        return new KeyClass(members, conditions);
    }

    /** The columns, and those that pairs lead to from them. */
    private static Set<ColumnNode> grown(Set<ColumnNode> columns, List<Fact.Same> pairs) {
        Set<ColumnNode> members = new LinkedHashSet<>(columns);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Fact.Same pair : pairs) {
                if (members.contains(pair.left()) != members.contains(pair.right())) {
                    members.add(pair.left());
                    members.add(pair.right());
                    grown = true;
                }
            }
        }
        return members;
    }

    private static List<KeyCondition> nonNull(@Nullable List<KeyCondition> conditions) {
        return conditions == null ? List.of() : conditions;
    }
}
