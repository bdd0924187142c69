package io.kintsugi.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final ReplayLog<String> log = new ReplayLog<>();

    @Test
    void rollbackTo_forgetsWhatCameAfter_andKeepsTheSavepoint() {
        SessionSettings one = SessionSettings.NONE.with("a", "SET a = 1");
        log.addSetting("SET a = 1", one);
        log.addSavepoint("s", Set.of("shard"));
        log.addSetting("SET b = 2", one.with("b", "SET b = 2"));
        log.addSavepoint("inner", Set.of());
        assertThat(log.rollBackTo("s")).containsExactly("shard");
        assertThat(log.text()).isEqualTo("SET a = 1\n; SAVEPOINT \"s\"");
        assertThat(log.settings()).contains(one);
        assertThat(log.hasSavepoint("inner")).isFalse();
    }

    @Test
    void release_forgetsSavepointsButNotSettings() {
        log.addSavepoint("s", Set.of());
        log.addSetting("SET a = 1", SessionSettings.NONE);
        log.addSavepoint("s", Set.of());
        log.release("s");
        assertThat(log.text()).isEqualTo("SAVEPOINT \"s\"\n; SET a = 1");
        log.release("s");
        assertThat(log.text()).isEqualTo("SET a = 1");
    }

    @Test
    void savepointNames_areQuoted() {
        log.addSavepoint("a\"b", Set.of());
        assertThat(log.text()).isEqualTo("SAVEPOINT \"a\"\"b\"");
    }

    @Test
    void switchingSettings_resetsOnlyWhatWasSet() {
        SessionSettings two =
                SessionSettings.NONE.with("a", "SET a = 1 -- note").with("b", "SET b = 2");
        assertThat(two.switchFrom(SessionSettings.NONE)).isEqualTo("SET a = 1 -- note\n; SET b = 2");
        assertThat(two.switchFrom(two)).isEmpty();
        assertThat(SessionSettings.NONE.switchFrom(two)).isEqualTo("SET SESSION AUTHORIZATION DEFAULT; RESET ALL");
        assertThat(two.without("a").without("b")).isEqualTo(SessionSettings.NONE);
        assertThat(two.with("role", "SET ROLE x").withoutAll())
                .isEqualTo(SessionSettings.NONE.with("role", "SET ROLE x"));
        assertThat(two.with("a", "SET a = 1 -- note")).as("order counts").isNotEqualTo(two);
    }
}
