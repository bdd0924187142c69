package io.kintsugi.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Some rows of a native result set that only goes forward, as if they were all. Confined like the result set. */
final class ForwardRows implements InvocationHandler {
    private final ResultSet rows;
    private final Shown shown;
    private int position;
    private boolean ended;

    /** Which rows are shown. */
    interface Shown {
        boolean shows(ResultSet row) throws SQLException;
    }

    private ForwardRows(ResultSet rows, Shown shown) {
        this.rows = rows;
        this.shown = shown;
    }

    static ResultSet of(ResultSet rows, Shown shown) {
        return (ResultSet) Proxy.newProxyInstance(
                ForwardRows.class.getClassLoader(), new Class<?>[] {ResultSet.class}, new ForwardRows(rows, shown));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "next" -> next();
            case "getRow" -> ended ? 0 : position;
            case "isFirst" -> position == 1 && !ended;
            case "isLast" ->
                throw Errors.unsupported("This result set does not know its last row.", "Read it to its end.");
            default -> call(method, arguments);
        };
    }

    private boolean next() throws SQLException {
        while (rows.next()) {
            if (shown.shows(rows)) {
                position++;
                return true;
            }
        }
        ended = true;
        return false;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(rows, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
