package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.internal.calcite.QueryReader.With;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.InsertColumn;
import io.kintsugi.router.syntax.InsertDefaults;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertSource;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.InsertValues;
import io.kintsugi.router.syntax.OnConflict;
import io.kintsugi.router.syntax.Overriding;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.UpdateStatement;
import io.kintsugi.router.syntax.ValuesRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/** Reads INSERT, UPDATE and DELETE; MERGE is {@link MergeReader}. */
final class ChangeReader {
    private final Readers readers;
    private final TokenCursor cursor;
    private final MergeReader merges;

    ChangeReader(Readers readers) {
        this.readers = readers;
        this.cursor = readers.cursor;
        this.merges = new MergeReader(readers);
    }

    /** The statement with its WITH list, which is still to be read. */
    Statement statement(SqlCall node) {
        int first = cursor.position();
        if (node.getOperator() != GrammarOperators.WITH_CHANGE) {
            return change(node, first, new With(List.of(), false));
        }
        With with = readers.queries.with(node.operand(0));
        return change(node.operand(1), first, with);
    }

    Statement change(SqlCall node, int first, With with) {
        SqlOperator operator = node.getOperator();
        if (operator == GrammarOperators.INSERT) {
            return insert(node, first, with);
        }
        if (operator == GrammarOperators.UPDATE) {
            return update(node, first, with);
        }
        if (operator == GrammarOperators.DELETE) {
            return delete(node, first, with);
        }
        return merges.merge(node, first, with);
    }

    private static @Nullable SqlNode part(SqlCall node, int index) {
        return node.getOperandList().get(index);
    }

    /** {@code [ONLY] name [[AS] alias]}. */
    TableReference target(@Nullable SqlNode name, @Nullable SqlNode alias) {
        int first = cursor.position();
        boolean only = cursor.takeWord("ONLY");
        if (!(name instanceof SqlIdentifier identifier)) {
            throw cursor.failure();
        }
        QualifiedName table = cursor.name(identifier.names.size());
        Optional<Identifier> aliased = Optional.empty();
        if (alias != null) {
            cursor.takeWord("AS");
            aliased = Optional.of(cursor.identifier());
        }
        return new TableReference(
                table, aliased, List.of(), only, Optional.empty(), List.of(), List.of(), cursor.from(first));
    }

    private Statement insert(SqlCall node, int first, With with) {
        cursor.words("INSERT", "INTO");
        TableReference target = target(part(node, 0), part(node, 1));
        List<InsertColumn> columns = columns(part(node, 2));
        Overriding overriding = overriding();
        InsertSource source = source(part(node, 3));
        SqlNode conflict = part(node, 4);
        Optional<OnConflict> onConflict =
                conflict == null ? Optional.empty() : Optional.of(onConflict((SqlCall) conflict));
        List<SelectItem> returning = returning(part(node, 5));
        return new InsertStatement(
                with.tables(),
                with.recursive(),
                false,
                Set.of(),
                target,
                columns,
                overriding,
                source,
                Optional.empty(),
                onConflict,
                List.of(),
                returning,
                cursor.from(first));
    }

    List<InsertColumn> columns(@Nullable SqlNode node) {
        if (!(node instanceof SqlNodeList list)) {
            return List.of();
        }
        return cursor.parenthesizedNames(list.size()).stream()
                .map(name -> new InsertColumn(name, name.span()))
                .toList();
    }

    Overriding overriding() {
        if (cursor.takeWords("OVERRIDING", "SYSTEM", "VALUE")) {
            return Overriding.SYSTEM_VALUE;
        }
        return cursor.takeWords("OVERRIDING", "USER", "VALUE") ? Overriding.USER_VALUE : Overriding.NONE;
    }

    private InsertSource source(@Nullable SqlNode node) {
        int first = cursor.position();
        if (node == null) {
            cursor.words("DEFAULT", "VALUES");
            return new InsertDefaults(cursor.from(first));
        }
        Query query = readers.queries.query(node);
        boolean plain = query.with().isEmpty()
                && query.orderBy().isEmpty()
                && query.limit().isEmpty()
                && query.offset().isEmpty()
                && query.locks().isEmpty();
        if (plain && query.body() instanceof ValuesRows values && values.span().equals(query.span())) {
            return new InsertValues(values.rows(), query.span());
        }
        return new InsertQuery(query, query.span());
    }

    private OnConflict onConflict(SqlCall node) {
        int first = cursor.position();
        cursor.words("ON", "CONFLICT");
        List<Expression> target = new ArrayList<>();
        Optional<Expression> targetWhere = Optional.empty();
        Optional<Identifier> constraint = Optional.empty();
        SqlNodeList elements = node.operand(0);
        if (!elements.isEmpty()) {
            cursor.symbol("(");
            target.addAll(readers.expressions.list(elements.getList()));
            cursor.symbol(")");
            targetWhere = readers.queries.clause(part(node, 1), "WHERE");
        } else if (part(node, 2) != null) {
            cursor.words("ON", "CONSTRAINT");
            constraint = Optional.of(cursor.identifier());
        }
        cursor.words("DO");
        SqlNode update = part(node, 3);
        if (!(update instanceof SqlNodeList list)) {
            cursor.words("NOTHING");
            return new OnConflict(
                    target, targetWhere, constraint, false, List.of(), Optional.empty(), cursor.from(first));
        }
        cursor.words("UPDATE", "SET");
        List<Assignment> assignments = assignments(list);
        Optional<Expression> where = readers.queries.clause(part(node, 4), "WHERE");
        return new OnConflict(target, targetWhere, constraint, true, assignments, where, cursor.from(first));
    }

    List<Assignment> assignments(SqlNodeList nodes) {
        List<Assignment> assignments = new ArrayList<>(nodes.size());
        for (SqlNode node : nodes) {
            if (!assignments.isEmpty()) {
                cursor.symbol(",");
            }
            assignments.add(assignment((SqlCall) node));
        }
        return assignments;
    }

    private Assignment assignment(SqlCall node) {
        int first = cursor.position();
        SqlNodeList names = node.operand(0);
        boolean tuple = cursor.isSymbol("(");
        List<Identifier> columns = tuple ? cursor.parenthesizedNames(names.size()) : List.of(cursor.identifier());
        cursor.symbol("=");
        Expression value = readers.expressions.expression(node.operand(1));
        return new Assignment(List.of(), columns, tuple, value, cursor.from(first));
    }

    List<SelectItem> returning(@Nullable SqlNode node) {
        if (!(node instanceof SqlNodeList list)) {
            return List.of();
        }
        cursor.words("RETURNING");
        return readers.queries.selectItems(list.getList());
    }

    private List<FromItem> from(@Nullable SqlNode node, String word) {
        if (node == null) {
            return List.of();
        }
        cursor.words(word);
        return readers.from.list(node);
    }

    private Statement update(SqlCall node, int first, With with) {
        cursor.words("UPDATE");
        TableReference target = target(part(node, 0), part(node, 1));
        cursor.words("SET");
        List<Assignment> assignments = assignments(node.operand(2));
        List<FromItem> from = from(part(node, 3), "FROM");
        Optional<Expression> where = readers.queries.clause(part(node, 4), "WHERE");
        List<SelectItem> returning = returning(part(node, 5));
        return new UpdateStatement(
                with.tables(),
                with.recursive(),
                Set.of(),
                target,
                assignments,
                from,
                where,
                List.of(),
                Optional.empty(),
                returning,
                cursor.from(first));
    }

    private Statement delete(SqlCall node, int first, With with) {
        cursor.words("DELETE", "FROM");
        TableReference target = target(part(node, 0), part(node, 1));
        List<FromItem> using = from(part(node, 2), "USING");
        Optional<Expression> where = readers.queries.clause(part(node, 3), "WHERE");
        List<SelectItem> returning = returning(part(node, 4));
        return new DeleteStatement(
                with.tables(),
                with.recursive(),
                Set.of(),
                target,
                using,
                where,
                List.of(),
                Optional.empty(),
                returning,
                cursor.from(first));
    }
}
