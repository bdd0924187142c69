package io.kintsugi.router.internal.mysql;

import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.syntax.CommonTable;
import io.kintsugi.router.syntax.Direction;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.ExplicitTable;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.GroupingElement;
import io.kintsugi.router.syntax.GroupingKind;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.LockClause;
import io.kintsugi.router.syntax.LockStrength;
import io.kintsugi.router.syntax.Materialization;
import io.kintsugi.router.syntax.NamedWindow;
import io.kintsugi.router.syntax.NullOrder;
import io.kintsugi.router.syntax.OrderItem;
import io.kintsugi.router.syntax.ParenthesizedQuery;
import io.kintsugi.router.syntax.QualifiedName;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryBody;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.router.syntax.SetKind;
import io.kintsugi.router.syntax.SetOperation;
import io.kintsugi.router.syntax.Star;
import io.kintsugi.router.syntax.StatementModifier;
import io.kintsugi.router.syntax.ValuesRow;
import io.kintsugi.router.syntax.ValuesRows;
import io.kintsugi.router.syntax.WaitPolicy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads queries: WITH, SELECT blocks, set operations, ORDER BY, LIMIT, locks. */
final class QueryParser {
    private final Parsers parsers;
    private final Tokens tokens;

    QueryParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens;
    }

    /** The members of a WITH list. */
    record With(List<CommonTable> tables, boolean recursive) {
        static final With NONE = new With(List.of(), false);
    }

    private record Limit(Optional<Expression> limit, Optional<Expression> offset) {}

    /** A query in parentheses, which are not part of it. */
    Query parenthesized() {
        tokens.expectSymbol("(");
        Query query = query();
        tokens.expectSymbol(")");
        return query;
    }

    Query query() {
        int first = tokens.position();
        return query(first, with());
    }

    /** The query behind a WITH list that was read. */
    Query query(int first, With with) {
        QueryBody body = union();
        List<OrderItem> orderBy = orderBy();
        Limit limit = limit();
        List<LockClause> locks = locks();
        if (tokens.isWord("INTO")) {
            throw tokens.failure("SELECT INTO is not understood");
        }
        return new Query(
                with.tables(),
                with.recursive(),
                body,
                orderBy,
                limit.limit(),
                limit.offset(),
                false,
                locks,
                tokens.from(first));
    }

    With with() {
        if (!tokens.take("WITH")) {
            return With.NONE;
        }
        boolean recursive = tokens.take("RECURSIVE");
        List<CommonTable> tables = new ArrayList<>();
        do {
            tables.add(commonTable());
        } while (tokens.takeSymbol(","));
        return new With(tables, recursive);
    }

    private CommonTable commonTable() {
        int first = tokens.position();
        Identifier name = tokens.tableName();
        List<Identifier> columns = tokens.isSymbol("(") ? tokens.foldedNames() : List.of();
        tokens.expect("AS");
        Query query = parenthesized();
        QueryStatement statement = new QueryStatement(query, query.span());
        return new CommonTable(name, columns, Materialization.DEFAULT, statement, tokens.from(first));
    }

    private QueryBody union() {
        int first = tokens.position();
        QueryBody left = intersection();
        while (tokens.isWord("UNION") || tokens.isWord("EXCEPT")) {
            SetKind kind = tokens.isWord("UNION") ? SetKind.UNION : SetKind.EXCEPT;
            left = combined(first, kind, left, false);
        }
        return left;
    }

    private QueryBody intersection() {
        int first = tokens.position();
        QueryBody left = body();
        while (tokens.isWord("INTERSECT")) {
            left = combined(first, SetKind.INTERSECT, left, true);
        }
        return left;
    }

    private QueryBody combined(int first, SetKind kind, QueryBody left, boolean tight) {
        tokens.next();
        boolean all = tokens.take("ALL");
        if (!all) {
            tokens.take("DISTINCT");
        }
        QueryBody right = tight ? body() : intersection();
        return new SetOperation(kind, all, left, right, tokens.from(first));
    }

    private QueryBody body() {
        int first = tokens.position();
        if (tokens.isSymbol("(")) {
            Query query = parenthesized();
            return new ParenthesizedQuery(query, tokens.from(first));
        }
        if (tokens.take("TABLE")) {
            QualifiedName name = tokens.qualifiedTable();
            return new ExplicitTable(FromParser.plain(name), tokens.from(first));
        }
        if (tokens.take("VALUES")) {
            return new ValuesRows(rows(), tokens.from(first));
        }
        return select();
    }

    /** {@code ROW(1, 2), ROW(3, 4)}. */
    private List<ValuesRow> rows() {
        List<ValuesRow> rows = new ArrayList<>();
        do {
            int first = tokens.position();
            tokens.expect("ROW");
            tokens.expectSymbol("(");
            List<Expression> values = parsers.changes.values();
            tokens.expectSymbol(")");
            rows.add(new ValuesRow(values, tokens.from(first)));
        } while (tokens.takeSymbol(","));
        return rows;
    }

    private SelectBlock select() {
        int first = tokens.position();
        tokens.expect("SELECT");
        Set<StatementModifier> modifiers = EnumSet.noneOf(StatementModifier.class);
        boolean distinct = selectOptions(modifiers);
        List<SelectItem> items = items();
        List<FromItem> from = tokens.take("FROM") ? from() : List.of();
        Optional<Expression> where = clause("WHERE");
        List<GroupingElement> groupBy = tokens.take("GROUP", "BY") ? groupBy() : List.of();
        Optional<Expression> having = clause("HAVING");
        List<NamedWindow> windows = tokens.take("WINDOW") ? parsers.windows.named() : List.of();
        return new SelectBlock(
                modifiers,
                distinct ? Distinctness.DISTINCT : Distinctness.ALL,
                List.of(),
                items,
                from,
                where,
                groupBy,
                having,
                windows,
                tokens.from(first));
    }

    private List<FromItem> from() {
        return tokens.take("DUAL") ? List.of() : parsers.from.list();
    }

    /** Reads the words before the select list; true when DISTINCT is among them. */
    private boolean selectOptions(Set<StatementModifier> modifiers) {
        boolean distinct = false;
        while (true) {
            if (tokens.take("DISTINCT") || tokens.take("DISTINCTROW")) {
                distinct = true;
            } else if (!tokens.take("ALL") && !selectModifier(modifiers)) {
                return distinct;
            }
        }
    }

    private boolean selectModifier(Set<StatementModifier> modifiers) {
        String word = tokens.word();
        boolean modifier = switch (word) {
            case "HIGH_PRIORITY", "STRAIGHT_JOIN", "SQL_SMALL_RESULT", "SQL_BIG_RESULT", "SQL_CALC_FOUND_ROWS" -> true;
            // No reserved words: they are columns where no item of the list follows.
            case "SQL_NO_CACHE", "SQL_BUFFER_RESULT" -> startsItem(tokens.position() + 1);
            default -> false;
        };
        if (modifier) {
            modifiers.add(StatementModifier.valueOf(word));
            tokens.next();
        }
        return modifier;
    }

    private boolean startsItem(int ordinal) {
        return switch (tokens.kindAt(ordinal)) {
            case WORD -> !tokens.isWordAt(ordinal, "FROM") && !tokens.isWordAt(ordinal, "AS");
            case END, PUNCTUATION -> tokens.isSymbolAt(ordinal, "(");
            case OPERATOR -> tokens.isSymbolAt(ordinal, "*");
            case QUOTED_IDENTIFIER, STRING, NUMBER, PARAMETER, VARIABLE -> true;
        };
    }

    private List<SelectItem> items() {
        List<SelectItem> items = new ArrayList<>();
        do {
            items.add(item());
        } while (tokens.takeSymbol(","));
        return items;
    }

    private SelectItem item() {
        int first = tokens.position();
        Optional<Star> star = star();
        if (star.isPresent()) {
            return new SelectItem(star.get(), Optional.empty(), tokens.from(first));
        }
        Expression expression = parsers.expressions.expression();
        Optional<Identifier> alias = alias();
        return new SelectItem(expression, alias, tokens.from(first));
    }

    private Optional<Star> star() {
        int first = tokens.position();
        if (tokens.takeSymbol("*")) {
            return Optional.of(new Star(List.of(), tokens.from(first)));
        }
        int at = first;
        while (tokens.isNameAt(at) && tokens.isSymbolAt(at + 1, ".")) {
            at += 2;
        }
        if (at == first || !tokens.isSymbolAt(at, "*")) {
            return Optional.empty();
        }
        List<Identifier> qualifier = new ArrayList<>();
        while (!tokens.takeSymbol("*")) {
            qualifier.add(tokens.tableName());
            tokens.expectSymbol(".");
        }
        return Optional.of(new Star(qualifier, tokens.from(first)));
    }

    private Optional<Identifier> alias() {
        boolean as = tokens.take("AS");
        int at = tokens.position();
        if (tokens.kind() == TokenKind.STRING) {
            parsers.primaries.string();
            String name = tokens.sql().unquote(at);
            return Optional.of(new Identifier(name.toLowerCase(Locale.ROOT), true, tokens.from(at)));
        }
        return as || tokens.isName() ? Optional.of(tokens.foldedName()) : Optional.empty();
    }

    Optional<Expression> clause(String word) {
        return tokens.take(word) ? Optional.of(parsers.expressions.expression()) : Optional.empty();
    }

    /** {@code a, b WITH ROLLUP} is one element. */
    private List<GroupingElement> groupBy() {
        int first = tokens.position();
        List<GroupingElement> elements = new ArrayList<>();
        do {
            int at = tokens.position();
            Expression expression = parsers.expressions.expression();
            elements.add(
                    new GroupingElement(GroupingKind.EXPRESSIONS, List.of(expression), List.of(), tokens.from(at)));
        } while (tokens.takeSymbol(","));
        if (!tokens.take("WITH", "ROLLUP")) {
            return elements;
        }
        return List.of(new GroupingElement(GroupingKind.ROLLUP, List.of(), elements, tokens.from(first)));
    }

    /** ORDER BY where it stands here, else nothing. */
    List<OrderItem> orderBy() {
        if (!tokens.take("ORDER", "BY")) {
            return List.of();
        }
        List<OrderItem> items = new ArrayList<>();
        do {
            int first = tokens.position();
            Expression expression = parsers.expressions.expression();
            items.add(new OrderItem(expression, direction(), NullOrder.DEFAULT, Optional.empty(), tokens.from(first)));
        } while (tokens.takeSymbol(","));
        return items;
    }

    private Direction direction() {
        if (tokens.take("DESC")) {
            return Direction.DESCENDING;
        }
        return tokens.take("ASC") ? Direction.ASCENDING : Direction.DEFAULT;
    }

    /** {@code LIMIT n}, {@code LIMIT n OFFSET m}, or {@code LIMIT m, n}. */
    private Limit limit() {
        if (!tokens.take("LIMIT")) {
            return new Limit(Optional.empty(), Optional.empty());
        }
        Expression one = limitOperand();
        if (tokens.take("OFFSET")) {
            return new Limit(Optional.of(one), Optional.of(limitOperand()));
        }
        if (tokens.takeSymbol(",")) {
            return new Limit(Optional.of(limitOperand()), Optional.of(one));
        }
        return new Limit(Optional.of(one), Optional.empty());
    }

    Expression limitOperand() {
        return tokens.kind() == TokenKind.PARAMETER ? parsers.primaries.parameter() : parsers.primaries.number();
    }

    private List<LockClause> locks() {
        List<LockClause> locks = new ArrayList<>();
        while (tokens.isWord("FOR") || tokens.isWord("LOCK")) {
            locks.add(lock());
        }
        return locks;
    }

    private LockClause lock() {
        int first = tokens.position();
        if (tokens.take("LOCK", "IN", "SHARE", "MODE")) {
            return new LockClause(LockStrength.SHARE, List.of(), WaitPolicy.WAIT, tokens.from(first));
        }
        tokens.expect("FOR");
        LockStrength strength = tokens.take("UPDATE") ? LockStrength.UPDATE : LockStrength.SHARE;
        if (strength == LockStrength.SHARE) {
            tokens.expect("SHARE");
        }
        List<QualifiedName> of = new ArrayList<>();
        if (tokens.take("OF")) {
            do {
                of.add(tokens.qualifiedTable());
            } while (tokens.takeSymbol(","));
        }
        WaitPolicy wait = tokens.take("NOWAIT")
                ? WaitPolicy.NO_WAIT
                : tokens.take("SKIP", "LOCKED") ? WaitPolicy.SKIP_LOCKED : WaitPolicy.WAIT;
        return new LockClause(strength, of, wait, tokens.from(first));
    }
}
