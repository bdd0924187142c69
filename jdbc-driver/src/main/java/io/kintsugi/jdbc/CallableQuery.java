package io.kintsugi.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What prepareCall makes of a text that calls nothing: an ordinary prepared statement that has no out parameters. Some
 * tools prepare each of their queries so.
 */
final class CallableQuery implements InvocationHandler {
    private static final Pattern CALL = Pattern.compile("\\s*(\\{|CALL\\b)", Pattern.CASE_INSENSITIVE);

    private final PreparedStatement statement;

    private CallableQuery(PreparedStatement statement) {
        this.statement = statement;
    }

    static boolean isCall(String sql) {
        return CALL.matcher(sql).lookingAt();
    }

    static CallableStatement of(PreparedStatement statement) {
        return (CallableStatement) Proxy.newProxyInstance(
                CallableQuery.class.getClassLoader(),
                new Class<?>[] {CallableStatement.class},
                new CallableQuery(statement));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == CallableStatement.class) {
            throw Errors.argument(
                    "The statement calls nothing, so it has no out parameters and no parameter names.",
                    "Read its result set, and set its parameters by number.");
        }
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
