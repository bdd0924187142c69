package io.kintsugi.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShardExceptionTest {
    @Test
    void message_endsWithTheId() {
        ShardException error = new ShardException(ErrorCode.UNKNOWN_TABLE, "There is no table 'user'.");
        assertThat(error).hasMessage("There is no table 'user'. [K1009]");
        assertThat(error.remedy()).isEmpty();
        assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_TABLE);
    }

    @Test
    void remedy_followsTheMessage() {
        IllegalStateException cause = new IllegalStateException("cause");
        ShardException error = new ShardException(ErrorCode.UNKNOWN_TABLE, "There is no table 'user'.", cause)
                .withRemedy("Use users.");
        assertThat(error)
                .hasMessage("There is no table 'user'. Use users. [K1009]")
                .hasCause(cause);
        assertThat(error.remedy()).contains("Use users.");
        assertThat(error.description()).isEqualTo("There is no table 'user'.");
    }
}
