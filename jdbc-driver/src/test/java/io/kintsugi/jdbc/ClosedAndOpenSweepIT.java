package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every method of every interface, on closed objects and on open ones. */
class ClosedAndOpenSweepIT {
    private static final String CLOSED = "KZ503";

    /** What the JDBC specification allows on a closed object, or what cannot throw. */
    private static final Map<Class<?>, Set<String>> ALLOWED_ON_CLOSED = Map.of(
            Connection.class, Set.of("close", "isClosed", "isValid", "abort", "isWrapperFor"),
            Statement.class, Set.of("close", "isClosed", "isWrapperFor"),
            PreparedStatement.class, Set.of("close", "isClosed", "isWrapperFor"),
            CallableStatement.class, Set.of("close", "isClosed", "isWrapperFor"),
            ResultSet.class, Set.of("close", "isClosed", "isWrapperFor"),
            DatabaseMetaData.class, Set.of("getDriverMajorVersion", "getDriverMinorVersion", "isWrapperFor"));

    /** They end the object that the sweep is about. */
    private static final Set<String> ENDING = Set.of("close", "abort", "closeOnCompletion");

    private final Contestants.Contestant ours =
            Contestants.ours(List.of("CREATE TABLE t (id bigint PRIMARY KEY)"), false);
    private final Contestants.Contestant merged =
            Contestants.ours(List.of("CREATE TABLE t (id bigint PRIMARY KEY)"), true);

    ClosedAndOpenSweepIT() throws SQLException {}

    @Test
    void everyMethod_onClosedConnection_saysSo() throws Exception {
        Connection connection = ours.connect();
        DatabaseMetaData metaData = connection.getMetaData();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("SELECT 1 WHERE 1 = ?");
        CallableStatement call = connection.prepareCall("{? = call lower(?)}");
        ResultSet rows = statement.executeQuery("SELECT 1");
        connection.close();
        assertClosed(Connection.class, connection);
        assertClosed(DatabaseMetaData.class, metaData);
        assertClosed(Statement.class, statement);
        assertClosed(PreparedStatement.class, prepared);
        assertClosed(CallableStatement.class, call);
        assertClosed(ResultSet.class, rows);
    }

    @Test
    void everyMethod_onClosedStatement_saysSo() throws Exception {
        try (Connection connection = ours.connect()) {
            Statement statement = connection.createStatement();
            PreparedStatement prepared = connection.prepareStatement("SELECT 1 WHERE 1 = ?");
            ResultSet rows = statement.executeQuery("SELECT 1");
            statement.close();
            prepared.close();
            CallableStatement call = connection.prepareCall("{? = call lower(?)}");
            call.close();
            assertClosed(CallableStatement.class, call);
            assertClosed(Statement.class, statement);
            assertClosed(PreparedStatement.class, prepared);
            assertClosed(ResultSet.class, rows);
        }
    }

    @Test
    void everyMethod_onOpenObject_worksOrRefusesProperly() throws Exception {
        for (Contestants.Contestant contestant : List.of(ours, merged)) {
            List<String> breaches = new ArrayList<>();
            sweepOpen(contestant, breaches);
            assertThat(breaches).as(contestant.name()).isEmpty();
        }
    }

    private static void sweepOpen(Contestants.Contestant contestant, List<String> breaches) throws Exception {
        for (Method method : methods(Connection.class)) {
            try (Connection connection = contestant.connect()) {
                callOpen(method, connection, breaches);
            }
        }
        try (Connection connection = contestant.connect()) {
            for (Method method : methods(DatabaseMetaData.class)) {
                callOpen(method, connection.getMetaData(), breaches);
            }
            for (Method method : methods(Statement.class)) {
                callOpen(method, connection.createStatement(), breaches);
            }
            for (Method method : methods(PreparedStatement.class)) {
                callOpen(method, connection.prepareStatement("SELECT id FROM t WHERE id = ?"), breaches);
            }
            for (Method method : methods(CallableStatement.class)) {
                callOpen(method, connection.prepareCall("{? = call lower(?)}"), breaches);
            }
            for (Method method : methods(ResultSet.class)) {
                ResultSet rows = connection.createStatement().executeQuery("SELECT '2024-02-29'::text AS a");
                rows.next();
                callOpen(method, rows, breaches);
            }
        }
    }

    private static void callOpen(Method method, Object target, List<String> breaches) throws IllegalAccessException {
        try {
            method.invoke(target, arguments(method));
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            if (!(cause instanceof SQLException error) || isForbidden(error)) {
                breaches.add(method + " threw " + cause + state(cause));
            }
        }
    }

    /** A pool throws the connection away on these, or an application does not know whose error it is. */
    private static boolean isForbidden(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        boolean ours = state.startsWith("KZ");
        return state.equals("0A000")
                || error instanceof java.sql.SQLTimeoutException
                || (error instanceof SQLFeatureNotSupportedException && !ours)
                || error.getSQLState() == null;
    }

    private static String state(@Nullable Throwable cause) {
        return cause instanceof SQLException error ? " " + error.getSQLState() : "";
    }

    private static void assertClosed(Class<?> type, Object target) throws IllegalAccessException {
        List<String> breaches = new ArrayList<>();
        for (Method method : methods(type)) {
            if (allowed(type, method)) {
                continue;
            }
            try {
                Object answer = method.invoke(target, arguments(method));
                breaches.add(method + " gave " + answer);
            } catch (InvocationTargetException thrown) {
                Throwable cause = thrown.getCause();
                if (!(cause instanceof SQLException error) || !CLOSED.equals(error.getSQLState())) {
                    breaches.add(method + " threw " + cause + state(cause));
                }
            }
        }
        assertThat(breaches).as(type.getSimpleName()).isEmpty();
    }

    private static boolean allowed(Class<?> type, Method method) {
        return ALLOWED_ON_CLOSED.getOrDefault(type, Set.of()).contains(method.getName());
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !ENDING.contains(method.getName()))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    private static @Nullable Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> argument(method, type))
                .toArray();
    }

    private static @Nullable Object argument(Method method, Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == short.class) {
            return (short) 1;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == float.class) {
            return 1f;
        }
        if (type == double.class) {
            return 1d;
        }
        if (type == Class.class) {
            return String.class;
        }
        return type == String.class && method.getName().startsWith("get") ? "a" : null;
    }
}
