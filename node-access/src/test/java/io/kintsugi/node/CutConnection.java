package io.kintsugi.node;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection whose client, or server, dies just before its n-th round trip: what came before has happened, what
 * follows has not. Confined to one thread.
 */
final class CutConnection {
    private final Connection real;
    private final Runnable death;
    private int roundTripsLeft;
    private boolean cut;

    /** @param death what dies; afterwards the connection is of no use */
    CutConnection(Connection real, int roundTrips, Runnable death) {
        this.real = real;
        this.roundTripsLeft = roundTrips;
        this.death = death;
    }

    /** The connection to hand out. */
    Connection connection() {
        return proxy(Connection.class, real);
    }

    boolean wasCut() {
        return cut;
    }

    private <T> T proxy(Class<T> type, Object target) {
        InvocationHandler handler = (proxy, method, arguments) -> invoke(target, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.startsWith("execute") || name.equals("commit")) {
            cutAtTheEnd();
        }
        try {
            Object result = method.invoke(target, arguments);
            if (result instanceof PreparedStatement) {
                return proxy(PreparedStatement.class, result);
            }
            return name.equals("createStatement") ? proxy(Statement.class, result) : result;
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private void cutAtTheEnd() throws SQLException {
        if (!cut && roundTripsLeft-- == 0) {
            cut = true;
            death.run();
        }
        if (cut) {
            throw new SQLException("cut off by the test", "08000");
        }
    }
}
