package io.kintsugi.router.planner.scope;

import io.kintsugi.router.planner.scope.FromTree.Joined;
import io.kintsugi.router.planner.scope.FromTree.Leaf;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.InsertAssignments;
import io.kintsugi.router.syntax.InsertDefaults;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertSource;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.InsertValues;
import io.kintsugi.router.syntax.JoinKind;
import io.kintsugi.router.syntax.MergeStatement;
import io.kintsugi.router.syntax.MultiDeleteStatement;
import io.kintsugi.router.syntax.MultiUpdateStatement;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.SyntaxNode;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.UpdateStatement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scopes of INSERT, UPDATE, DELETE and MERGE. Confined to one planning. */
final class ChangeAnalyzer implements Statement.Visitor<Block> {
    private final ScopeAnalyzer analyzer;
    private final Placement placement;
    private final boolean nested;

    ChangeAnalyzer(ScopeAnalyzer analyzer, Placement placement, boolean nested) {
        this.analyzer = analyzer;
        this.placement = placement;
        this.nested = nested;
    }

    Block analyze(Statement statement) {
        return statement.accept(this);
    }

    @Override
    public Block visit(QueryStatement node) {
        throw new IllegalStateException("a query is not a change");
    }

    @Override
    public Block visit(UpdateStatement node) {
        WithScope with = analyzer.with(node.with(), node.recursive(), placement);
        Block block = joined(node, node.target(), node.from(), with);
        node.assignments().forEach(assignment -> analyzer.walk(assignment.value(), block, with));
        analyzer.walkAll(node.orderBy(), block, with);
        analyzer.walkIf(node.limit(), block, with);
        return condition(block, node.where(), with, node.returning());
    }

    @Override
    public Block visit(DeleteStatement node) {
        WithScope with = analyzer.with(node.with(), node.recursive(), placement);
        Block block = joined(node, node.target(), node.using(), with);
        analyzer.walkAll(node.orderBy(), block, with);
        analyzer.walkIf(node.limit(), block, with);
        return condition(block, node.where(), with, node.returning());
    }

    private Block condition(
            Block block, Optional<Expression> where, WithScope with, List<? extends SyntaxNode> returning) {
        analyzer.walkIf(where, block, with);
        analyzer.walkAll(returning, block, with);
        FactAssigner.assign(block, where, analyzer.scopes());
        return block;
    }

    /** The target and the further tables of a change, as if joined by commas. */
    private Block joined(Statement statement, TableReference target, List<FromItem> others, WithScope with) {
        Block block = analyzer.plain(placement.with(with));
        Relation relation = target(statement, target, block, with);
        block.from = new Leaf(relation);
        block.from = new FromAnalyzer(analyzer, block, with).all(others);
        return block;
    }

    private Relation target(Statement statement, TableReference target, Block block, WithScope with) {
        // A change never means a member of WITH, whatever its name.
        Relation relation = analyzer.table(target, block, new WithScope(null)).written();
        block.add(relation);
        Change change = new Change(statement, relation, block, nested);
        if (nested) {
            analyzer.scopes().changes.add(change);
        } else {
            analyzer.scopes().changes.add(0, change);
        }
        return relation;
    }

    @Override
    public Block visit(MultiUpdateStatement node) {
        WithScope with = analyzer.with(node.with(), node.recursive(), placement);
        Block block = tables(node.tables(), with);
        Set<Relation> targets = new LinkedHashSet<>();
        for (Assignment assignment : node.assignments()) {
            targets.addAll(assigned(assignment, block));
            analyzer.walk(assignment.value(), block, with);
        }
        targets.forEach(target -> change(node, target, block));
        return condition(block, node.where(), with, List.of());
    }

    @Override
    public Block visit(MultiDeleteStatement node) {
        WithScope with = analyzer.with(node.with(), node.recursive(), placement);
        Block block = tables(node.from(), with);
        for (QualifiedName name : node.targets()) {
            Optional<Relation> target = Columns.relation(name.parts(), block);
            target.map(Set::of).orElseGet(() -> Set.copyOf(block.relations())).forEach(t -> change(node, t, block));
        }
        return condition(block, node.where(), with, List.of());
    }

    private Block tables(List<FromItem> from, WithScope with) {
        Block block = analyzer.plain(placement.with(with));
        block.from = new FromAnalyzer(analyzer, block, with).all(from);
        return block;
    }

    /** The table whose column is assigned; where that is not sure, every one of them. */
    private static Collection<Relation> assigned(Assignment assignment, Block block) {
        if (!assignment.qualifier().isEmpty()) {
            Optional<Relation> named = Columns.relation(assignment.qualifier(), block);
            return named.<Collection<Relation>>map(List::of).orElseGet(block::relations);
        }
        String column = assignment.columns().get(0).name();
        List<Relation> having = block.relations().stream()
                .filter(r -> r.column(column).isPresent())
                .toList();
        return having.size() == 1 ? having : block.relations();
    }

    private void change(Statement statement, Relation target, Block block) {
        analyzer.scopes().changes.add(new Change(statement, target.written(), block, nested));
    }

    @Override
    public Block visit(MergeStatement node) {
        WithScope with = analyzer.with(node.with(), node.recursive(), placement);
        Block block = analyzer.plain(placement.with(with));
        Relation relation = target(node, node.target(), block, with);
        FromTree source = node.source().accept(new FromAnalyzer(analyzer, block, with));
        block.from = new Joined(JoinKind.FULL, new Leaf(relation), source, Optional.empty(), List.of(), List.of());
        analyzer.walk(node.on(), block, with);
        analyzer.walkAll(node.contents(), block, with);
        analyzer.walkAll(node.returning(), block, with);
        return block;
    }

    @Override
    public Block visit(InsertStatement node) {
        WithScope with = analyzer.with(node.with(), node.recursive(), placement);
        Placement inner = placement.with(with);
        Block block = analyzer.plain(inner);
        Relation relation = target(node, node.target(), block, with);
        block.from = new Leaf(relation);
        Relation excluded = new Relation(RelationKind.OPAQUE, "excluded", analyzer.token(node), block);
        block.add(excluded.columns(relation.columns().orElse(null)));
        source(node.source(), relation, inner);
        node.onConflict().ifPresent(conflict -> analyzer.walk(conflict, block, with));
        node.onDuplicateKey().forEach(assignment -> analyzer.walk(assignment.value(), block, with));
        analyzer.walkAll(node.returning(), block, with);
        return block;
    }

    private void source(InsertSource source, Relation target, Placement inner) {
        source.accept(new InsertSource.Visitor<Boolean>() {
            @Override
            public Boolean visit(InsertValues node) {
                analyzer.walk(node, analyzer.plain(inner), inner.with());
                return true;
            }

            @Override
            public Boolean visit(InsertQuery node) {
                Relation rows = new Relation(RelationKind.DERIVED, "", analyzer.token(node), null);
                Placement place = new Placement(inner.parent(), inner.visible(), inner.container(), rows, inner.with());
                analyzer.query(node.query(), place);
                rows.columns(analyzer.derivedColumns(rows, List.of()));
                analyzer.scopes().insertedRows.put(target, rows);
                return true;
            }

            @Override
            public Boolean visit(InsertAssignments node) {
                node.assignments()
                        .forEach(assignment -> analyzer.walk(assignment.value(), analyzer.plain(inner), inner.with()));
                return true;
            }

            @Override
            public Boolean visit(InsertDefaults node) {
                return true;
            }
        });
    }
}
