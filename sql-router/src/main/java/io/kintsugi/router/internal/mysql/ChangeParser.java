package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.internal.mysql.QueryParser.With;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.Assignment;
import io.kintsugi.router.syntax.DefaultValue;
import io.kintsugi.router.syntax.DeleteStatement;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.InsertAssignments;
import io.kintsugi.router.syntax.InsertColumn;
import io.kintsugi.router.syntax.InsertQuery;
import io.kintsugi.router.syntax.InsertSource;
import io.kintsugi.router.syntax.InsertStatement;
import io.kintsugi.router.syntax.InsertValues;
import io.kintsugi.router.syntax.MultiDeleteStatement;
import io.kintsugi.router.syntax.MultiUpdateStatement;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.Overriding;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.RowAlias;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementModifier;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.UpdateStatement;
import io.kintsugi.router.syntax.ValuesRow;
import io.kintsugi.router.syntax.ValuesRows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads INSERT, REPLACE, UPDATE and DELETE. */
final class ChangeParser {
    private final Parsers parsers;
    private final Tokens tokens;

    ChangeParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens;
    }

    Statement change(int first, With with) {
        if (tokens.take("UPDATE")) {
            return update(first, with);
        }
        if (tokens.take("DELETE")) {
            return delete(first, with);
        }
        boolean insert = with.tables().isEmpty() && tokens.take("INSERT");
        if (!insert && !(with.tables().isEmpty() && tokens.take("REPLACE"))) {
            throw tokens.failure();
        }
        return insert(first, !insert);
    }

    private Set<StatementModifier> modifiers(StatementModifier... allowed) {
        Set<StatementModifier> modifiers = EnumSet.noneOf(StatementModifier.class);
        for (int i = 0; i < allowed.length; i++) {
            if (!modifiers.contains(allowed[i]) && tokens.take(allowed[i].name())) {
                modifiers.add(allowed[i]);
                // They may come in any order.
                i = -1;
            }
        }
        return modifiers;
    }

    private Statement insert(int first, boolean replace) {
        Set<StatementModifier> modifiers = replace
                ? modifiers(StatementModifier.LOW_PRIORITY, StatementModifier.DELAYED)
                : modifiers(
                        StatementModifier.LOW_PRIORITY,
                        StatementModifier.DELAYED,
                        StatementModifier.HIGH_PRIORITY,
                        StatementModifier.IGNORE);
        tokens.take("INTO");
        TableReference target = target();
        List<InsertColumn> columns = columns();
        InsertSource source = source(columns);
        boolean queried = source instanceof InsertQuery;
        Optional<RowAlias> alias = replace || queried ? Optional.empty() : rowAlias();
        List<Assignment> onDuplicateKey =
                !replace && tokens.take("ON", "DUPLICATE", "KEY", "UPDATE") ? assignments() : List.of();
        return new InsertStatement(
                List.of(),
                false,
                replace,
                modifiers,
                target,
                columns,
                Overriding.NONE,
                source,
                alias,
                Optional.empty(),
                onDuplicateKey,
                List.of(),
                tokens.from(first));
    }

    /** {@code name [PARTITION (a)]}. */
    private TableReference target() {
        int first = tokens.position();
        QualifiedName name = tokens.qualifiedTable();
        List<Identifier> partitions = tokens.take("PARTITION") ? tokens.foldedNames() : List.of();
        return new TableReference(
                name, Optional.empty(), List.of(), false, Optional.empty(), partitions, List.of(), tokens.from(first));
    }

    private List<InsertColumn> columns() {
        boolean list = tokens.isSymbol("(") && !tokens.holdsQuery(tokens.position());
        if (!list) {
            return List.of();
        }
        List<InsertColumn> columns = new ArrayList<>();
        tokens.expectSymbol("(");
        if (tokens.takeSymbol(")")) {
            return List.of();
        }
        do {
            int first = tokens.position();
            List<Identifier> parts = tokens.columnParts();
            columns.add(new InsertColumn(parts.get(parts.size() - 1), tokens.from(first)));
        } while (tokens.more());
        return columns;
    }

    private InsertSource source(List<InsertColumn> columns) {
        int first = tokens.position();
        boolean constructor = tokens.isWord("VALUES") && tokens.isWordAt(first + 1, "ROW");
        if (!constructor && (tokens.take("VALUES") || tokens.take("VALUE"))) {
            return new InsertValues(rows(), tokens.from(first));
        }
        if (columns.isEmpty() && !tokens.isSymbolAt(first - 1, ")") && tokens.take("SET")) {
            return new InsertAssignments(assignments(), tokens.from(first));
        }
        Query query = parsers.queries.query();
        boolean plain =
                query.body() instanceof ValuesRows && query.body().span().equals(query.span());
        return plain
                ? new InsertValues(((ValuesRows) query.body()).rows(), query.span())
                : new InsertQuery(query, query.span());
    }

    private List<ValuesRow> rows() {
        List<ValuesRow> rows = new ArrayList<>();
        do {
            int first = tokens.position();
            tokens.expectSymbol("(");
            List<Expression> values = tokens.isSymbol(")") ? List.of() : values();
            tokens.expectSymbol(")");
            rows.add(new ValuesRow(values, tokens.from(first)));
        } while (tokens.takeSymbol(","));
        return rows;
    }

    /** Expressions, or DEFAULT, separated by commas. */
    List<Expression> values() {
        List<Expression> values = new ArrayList<>();
        do {
            values.add(value());
        } while (tokens.takeSymbol(","));
        return values;
    }

    private Expression value() {
        int first = tokens.position();
        boolean bare = tokens.isWord("DEFAULT") && !tokens.isSymbolAt(first + 1, "(");
        if (!bare) {
            return parsers.expressions.expression();
        }
        tokens.next();
        return new DefaultValue(tokens.from(first));
    }

    private Optional<RowAlias> rowAlias() {
        int first = tokens.position();
        if (!tokens.take("AS")) {
            return Optional.empty();
        }
        Identifier name = tokens.tableName();
        List<Identifier> columns = tokens.isSymbol("(") ? tokens.foldedNames() : List.of();
        return Optional.of(new RowAlias(name, columns, tokens.from(first)));
    }

    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        do {
            int first = tokens.position();
            List<Identifier> parts = tokens.columnParts();
            if (!tokens.takeSymbol(":=")) {
                tokens.expectSymbol("=");
            }
            Expression value = value();
            int last = parts.size() - 1;
            assignments.add(
                    new Assignment(parts.subList(0, last), List.of(parts.get(last)), false, value, tokens.from(first)));
        } while (tokens.takeSymbol(","));
        return assignments;
    }

    private Statement update(int first, With with) {
        Set<StatementModifier> modifiers = modifiers(StatementModifier.LOW_PRIORITY, StatementModifier.IGNORE);
        List<FromItem> tables = parsers.from.list();
        tokens.expect("SET");
        List<Assignment> assignments = assignments();
        Optional<Expression> where = parsers.queries.clause("WHERE");
        if (tables.size() != 1 || !(tables.get(0) instanceof TableReference target)) {
            return new MultiUpdateStatement(
                    with.tables(), with.recursive(), modifiers, tables, assignments, where, tokens.from(first));
        }
        List<OrderItem> orderBy = parsers.queries.orderBy();
        Optional<Expression> limit = limit();
        return new UpdateStatement(
                with.tables(),
                with.recursive(),
                modifiers,
                target,
                assignments,
                List.of(),
                where,
                orderBy,
                limit,
                List.of(),
                tokens.from(first));
    }

    private Optional<Expression> limit() {
        return tokens.take("LIMIT") ? Optional.of(parsers.queries.limitOperand()) : Optional.empty();
    }

    private Statement delete(int first, With with) {
        Set<StatementModifier> modifiers =
                modifiers(StatementModifier.LOW_PRIORITY, StatementModifier.QUICK, StatementModifier.IGNORE);
        boolean from = tokens.take("FROM");
        if (!from || isTargetList()) {
            return joinedDelete(first, with, modifiers, from ? "USING" : "FROM");
        }
        TableReference target = parsers.from.table();
        Optional<Expression> where = parsers.queries.clause("WHERE");
        List<OrderItem> orderBy = parsers.queries.orderBy();
        Optional<Expression> limit = limit();
        TokenSpan span = tokens.from(first);
        return new DeleteStatement(
                with.tables(), with.recursive(), modifiers, target, List.of(), where, orderBy, limit, List.of(), span);
    }

    /** Whether names up to USING follow, and not one table to delete from. */
    private boolean isTargetList() {
        int at = tokens.position() + 1;
        while (tokens.isSymbolAt(at, ".") || tokens.isSymbolAt(at, "*") || tokens.isSymbolAt(at - 1, ".")) {
            at++;
        }
        return tokens.isSymbolAt(at, ",") || tokens.isWordAt(at, "USING");
    }

    private Statement joinedDelete(int first, With with, Set<StatementModifier> modifiers, String word) {
        List<QualifiedName> targets = new ArrayList<>();
        do {
            targets.add(deleteTarget());
        } while (tokens.takeSymbol(","));
        tokens.expect(word);
        List<FromItem> from = parsers.from.list();
        Optional<Expression> where = parsers.queries.clause("WHERE");
        return new MultiDeleteStatement(
                with.tables(), with.recursive(), modifiers, targets, from, where, tokens.from(first));
    }

    /** {@code [database.]table[.*]}. */
    private QualifiedName deleteTarget() {
        int first = tokens.position();
        List<Identifier> parts = new ArrayList<>(List.of(tokens.tableName()));
        if (tokens.isSymbol(".") && !tokens.isSymbolAt(tokens.position() + 1, "*")) {
            tokens.next();
            parts.add(tokens.tableName());
        }
        QualifiedName name = new QualifiedName(parts, tokens.from(first));
        if (tokens.takeSymbol(".")) {
            tokens.expectSymbol("*");
        }
        return name;
    }
}
