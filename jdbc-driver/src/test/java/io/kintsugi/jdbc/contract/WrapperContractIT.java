package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Getting at what is behind an object. */
final class WrapperContractIT extends JdbcContract {
    @Test
    void objects_wrapTheirOwnInterfaces() throws Exception {
        assertThat(connection.isWrapperFor(Connection.class)).isTrue();
        assertThat(connection.unwrap(Connection.class)).isNotNull();
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT 1");
                ResultSet rows = statement.executeQuery("SELECT 1")) {
            assertThat(statement.unwrap(Statement.class)).isNotNull();
            assertThat(statement.isWrapperFor(Statement.class)).isTrue();
            assertThat(prepared.unwrap(PreparedStatement.class)).isNotNull();
            assertThat(rows.unwrap(ResultSet.class)).isNotNull();
            assertThat(rows.isWrapperFor(ResultSet.class)).isTrue();
            assertThat(rows.getMetaData().isWrapperFor(java.sql.ResultSetMetaData.class))
                    .isTrue();
        }
        assertThat(connection.getMetaData().unwrap(DatabaseMetaData.class)).isNotNull();
    }

    @Test
    void strangers_areNotWrapped() throws Exception {
        assertThat(connection.isWrapperFor(java.util.List.class)).isFalse();
        assertFails(() -> connection.unwrap(java.util.List.class));
        try (Statement statement = connection.createStatement()) {
            assertFails(() -> statement.unwrap(java.util.List.class));
            assertThat(statement.isWrapperFor(java.util.List.class)).isFalse();
        }
    }
}
