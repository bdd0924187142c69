package io.kintsugi.router.syntax;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the tables of a statement, apart from the members of WITH that hide them. */
public final class TableReferences {
    private final List<Scoped> found = new ArrayList<>();

    /**
     * A table by name.
     *
     * @param table where it stands
     * @param commonTable true when the name is that of a WITH member in scope, hence no table of the database
     */
    public record Scoped(TableReference table, boolean commonTable) {}

    private TableReferences() {}

    /** Every table reference of the statement, targets of changes too, in text order. */
    public static List<Scoped> of(Statement statement) {
        TableReferences references = new TableReferences();
        references.visit(statement, Set.of());
        return List.copyOf(references.found);
    }

    private void visit(SyntaxNode node, Set<String> hidden) {
        if (node instanceof TableReference table) {
            found.add(new Scoped(
                    table,
                    table.name().parts().size() == 1
                            && hidden.contains(table.name().name())));
        }
        if (node instanceof Query query) {
            children(query, query.with(), query.recursive(), hidden);
        } else if (node instanceof Statement statement) {
            statement(statement, hidden);
        } else {
            children(node, List.of(), false, hidden);
        }
    }

    private void statement(Statement statement, Set<String> hidden) {
        With with = statement.accept(new WithOf());
        Set<String> inner = members(with.tables, with.recursive, hidden);
        for (SyntaxNode child : statement.children()) {
            if (!(child instanceof CommonTable)) {
                // The target of a change is always a table: no WITH member can be changed.
                visit(child, child == with.target ? Set.of() : inner);
            }
        }
    }

    private void children(SyntaxNode node, List<CommonTable> with, boolean recursive, Set<String> hidden) {
        Set<String> inner = members(with, recursive, hidden);
        for (SyntaxNode child : node.children()) {
            if (!(child instanceof CommonTable)) {
                visit(child, inner);
            }
        }
    }

    /** Visits the members of a WITH list, each with the names it can see, and returns the names the rest can see. */
    private Set<String> members(List<CommonTable> with, boolean recursive, Set<String> hidden) {
        Set<String> names = new LinkedHashSet<>(hidden);
        if (recursive) {
            with.forEach(member -> names.add(member.name().name()));
        }
        for (CommonTable member : with) {
            visit(member.statement(), Set.copyOf(names));
            names.add(member.name().name());
        }
        return names;
    }

    private record With(List<CommonTable> tables, boolean recursive, SyntaxNode target) {}

    private static final class WithOf implements Statement.Visitor<With> {
        @Override
        public With visit(QueryStatement node) {
            return new With(List.of(), false, node);
        }

        @Override
        public With visit(InsertStatement node) {
            return new With(node.with(), node.recursive(), node.target());
        }

        @Override
        public With visit(UpdateStatement node) {
            return new With(node.with(), node.recursive(), node.target());
        }

        @Override
        public With visit(DeleteStatement node) {
            return new With(node.with(), node.recursive(), node.target());
        }

        @Override
        public With visit(MultiUpdateStatement node) {
            return new With(node.with(), node.recursive(), node);
        }

        @Override
        public With visit(MultiDeleteStatement node) {
            return new With(node.with(), node.recursive(), node);
        }

        @Override
        public With visit(MergeStatement node) {
            return new With(node.with(), node.recursive(), node.target());
        }
    }
}
