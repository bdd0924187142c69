package io.kintsugi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgresOptionsTest {

    @Test
    void builder_ofOptions_changesNothingByItself() {
        PostgresOptions options = PostgresOptions.builder()
                .name("x")
                .setting("work_mem", "1MB")
                .password("secret")
                .build();

        assertThat(options.toBuilder().build()).isEqualTo(options);
    }

    @Test
    void text_hidesThePassword() {
        assertThat(PostgresOptions.builder().password("secret").build().toString())
                .doesNotContain("secret");
    }

    @Test
    void badValues_areRefused() {
        List<PostgresOptions.Builder> bad = List.of(
                PostgresOptions.builder().port(-1),
                PostgresOptions.builder().port(65_536),
                PostgresOptions.builder().name(" "),
                PostgresOptions.builder().superuser("it's"),
                PostgresOptions.builder().superuser("pg_me"),
                PostgresOptions.builder().password(""),
                PostgresOptions.builder().password("two\nlines"),
                PostgresOptions.builder().setting("work_mem", "1MB\nport = 1"),
                PostgresOptions.builder().setting("work mem", "1MB"));

        assertThat(bad)
                .allSatisfy(builder -> assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void synchronousNames_areQuoted() {
        assertThat(Replication.synchronousNames(1, List.of("a-b", "c\"d"))).isEqualTo("ANY 1 (\"a-b\", \"c\"\"d\")");
        assertThat(Replication.synchronousNames(0, List.of("a"))).isEmpty();
    }

    @Test
    void failure_isRecognisedByItsSign() {
        assertThat(ServerFailure.of("could not bind: Address already in use")).isEqualTo(ServerFailure.PORT_TAKEN);
        assertThat(ServerFailure.of("write: No space left on device")).isEqualTo(ServerFailure.NO_SPACE);
        assertThat(ServerFailure.of("anything else")).isEqualTo(ServerFailure.UNKNOWN);
    }
}
