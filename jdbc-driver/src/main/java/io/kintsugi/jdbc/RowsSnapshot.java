package io.kintsugi.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A short listing copied out of a native result set whose getters would wait for its connection, which others use by
 * now. Scrollable and read-only; it holds texts, numbers and truth values, as listings do. Confined like its cursor.
 */
final class RowsSnapshot implements InvocationHandler {
    private static final String NOT_ON_A_ROW = "24000";
    private static final String WRONG_VALUE = "22018";
    private static final String UNDEFINED_COLUMN = "42S22";

    private final ResultSetMetaData metaData;
    private final int type;
    private final List<Cell[]> rows;

    /** 0 before the first row, one more than there are after the last. */
    private int position;

    private int fetchSize;
    private boolean lastWasNull;
    private boolean closed;

    private record Cell(@Nullable Object value, @Nullable String text) {}

    private RowsSnapshot(ResultSetMetaData metaData, int type, List<Cell[]> rows) {
        this.metaData = metaData;
        this.type = type;
        this.rows = rows;
    }

    /** Reads the rows to their end and closes them. */
    static ResultSet of(ResultSet rows) throws SQLException {
        try (ResultSet read = rows) {
            ResultSetMetaData metaData = read.getMetaData();
            int columns = metaData.getColumnCount();
            List<Cell[]> cells = new ArrayList<>();
            while (read.next()) {
                Cell[] row = new Cell[columns];
                for (int column = 1; column <= columns; column++) {
                    row[column - 1] = new Cell(read.getObject(column), read.getString(column));
                }
                cells.add(row);
            }
            RowsSnapshot snapshot = new RowsSnapshot(metaData, read.getType(), cells);
            return (ResultSet) Proxy.newProxyInstance(
                    RowsSnapshot.class.getClassLoader(), new Class<?>[] {ResultSet.class}, snapshot);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object first = arguments == null ? null : arguments[0];
        int number = first instanceof Integer given ? given : 0;
        return switch (method.getName()) {
            case "next" -> moveTo(position + 1);
            case "previous" -> moveTo(position - 1);
            case "first" -> moveTo(1);
            case "last" -> moveTo(rows.size());
            case "absolute" -> moveTo(number < 0 ? Math.max(0, rows.size() + 1 + number) : number);
            case "relative" -> moveTo(position + number);
            case "beforeFirst" -> left(moveTo(0));
            case "afterLast" -> left(moveTo(rows.size() + 1));
            case "getRow" -> isOnRow() ? position : 0;
            case "isBeforeFirst" -> position == 0 && !rows.isEmpty();
            case "isAfterLast" -> position > rows.size() && !rows.isEmpty();
            case "isFirst" -> position == 1 && isOnRow();
            case "isLast" -> position == rows.size() && isOnRow();
            case "close" -> {
                closed = true;
                yield null;
            }
            case "isClosed" -> closed;
            case "wasNull" -> lastWasNull;
            case "getMetaData" -> metaData;
            case "findColumn" -> column(first);
            case "getType" -> type;
            case "getConcurrency" -> ResultSet.CONCUR_READ_ONLY;
            case "getHoldability" -> ResultSet.HOLD_CURSORS_OVER_COMMIT;
            case "getFetchDirection" -> ResultSet.FETCH_FORWARD;
            case "getFetchSize" -> fetchSize;
            case "setFetchSize" -> {
                fetchSize = number;
                yield null;
            }
            case "setFetchDirection", "clearWarnings", "getWarnings", "getStatement", "getCursorName", "unwrap" -> null;
            case "rowUpdated", "rowInserted", "rowDeleted", "isWrapperFor" -> false;
            case "toString" -> "RowsSnapshot[" + rows.size() + " rows]";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == first;
            default -> get(method, arguments == null ? new Object[0] : arguments);
        };
    }

    private static @Nullable Object left(boolean onRow) {
        return null;
    }

    private boolean isOnRow() {
        return position >= 1 && position <= rows.size();
    }

    private boolean moveTo(int wanted) {
        position = Math.max(0, Math.min(rows.size() + 1, wanted));
        return isOnRow();
    }

    private int column(@Nullable Object given) throws SQLException {
        int count = metaData.getColumnCount();
        for (int column = 1; column <= count; column++) {
            if (given instanceof Integer index && index == column) {
                return column;
            }
            if (given instanceof String label && label.equalsIgnoreCase(metaData.getColumnLabel(column))) {
                return column;
            }
        }
        if (given instanceof Integer) {
            throw Errors.argument(
                    "There is no column " + given + ": the result has " + count + ".", "Columns count from 1.");
        }
        throw new SQLException("There is no column named " + given + " in this result.", UNDEFINED_COLUMN);
    }

    private @Nullable Object get(Method method, @Nullable Object[] arguments) throws SQLException {
        if (!method.getName().startsWith("get") || arguments.length == 0) {
            throw Errors.unsupported("A listing cannot be changed.", "Change what it lists.");
        }
        int column = column(arguments[0]);
        if (!isOnRow()) {
            throw new SQLException(
                    "The result set is not on a row: call next, and read only when it gives true.", NOT_ON_A_ROW);
        }
        Cell cell = rows.get(position - 1)[column - 1];
        lastWasNull = cell.text() == null;
        if (method.getName().equals("getObject")) {
            return arguments.length == 2 && arguments[1] instanceof Class<?> wanted
                    ? object(cell, wanted)
                    : cell.value();
        }
        return converted(cell, method.getReturnType());
    }

    private static @Nullable Object object(Cell cell, Class<?> wanted) throws SQLException {
        if (cell.text() == null || wanted.isInstance(cell.value())) {
            return cell.value();
        }
        return converted(cell, wanted);
    }

    private static @Nullable Object converted(Cell cell, Class<?> wanted) throws SQLException {
        String text = cell.text();
        if (wanted == String.class) {
            return text;
        }
        if (wanted == byte[].class) {
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return text != null
                    && (cell.value() instanceof Boolean known
                            ? known
                            : number(cell).signum() != 0);
        }
        BigDecimal number = text == null ? BigDecimal.ZERO : number(cell);
        if (wanted == BigDecimal.class) {
            return text == null ? null : number;
        }
        try {
            return primitive(number, wanted);
        } catch (ArithmeticException tooLarge) {
            throw new SQLException("The value " + text + " is no " + wanted.getName() + ".", WRONG_VALUE, tooLarge);
        }
    }

    private static Object primitive(BigDecimal number, Class<?> wanted) throws SQLException {
        if (wanted == int.class || wanted == Integer.class) {
            return number.intValueExact();
        }
        if (wanted == long.class || wanted == Long.class) {
            return number.longValueExact();
        }
        if (wanted == short.class || wanted == Short.class) {
            return number.shortValueExact();
        }
        if (wanted == byte.class || wanted == Byte.class) {
            return number.byteValueExact();
        }
        if (wanted == double.class || wanted == Double.class) {
            return number.doubleValue();
        }
        if (wanted == float.class || wanted == Float.class) {
            return number.floatValue();
        }
        throw Errors.wrongType(wanted, "A listing has texts, numbers and truth values: read one of these.");
    }

    private static BigDecimal number(Cell cell) throws SQLException {
        if (cell.value() instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        try {
            return new BigDecimal(String.valueOf(cell.text()));
        } catch (NumberFormatException text) {
            throw new SQLException("The value '" + cell.text() + "' is no number.", WRONG_VALUE, text);
        }
    }
}
