package io.kintsugi.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a native, scrollable result set as if they were all: a position among the shown ones is a position in
 * the native one, everything else is the native driver's. Confined like the result set.
 */
final class VisibleRows implements InvocationHandler {
    private final ResultSet rows;
    private final int[] shown;

    /** 0 before the first shown row, one more than there are after the last. */
    private int position;

    private VisibleRows(ResultSet rows, int[] shown) {
        this.rows = rows;
        this.shown = shown;
    }

    /** Without the rows where a column of such a label has the hidden value; the same object when there are none. */
    static ResultSet of(ResultSet rows, Predicate<String> label, String hidden) throws SQLException {
        // The native driver does not describe the columns of some listings that it knows to be empty.
        List<Integer> columns = rows.isBeforeFirst() ? columns(rows.getMetaData(), label) : List.of();
        if (columns.isEmpty()) {
            return rows;
        }
        if (rows.getType() == ResultSet.TYPE_FORWARD_ONLY) {
            return ForwardRows.of(rows, row -> !hides(row, columns, hidden));
        }
        List<Integer> shown = new ArrayList<>();
        int count = 0;
        while (rows.next()) {
            count++;
            if (!hides(rows, columns, hidden)) {
                shown.add(count);
            }
        }
        rows.beforeFirst();
        if (shown.size() == count) {
            return rows;
        }
        int[] numbers = shown.stream().mapToInt(Integer::intValue).toArray();
        return (ResultSet) Proxy.newProxyInstance(
                VisibleRows.class.getClassLoader(), new Class<?>[] {ResultSet.class}, new VisibleRows(rows, numbers));
    }

    private static List<Integer> columns(ResultSetMetaData metaData, Predicate<String> label) throws SQLException {
        List<Integer> columns = new ArrayList<>();
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            if (label.test(metaData.getColumnLabel(column))) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static boolean hides(ResultSet row, List<Integer> columns, String hidden) throws SQLException {
        for (int column : columns) {
            if (hidden.equals(row.getString(column))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        int number = arguments != null && arguments.length == 1 && arguments[0] instanceof Integer given ? given : 0;
        return switch (method.getName()) {
            case "next" -> moveTo(position + 1);
            case "previous" -> moveTo(position - 1);
            case "first" -> moveTo(1);
            case "last" -> moveTo(shown.length);
            case "absolute" -> moveTo(number < 0 ? Math.max(0, shown.length + 1 + number) : number);
            case "relative" -> moveTo(position + number);
            case "beforeFirst" -> left(moveTo(0));
            case "afterLast" -> left(moveTo(shown.length + 1));
            case "getRow" -> isOnRow() ? position : 0;
            case "isBeforeFirst" -> position == 0 && shown.length > 0;
            case "isAfterLast" -> position > shown.length && shown.length > 0;
            case "isFirst" -> position == 1 && isOnRow();
            case "isLast" -> position == shown.length && isOnRow();
            default -> call(method, arguments);
        };
    }

    private static @Nullable Object left(boolean onRow) {
        return null;
    }

    private boolean isOnRow() {
        return position >= 1 && position <= shown.length;
    }

    private boolean moveTo(int wanted) throws SQLException {
        position = Math.max(0, Math.min(shown.length + 1, wanted));
        if (isOnRow()) {
            return rows.absolute(shown[position - 1]);
        }
        if (position == 0) {
            rows.beforeFirst();
        } else {
            rows.afterLast();
        }
        return false;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(rows, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
