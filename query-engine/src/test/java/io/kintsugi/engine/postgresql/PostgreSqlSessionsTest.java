package io.kintsugi.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.engine.session.SessionSettings;
import org.junit.jupiter.api.Test;

class PostgreSqlSessionsTest {
    @Test
    void savepointNames_areQuoted() {
        assertThat(new PostgreSqlSessions().quoted("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void switchingSettings_resetsOnlyWhatWasSet() {
        SessionSettings none = SessionSettings.NONE;
        SessionSettings two = none.with("a", "SET a = 1 -- note").with("b", "SET b = 2");
        assertThat(PostgreSqlSessions.switchText(none, two)).isEqualTo("SET a = 1 -- note\n; SET b = 2");
        assertThat(PostgreSqlSessions.switchText(two, two)).isEmpty();
        assertThat(PostgreSqlSessions.switchText(two, none)).isEqualTo("SET SESSION AUTHORIZATION DEFAULT; RESET ALL");
        assertThat(two.without("a").without("b")).isEqualTo(none);
        assertThat(two.with("role", "SET ROLE x").withoutAll()).isEqualTo(none.with("role", "SET ROLE x"));
        assertThat(two.with("a", "SET a = 1 -- note")).as("order counts").isNotEqualTo(two);
    }
}
