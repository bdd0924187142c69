package io.kintsugi.examples.tpcc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ShardCrossingsTest {

    @Test
    void drivers_thatTell_areBelieved() throws SQLException {
        assertThat(ShardCrossings.lastTransaction(connectionTelling("2"))).hasValue(2);
    }

    @Test
    void drivers_thatDoNotTell_giveNothing() throws SQLException {
        assertThat(ShardCrossings.lastTransaction(connectionTelling(null))).isEmpty();
    }

    private static Connection connectionTelling(@Nullable String value) {
        return (Connection) Proxy.newProxyInstance(
                ShardCrossingsTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getClientInfo");
                    assertThat(arguments).containsExactly(ShardCrossings.PROPERTY);
                    return value;
                });
    }
}
