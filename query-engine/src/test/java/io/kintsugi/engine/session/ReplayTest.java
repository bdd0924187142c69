package io.kintsugi.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final ReplayLog<String> log = new ReplayLog<>(name -> "<" + name + ">");

    @Test
    void rollbackTo_forgetsWhatCameAfter_andKeepsTheSavepoint() {
        SessionSettings one = SessionSettings.NONE.with("a", "SET a = 1");
        log.addSetting("SET a = 1", one);
        log.addSavepoint("s", Set.of("shard"));
        log.addSetting("SET b = 2", one.with("b", "SET b = 2"));
        log.addSavepoint("inner", Set.of());
        assertThat(log.rollBackTo("s")).containsExactly("shard");
        assertThat(log.statements()).containsExactly("SET a = 1", "SAVEPOINT <s>");
        assertThat(log.settings()).contains(one);
        assertThat(log.hasSavepoint("inner")).isFalse();
    }

    @Test
    void release_forgetsSavepointsButNotSettings() {
        log.addSavepoint("s", Set.of());
        log.addSetting("SET a = 1", SessionSettings.NONE);
        log.addSavepoint("s", Set.of());
        log.release("s");
        assertThat(log.statements()).containsExactly("SAVEPOINT <s>", "SET a = 1");
        log.release("s");
        assertThat(log.statements()).containsExactly("SET a = 1");
    }
}
