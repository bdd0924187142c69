package io.kintsugi.topology.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ShardException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagerEndpointTest {
    @ParameterizedTest
    @CsvSource({"m1,m1:7700", "m1:81,m1:81", "[::1],[::1]:7700", "[::1]:81,[::1]:81", "10.0.0.1:1,10.0.0.1:1"})
    void parse_ofHostAndPort_fillsTheDefault(String text, String expected) {
        assertThat(ManagerEndpoint.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "m1:", "m1:x", "m1:0", "m1:65536", " :81"})
    void parse_ofAnythingElse_isRefused(String text) {
        assertThatThrownBy(() -> ManagerEndpoint.parse(text)).isInstanceOf(ShardException.class);
    }

    @Test
    void uri_isEscaped() {
        assertThat(new ManagerEndpoint("::1", 81).uri("/v1/topology", "newerThan=3"))
                .hasToString("http://[::1]:81/v1/topology?newerThan=3");
    }
}
