package io.kintsugi.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.report.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HashTest {
    private static final Hash HASH = new Hash();

    record Vector(KeyType type, String value, String canonical, long token) {
        static Vector parse(String line) {
            String[] fields = line.split("\t", -1);
            KeyType type = KeyType.valueOf(fields[0].toUpperCase(Locale.ROOT));
            return new Vector(type, fields[1], fields[2], Long.parseLong(fields[3]));
        }

        KeyValue key() {
            return switch (type) {
                case INTEGER -> KeyValue.ofInteger(new BigInteger(value));
                case DECIMAL -> KeyValue.ofDecimal(new BigDecimal(value));
                case TEXT -> KeyValue.ofText(value);
                case UUID -> KeyValue.ofUuid(UUID.fromString(value));
                case DATE -> KeyValue.ofDate(LocalDate.parse(value));
                case TIMESTAMP -> KeyValue.ofTimestamp(LocalDateTime.parse(value));
                case TIMESTAMP_TZ -> KeyValue.ofInstant(Instant.parse(value));
                case BYTES -> KeyValue.ofBytes(HexFormat.of().parseHex(value));
            };
        }
    }

    static List<Vector> vectors() throws IOException {
        try (InputStream stream = HashTest.class.getResourceAsStream("hash-vectors.tsv")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Vector::parse)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void token_isThePublishedOne(Vector vector) {
        assertThat(HexFormat.of().formatHex(vector.key().canonical())).isEqualTo(vector.canonical());
        assertThat(HASH.token(vector.key())).isEqualTo(vector.token());
    }

    /** These two were also computed with sha256sum, by hand. */
    @Test
    void token_isTheStartOfSha256() {
        assertThat(HASH.token(KeyValue.ofLong(1))).isEqualTo(0x6b86b273ff34fce1L);
        assertThat(HASH.token(KeyValue.ofText(""))).isEqualTo(0xe3b0c44298fc1c14L);
    }

    @Test
    void documentAndVectors_agree() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "hash.md"));
        for (Vector vector : vectors()) {
            String value = vector.value().isEmpty() ? "(empty)" : "`" + vector.value() + "`";
            String type = vector.type().label();
            assertThat(document).contains("| " + type + " | " + value + " | " + vector.token() + " |");
        }
    }

    @Test
    void tokenOfLong_equalsTheTokenOfTheKey() {
        long seed = Seed.of("tokens of long");
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long value = random.nextLong() >> random.nextInt(Long.SIZE);
            assertThat(Hash.tokenOfLong(value))
                    .as("seed %d, value %d", seed, value)
                    .isEqualTo(HASH.token(KeyValue.ofLong(value)));
        }
        for (long value : new long[] {0, -1, 1, 9, 10, -10, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(Hash.tokenOfLong(value)).isEqualTo(HASH.token(KeyValue.ofLong(value)));
        }
    }

    @Test
    void everyFormOfAnInteger_hasOneToken() {
        long token = Hash.tokenOfLong(1);
        for (Object value : new Object[] {1, 1L, (short) 1, (byte) 1, "1", BigInteger.ONE, new BigDecimal("1.00")}) {
            assertThat(KeyCanonicalizer.fromObject(KeyType.INTEGER, value).map(HASH::token))
                    .contains(token);
        }
    }

    @Test
    void wholeDecimal_hasTheTokenOfTheInteger() {
        assertThat(HASH.token(KeyValue.ofDecimal(new BigDecimal("7.000")))).isEqualTo(Hash.tokenOfLong(7));
    }
}
