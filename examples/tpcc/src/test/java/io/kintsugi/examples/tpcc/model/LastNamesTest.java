package io.kintsugi.examples.tpcc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LastNamesTest {

    @Test
    void of_joinsTheSyllablesOfTheDigits() {
        assertThat(LastNames.of(371)).isEqualTo("PRICALLYOUGHT");
        assertThat(LastNames.of(40)).isEqualTo("BARPRESBAR");
        assertThat(LastNames.of(999)).isEqualTo("EINGEINGEING");
    }

    @Test
    void of_givesAThousandNamesThatFitTheColumn() {
        assertThat(IntStream.range(0, 1000).mapToObj(LastNames::of).distinct())
                .hasSize(1000)
                .allMatch(name -> name.length() <= 16);
    }

    @Test
    void of_aNumberOutOfRange_isRefused() {
        assertThatThrownBy(() -> LastNames.of(1000)).hasMessageContaining("1000");
    }
}
