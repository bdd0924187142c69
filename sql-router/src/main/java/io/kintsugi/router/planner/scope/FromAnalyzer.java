package io.kintsugi.router.planner.scope;

import io.kintsugi.router.planner.scope.Block.UsingColumn;
import io.kintsugi.router.planner.scope.FromTree.ColumnPair;
import io.kintsugi.router.planner.scope.FromTree.Joined;
import io.kintsugi.router.planner.scope.FromTree.Leaf;
import io.kintsugi.router.syntax.DerivedTable;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.FunctionTable;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.Join;
import io.kintsugi.router.syntax.JoinKind;
import io.kintsugi.router.syntax.TableReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the members of a FROM list into relations and their joins. Confined to one planning. */
final class FromAnalyzer implements FromItem.Visitor<FromTree> {
    private final ScopeAnalyzer analyzer;
    private final Block block;
    private final WithScope with;

    FromAnalyzer(ScopeAnalyzer analyzer, Block block, WithScope with) {
        this.analyzer = analyzer;
        this.block = block;
        this.with = with;
    }

    /** Comma-separated members are joined without a condition. */
    FromTree all(List<FromItem> items) {
        FromTree tree = block.from;
        for (FromItem item : items) {
            FromTree next = item.accept(this);
            tree = tree instanceof FromTree.Nothing
                    ? next
                    : new Joined(JoinKind.CROSS, tree, next, Optional.empty(), List.of(), List.of());
        }
        return tree;
    }

    @Override
    public FromTree visit(TableReference node) {
        Relation relation = analyzer.table(node, block, with);
        block.add(relation);
        node.sample().ifPresent(sample -> analyzer.walk(sample, block, with));
        return new Leaf(relation);
    }

    @Override
    public FromTree visit(DerivedTable node) {
        String name = node.alias().map(Identifier::name).orElse("");
        int token = block.source().statementToken(node.span().first());
        Relation relation = new Relation(RelationKind.DERIVED, name, token, block);
        Block parent = node.lateral() ? block : block.parent();
        int visible = node.lateral() ? block.relationCount() : block.parentVisible();
        analyzer.query(node.query(), new Placement(parent, visible, block, relation, with));
        relation.columns(analyzer.derivedColumns(relation, node.columnAliases()));
        block.add(relation);
        return new Leaf(relation);
    }

    @Override
    public FromTree visit(FunctionTable node) {
        String name = node.alias().map(Identifier::name).orElse("");
        int token = block.source().statementToken(node.span().first());
        analyzer.walk(node.call(), block, with);
        Relation relation = new Relation(RelationKind.OPAQUE, name, token, block);
        block.add(relation);
        return new Leaf(relation);
    }

    @Override
    public FromTree visit(Join node) {
        FromTree left = node.left().accept(this);
        FromTree right = node.right().accept(this);
        node.on().ifPresent(on -> analyzer.walk(on, block, with));
        List<ColumnPair> equal = new ArrayList<>();
        Set<String> merged = mergedNames(node, left, right);
        for (String column : merged) {
            JoinKind kind = node.kind();
            block.using.add(
                    new UsingColumn(column, kind == JoinKind.INNER || kind == JoinKind.LEFT, kind == JoinKind.RIGHT));
            Optional<ColumnNode> one = side(column, left);
            Optional<ColumnNode> other = side(column, right);
            if (one.isPresent() && other.isPresent()) {
                equal.add(new ColumnPair(one.get(), other.get()));
            }
        }
        return new Joined(node.kind(), left, right, node.on(), List.copyOf(merged), equal);
    }

    private static Set<String> mergedNames(Join node, FromTree left, FromTree right) {
        if (!node.natural()) {
            return node.using().stream().map(Identifier::name).collect(Collectors.toCollection(LinkedHashSet::new));
        }
        Set<String> common = names(left);
        common.retainAll(names(right));
        return common;
    }

    private static Set<String> names(FromTree tree) {
        Set<String> names = new LinkedHashSet<>();
        for (Relation relation : tree.leaves()) {
            relation.columns().orElse(List.of()).stream()
                    .filter(column -> !column.invisible())
                    .forEach(column -> names.add(column.name()));
        }
        return names;
    }

    /** The column on one side of a join, if exactly one relation there has it (a merged one is left undecided). */
    private static Optional<ColumnNode> side(String column, FromTree tree) {
        List<Relation> having =
                tree.leaves().stream().filter(r -> r.column(column).isPresent()).toList();
        boolean allKnown = tree.leaves().stream().allMatch(r -> r.columns().isPresent());
        if (having.isEmpty() || !allKnown) {
            return Optional.empty();
        }
        boolean inner = having.size() == 1 || onlyInner(tree);
        return inner ? Optional.of(new ColumnNode(having.get(0), column)) : Optional.empty();
    }

    private static boolean onlyInner(FromTree tree) {
        if (tree instanceof Joined joined) {
            boolean here = joined.kind() == JoinKind.INNER || joined.kind() == JoinKind.LEFT;
            return here && onlyInner(joined.left()) && onlyInner(joined.right());
        }
        return true;
    }
}
