package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.syntax.CommonTable;
import io.kintsugi.router.syntax.Direction;
import io.kintsugi.router.syntax.Distinctness;
import io.kintsugi.router.syntax.ExplicitTable;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.FromItem;
import io.kintsugi.router.syntax.GroupingElement;
import io.kintsugi.router.syntax.GroupingKind;
import io.kintsugi.router.syntax.Identifier;
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
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.TableReference;
import io.kintsugi.router.syntax.ValuesRow;
import io.kintsugi.router.syntax.ValuesRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/** Reads queries. */
final class QueryReader {
    private final Readers readers;
    private final TokenCursor cursor;

    QueryReader(Readers readers) {
        this.readers = readers;
        this.cursor = readers.cursor;
    }

    Query query(SqlNode node) {
        int first = cursor.position();
        if (cursor.encloses(node)) {
            return readers.tail.query(first, new With(List.of(), false), parenthesized(node), List.of());
        }
        SqlNode inner = node;
        List<SqlNode> order = List.of();
        if (inner instanceof SqlOrderBy ordered) {
            order = ordered.orderList.getList();
            inner = ordered.query;
        }
        With with = new With(List.of(), false);
        if (inner instanceof SqlWith sqlWith) {
            with = with(sqlWith.withList);
            inner = sqlWith.body;
        }
        QueryBody body = body(inner);
        List<OrderItem> orderBy = List.of();
        if (!order.isEmpty()) {
            cursor.words("ORDER", "BY");
            orderBy = orderItems(order);
        }
        return readers.tail.query(first, with, body, orderBy);
    }

    record With(List<CommonTable> tables, boolean recursive) {}

    With with(SqlNodeList list) {
        cursor.words("WITH");
        boolean recursive = cursor.takeWord("RECURSIVE");
        List<CommonTable> tables = new ArrayList<>();
        for (SqlNode item : list) {
            if (!tables.isEmpty()) {
                cursor.symbol(",");
            }
            tables.add(commonTable((SqlWithItem) item));
        }
        return new With(tables, recursive);
    }

    private CommonTable commonTable(SqlWithItem item) {
        int first = cursor.position();
        Identifier name = cursor.identifier();
        List<Identifier> columns =
                item.columnList == null ? List.of() : cursor.parenthesizedNames(item.columnList.size());
        cursor.words("AS");
        Materialization materialization = materialization();
        cursor.symbol("(");
        Statement statement = statement(item.query);
        cursor.symbol(")");
        return new CommonTable(name, columns, materialization, statement, cursor.from(first));
    }

    private Materialization materialization() {
        if (cursor.takeWords("NOT", "MATERIALIZED")) {
            return Materialization.NOT_MATERIALIZED;
        }
        return cursor.takeWord("MATERIALIZED") ? Materialization.MATERIALIZED : Materialization.DEFAULT;
    }

    private Statement statement(SqlNode node) {
        if (node.getKind() == SqlKind.OTHER) {
            return readers.changes.change((SqlCall) node, cursor.position(), new With(List.of(), false));
        }
        Query query = query(node);
        return new QueryStatement(query, query.span());
    }

    private ParenthesizedQuery parenthesized(SqlNode node) {
        int first = cursor.position();
        cursor.symbol("(");
        Query query = query(node);
        cursor.symbol(")");
        return new ParenthesizedQuery(query, cursor.from(first));
    }

    private QueryBody body(SqlNode node) {
        if (cursor.encloses(node)) {
            return parenthesized(node);
        }
        if (node instanceof SqlSelect select) {
            return select(select);
        }
        return switch (node.getKind()) {
            case UNION, INTERSECT, EXCEPT -> setOperation((SqlCall) node);
            case VALUES -> values((SqlCall) node);
            case EXPLICIT_TABLE -> explicitTable((SqlCall) node);
            default -> throw cursor.failure();
        };
    }

    private QueryBody setOperation(SqlCall call) {
        int first = cursor.position();
        QueryBody left = body(call.operand(0));
        SetKind kind = SetKind.valueOf(call.getKind().name());
        cursor.words(kind.name());
        boolean all = cursor.takeWord("ALL");
        if (!all) {
            cursor.takeWord("DISTINCT");
        }
        QueryBody right = body(call.operand(1));
        if (right instanceof SetOperation operation && operation.kind() != SetKind.INTERSECT) {
            throw cursor.failure("The order of set operations is not understood; add parentheses");
        }
        return new SetOperation(kind, all, left, right, cursor.from(first));
    }

    private ValuesRows values(SqlCall call) {
        int first = cursor.position();
        cursor.words("VALUES");
        return new ValuesRows(rows(call.getOperandList()), cursor.from(first));
    }

    List<ValuesRow> rows(List<? extends SqlNode> nodes) {
        List<ValuesRow> rows = new ArrayList<>(nodes.size());
        for (SqlNode node : nodes) {
            if (!rows.isEmpty()) {
                cursor.symbol(",");
            }
            rows.add(row((SqlCall) node));
        }
        return rows;
    }

    ValuesRow row(SqlCall node) {
        int first = cursor.position();
        cursor.symbol("(");
        List<Expression> values = readers.expressions.list(node.getOperandList());
        cursor.symbol(")");
        return new ValuesRow(values, cursor.from(first));
    }

    private ExplicitTable explicitTable(SqlCall call) {
        int first = cursor.position();
        cursor.words("TABLE");
        int name = cursor.position();
        boolean only = cursor.takeWord("ONLY");
        QualifiedName table = cursor.name(((SqlIdentifier) call.operand(0)).names.size());
        TableReference reference = new TableReference(
                table, Optional.empty(), List.of(), only, Optional.empty(), List.of(), List.of(), cursor.from(name));
        return new ExplicitTable(reference, cursor.from(first));
    }

    private SelectBlock select(SqlSelect node) {
        int first = cursor.position();
        cursor.words("SELECT");
        List<SqlNode> items = new ArrayList<>(node.getSelectList().getList());
        Distinctness distinctness = distinctness(node);
        List<Expression> distinctOn = distinctOn(items);
        List<SelectItem> selected = isNothing(items) ? List.of() : selectItems(items);
        List<FromItem> from = node.getFrom() == null ? List.of() : from(node.getFrom());
        Optional<Expression> where = clause(node.getWhere(), "WHERE");
        List<GroupingElement> groupBy = node.getGroup() == null ? List.of() : groupBy(node.getGroup());
        Optional<Expression> having = clause(node.getHaving(), "HAVING");
        List<NamedWindow> windows = windows(node.getWindowList());
        Distinctness kind = distinctOn.isEmpty() ? distinctness : Distinctness.DISTINCT_ON;
        return new SelectBlock(
                Set.of(), kind, distinctOn, selected, from, where, groupBy, having, windows, cursor.from(first));
    }

    private Distinctness distinctness(SqlSelect node) {
        if (node.isDistinct()) {
            cursor.words("DISTINCT");
            return Distinctness.DISTINCT;
        }
        cursor.takeWord("ALL");
        return Distinctness.ALL;
    }

    private List<Expression> distinctOn(List<SqlNode> items) {
        boolean on = items.get(0) instanceof SqlCall call
                && call.getOperator().getName().equals(TokenFeed.DISTINCT_ON);
        if (!on) {
            return List.of();
        }
        SqlCall call = (SqlCall) items.remove(0);
        cursor.words("ON");
        cursor.symbol("(");
        List<Expression> expressions = readers.expressions.list(call.getOperandList());
        cursor.symbol(")");
        return expressions;
    }

    private static boolean isNothing(List<SqlNode> items) {
        return items.size() == 1 && Readers.invented(items.get(0)).equals(TokenFeed.NOTHING);
    }

    List<SelectItem> selectItems(List<? extends SqlNode> nodes) {
        List<SelectItem> items = new ArrayList<>(nodes.size());
        for (SqlNode node : nodes) {
            if (!items.isEmpty()) {
                cursor.symbol(",");
            }
            items.add(selectItem(node));
        }
        return items;
    }

    private SelectItem selectItem(SqlNode node) {
        int first = cursor.position();
        if (node.getKind() != SqlKind.AS) {
            return new SelectItem(readers.expressions.expression(node), Optional.empty(), cursor.from(first));
        }
        Expression expression = readers.expressions.expression(((SqlCall) node).operand(0));
        cursor.takeWord("AS");
        return new SelectItem(expression, Optional.of(cursor.identifier()), cursor.from(first));
    }

    private List<FromItem> from(SqlNode node) {
        cursor.words("FROM");
        return readers.from.list(node);
    }

    Optional<Expression> clause(@Nullable SqlNode node, String word) {
        if (node == null) {
            return Optional.empty();
        }
        cursor.words(word);
        return Optional.of(readers.expressions.expression(node));
    }

    private List<GroupingElement> groupBy(SqlNodeList nodes) {
        cursor.words("GROUP", "BY");
        cursor.takeWord("ALL");
        return groupingElements(nodes.getList());
    }

    private List<GroupingElement> groupingElements(List<? extends SqlNode> nodes) {
        List<GroupingElement> elements = new ArrayList<>();
        for (SqlNode node : nodes) {
            if (!elements.isEmpty()) {
                cursor.symbol(",");
            }
            elements.add(groupingElement(node));
        }
        return elements;
    }

    private GroupingElement groupingElement(SqlNode node) {
        int first = cursor.position();
        if (node instanceof SqlNodeList list && list.isEmpty()) {
            cursor.symbol("(");
            cursor.symbol(")");
            return new GroupingElement(GroupingKind.EXPRESSIONS, List.of(), List.of(), cursor.from(first));
        }
        return switch (node.getKind()) {
            case ROLLUP -> grouping(GroupingKind.ROLLUP, (SqlCall) node, "ROLLUP");
            case CUBE -> grouping(GroupingKind.CUBE, (SqlCall) node, "CUBE");
            case GROUPING_SETS -> grouping(GroupingKind.GROUPING_SETS, (SqlCall) node, "GROUPING", "SETS");
            default -> {
                Expression expression = readers.expressions.expression(node);
                yield new GroupingElement(GroupingKind.EXPRESSIONS, List.of(expression), List.of(), cursor.from(first));
            }
        };
    }

    private GroupingElement grouping(GroupingKind kind, SqlCall call, String... words) {
        int first = cursor.position();
        cursor.words(words);
        cursor.symbol("(");
        List<GroupingElement> elements = groupingElements(call.getOperandList());
        cursor.symbol(")");
        return new GroupingElement(kind, List.of(), elements, cursor.from(first));
    }

    private List<NamedWindow> windows(SqlNodeList nodes) {
        List<NamedWindow> windows = new ArrayList<>();
        for (SqlNode node : nodes) {
            if (windows.isEmpty()) {
                cursor.words("WINDOW");
            } else {
                cursor.symbol(",");
            }
            int first = cursor.position();
            Identifier name = cursor.identifier();
            cursor.words("AS");
            windows.add(new NamedWindow(name, readers.functions.window((SqlWindow) node), cursor.from(first)));
        }
        return windows;
    }

    List<OrderItem> orderItems(List<? extends SqlNode> nodes) {
        List<OrderItem> items = new ArrayList<>(nodes.size());
        for (SqlNode node : nodes) {
            if (!items.isEmpty()) {
                cursor.symbol(",");
            }
            items.add(orderItem(node));
        }
        return items;
    }

    private OrderItem orderItem(SqlNode node) {
        int first = cursor.position();
        SqlNode inner = node;
        boolean nulls = inner.getKind() == SqlKind.NULLS_FIRST || inner.getKind() == SqlKind.NULLS_LAST;
        if (nulls) {
            inner = ((SqlCall) inner).operand(0);
        }
        boolean descending = inner.getKind() == SqlKind.DESCENDING;
        if (descending) {
            inner = ((SqlCall) inner).operand(0);
        }
        Expression expression = readers.expressions.expression(inner);
        Optional<String> operator = usingOperator();
        Direction direction = direction(descending);
        NullOrder order = nulls ? nullOrder() : NullOrder.DEFAULT;
        return new OrderItem(expression, direction, order, operator, cursor.from(first));
    }

    private Optional<String> usingOperator() {
        if (!cursor.takeWord("USING")) {
            return Optional.empty();
        }
        int token = cursor.token(io.kintsugi.router.lexer.TokenKind.OPERATOR);
        return Optional.of(cursor.sql().operator(token));
    }

    private Direction direction(boolean descending) {
        if (descending) {
            cursor.words("DESC");
            return Direction.DESCENDING;
        }
        return cursor.takeWord("ASC") ? Direction.ASCENDING : Direction.DEFAULT;
    }

    private NullOrder nullOrder() {
        cursor.words("NULLS");
        if (cursor.takeWord("FIRST")) {
            return NullOrder.FIRST;
        }
        cursor.words("LAST");
        return NullOrder.LAST;
    }
}
