package io.kintsugi.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MySqlOriginTest {
    @Test
    void namedFolder_comesBeforeContainers_andTheyBeforeMariaDb() {
        assertThat(MySqlOrigin.of(true, true, true)).isEqualTo(MySqlOrigin.FOLDER);
        assertThat(MySqlOrigin.of(false, true, true)).isEqualTo(MySqlOrigin.CONTAINER);
        assertThat(MySqlOrigin.of(false, false, true)).isEqualTo(MySqlOrigin.MARIADB);
        assertThat(MySqlOrigin.of(false, false, false)).isEqualTo(MySqlOrigin.NOWHERE);
    }

    @Test
    void whatTheOriginCannotGive_isNotRun_withTheReason() {
        assertThat(MySqlOrigin.CONTAINER.reasonNotToRun(true, false)).isEmpty();
        assertThat(MySqlOrigin.CONTAINER.reasonNotToRun(false, true).orElseThrow())
                .contains("process", "KINTSUGI_MYSQL_HOME");
        assertThat(MySqlOrigin.MARIADB.reasonNotToRun(false, true)).isEmpty();
        assertThat(MySqlOrigin.MARIADB.reasonNotToRun(true, false).orElseThrow())
                .contains("MariaDB", "KINTSUGI_MYSQL_HOME");
    }

    @Test
    void withNothingToRunOn_testsFailInsteadOfBeingSkipped() {
        assertThat(MySqlOrigin.NOWHERE.reasonNotToRun(false, false)).isEmpty();
        assertThat(MySqlOrigin.FOLDER.reasonNotToRun(false, false)).isEmpty();
    }
}
