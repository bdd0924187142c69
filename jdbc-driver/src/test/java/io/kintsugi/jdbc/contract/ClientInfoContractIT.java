package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLClientInfoException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What an application says about itself. */
final class ClientInfoContractIT extends JdbcContract {
    @Test
    void applicationName_reachesTheServers() throws Exception {
        users(6);
        connection.setClientInfo("ApplicationName", "it's me");
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("it's me");
        assertThat(connection.getClientInfo()).containsEntry("ApplicationName", "it's me");
        for (int id = 1; id <= 6; id++) {
            if (texts.otherSchema().isEmpty()) {
                break;
            }
            assertThat(one("SELECT current_setting('application_name') FROM users WHERE user_id = " + id))
                    .isEqualTo("it's me");
        }
        connection.setClientInfo("ApplicationName", "");
        assertThat(connection.getClientInfo("ApplicationName")).isEmpty();
        connection.setClientInfo("ApplicationName", null);
        connection.getClientInfo("ApplicationName");
    }

    @Test
    void properties_replaceAll() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "a");
        connection.setClientInfo(properties);
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("a");
        connection.setClientInfo(new Properties());
        connection.getClientInfo("ApplicationName");
    }

    @Test
    void unknownName_isAWarning() throws Exception {
        connection.setClientInfo("Nothing", "x");
        asNative(
                () -> {
                    assertThat((Throwable) connection.getWarnings()).isNotNull();
                    assertThat(connection.getClientInfo("Nothing")).isNull();
                },
                () -> assertThat(connection.getClientInfo("Nothing")).isEqualTo("x"));
        attempt(() -> connection.getClientInfo(null));
    }

    @Test
    void closedConnection_saysSo() throws Exception {
        connection.close();
        strict(() -> assertFails(() -> connection.setClientInfo("ApplicationName", "x")));
        strict(() -> assertFails(() -> connection.setClientInfo(new Properties())));
        assertThat(new SQLClientInfoException().getFailedProperties()).isNullOrEmpty();
    }
}
