package io.kintsugi.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KeyValueTest {
    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ShardException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.SHARDING_KEY_INVALID));
    }

    @Test
    void equalValues_areEqualWhateverTheirForm() {
        assertThat(KeyValue.ofDecimal(new BigDecimal("7.0")))
                .isEqualTo(KeyValue.ofDecimal(new BigDecimal("7")))
                .hasSameHashCodeAs(KeyValue.ofDecimal(new BigDecimal("0.7e1")));
        assertThat(KeyValue.ofUnsigned(7)).isEqualTo(KeyValue.ofLong(7));
        assertThat(KeyValue.ofUnsigned(-1)).hasToString("18446744073709551615").isNotEqualTo(KeyValue.ofLong(-1));
    }

    @Test
    void types_areKeptApart() {
        assertThat(KeyValue.ofText("7")).isNotEqualTo(KeyValue.ofLong(7));
        assertThat(KeyValue.ofUuid(new UUID(0, 0))).isNotEqualTo(KeyValue.ofText(new UUID(0, 0).toString()));
    }

    @Test
    void bytes_areCopied() {
        byte[] bytes = {1};
        KeyValue key = KeyValue.ofBytes(bytes);
        bytes[0] = 2;
        key.canonical()[0] = 3;
        assertThat(key).hasToString("01");
    }

    @Test
    void valuesWithoutACanonicalForm_areRefused() {
        assertInvalid(() -> KeyValue.ofText("\ud83d"));
        assertInvalid(() -> KeyValue.ofDecimal(new BigDecimal("1e1000")));
        assertInvalid(() -> KeyValue.ofDecimal(new BigDecimal("1e-1000")));
        assertInvalid(() -> KeyValue.ofDate(LocalDate.of(10_000, 1, 1)));
        assertInvalid(() -> KeyValue.ofTimestamp(LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1)));
        assertInvalid(() -> KeyValue.ofInstant(Instant.MIN));
    }

    @Test
    void range_keepsTheOrderOfKeys() {
        Range integers = new Range(KeyType.INTEGER);
        assertThat(integers.token(KeyValue.ofLong(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(integers.token(KeyValue.ofLong(7))).isEqualTo(7);
        assertThat(new Range(KeyType.DATE).token(KeyValue.ofDate(LocalDate.of(1970, 1, 2))))
                .isEqualTo(1);
        assertThat(new Range(KeyType.TIMESTAMP).token(KeyValue.ofTimestamp(LocalDateTime.of(1969, 12, 31, 23, 59, 59))))
                .isEqualTo(-1_000_000);
        assertThat(new Range(KeyType.TIMESTAMP_TZ).token(KeyValue.ofInstant(Instant.ofEpochSecond(1))))
                .isEqualTo(1_000_000);
    }

    @Test
    void range_refusesWhatItCannotOrder() {
        Range integers = new Range(KeyType.INTEGER);
        assertInvalid(() -> integers.token(KeyValue.ofUnsigned(-1)));
        assertInvalid(() -> integers.token(KeyValue.ofText("7")));
        assertThatThrownBy(() -> new Range(KeyType.TEXT)).hasMessageContaining("cannot order keys of type text");
    }
}
