package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLWarning;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Warnings of servers and their chains. */
final class WarningsContractIT extends JdbcContract {
    @Test
    void warning_isOnTheStatementUntilCleared() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(texts.warning());
            SQLWarning warning = statement.getWarnings();
            assertThat((Throwable) warning).isNotNull();
            assertThat(warning.getMessage()).contains(texts.warningText());
            statement.clearWarnings();
            assertThat((Throwable) statement.getWarnings()).isNull();
            statement.execute(texts.warning());
            assertThat((Throwable) statement.getWarnings()).isNotNull();
            statement.execute("SELECT 1");
            assertThat((Throwable) statement.getWarnings()).isNull();
        }
    }

    @Test
    void connection_hasNoWarningsOfStatements() throws Exception {
        connection.createStatement().execute(texts.warning());
        assertThat((Throwable) connection.getWarnings()).isNull();
        connection.clearWarnings();
    }
}
