package io.kintsugi.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlPropertiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autoReconnect|true",
                "AUTORECONNECT|true",
                "useConfigs|coldFusion",
                "propertiesTransform|some.Class",
                "emulateLocators|true",
                "elideSetAutoCommits|true",
                "sendFractionalSecondsForTime|false",
                "characterEncoding|latin1",
                "characterSetResults|latin1",
                "connectionCollation|latin1_swedish_ci",
                "sessionVariables|sql_mode='A,B',completion_type=1",
                "sessionVariables|@@session.COMPLETION_TYPE = 'CHAIN'",
                "sessionVariables|x=concat('a', 'b'); SESSION insert_id := 5",
                "sessionVariables|`autocommit`=0",
                "SessionVariables|local transaction_read_only=1",
                "continueBatchOnError|false"
            })
    void propertiesThatBreakAPromise_areRefused(String name, String value) {
        assertThatThrownBy(() -> MySqlProperties.put(new Properties(), name, value))
                .hasMessageContaining("K1502");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "useServerPrepStmts|true",
                "characterEncoding|UTF-8",
                "connectionCollation|utf8mb4_bin",
                "enableQueryTimeouts|false",
                "continueBatchOnError|TRUE",
                "sessionVariables|sql_mode='completion_type=1,autocommit=0',time_zone='+00:00'"
            })
    void others_areTaken(String name, String value) {
        Properties properties = new Properties();
        MySqlProperties.put(properties, name, value);
        assertThat(properties).containsEntry(name, value);
    }
}
