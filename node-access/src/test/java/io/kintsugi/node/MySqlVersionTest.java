package io.kintsugi.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"8.0.31", "8.0.46-debug", "8.4.0", "9.7.4", "10.0.0-cloud"})
    void requireSupported_ofMySql_passes(String version) {
        assertThatCode(() -> MySqlVersion.requireSupported(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.5.5-10.11.6-MariaDB-log", "11.4.5-MariaDB", "8.0.30", "5.7.44-log", "", "unknown"})
    void requireSupported_ofAnotherOrOlderServer_isRefused(String version) {
        assertThatThrownBy(() -> MySqlVersion.requireSupported(version))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVER_UNSUPPORTED));
    }
}
