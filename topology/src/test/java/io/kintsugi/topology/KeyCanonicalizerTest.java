package io.kintsugi.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCanonicalizerTest {
    private static Optional<KeyValue> literal(KeyType type, String text) {
        return KeyCanonicalizer.fromLiteral(type, text, ZoneOffset.UTC);
    }

    private static Optional<String> canonical(KeyType type, String text) {
        return literal(type, text).map(KeyValue::toString);
    }

    // Literals, as PostgreSQL's input functions read them.

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "42,42",
                " 42 ,42",
                "0042,42",
                "+42,42",
                "-0,0",
                "-0042,-42",
                "'\t42\n',42",
                "9223372036854775807,9223372036854775807",
                "-9223372036854775808,-9223372036854775808",
                "18446744073709551615,18446744073709551615"
            })
    void integerLiteral_isReadAsTheServerDoes(String text, String value) {
        assertThat(canonical(KeyType.INTEGER, text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12abc",
                "7.0",
                "7.5",
                "1e2",
                "0x2A",
                "1_000",
                "--1",
                "4 2",
                "18446744073709551616",
                "-9223372036854775809",
                "NaN",
                "infinity",
                "٤٢",
                "\u00a042"
            })
    void integerLiteral_inAnotherForm_isNotGuessed(String text) {
        assertThat(literal(KeyType.INTEGER, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7,7", "7.0,7", "07.50,7.5", ".5,0.5", "5.,5", "-0.0,0", "1e3,1000", "1.50E-1,0.15", " 7.10 ,7.1"})
    void decimalLiteral_isStripped(String text, String value) {
        assertThat(canonical(KeyType.DECIMAL, text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "Infinity", "-inf", "", ".", "1e9999", "1e99999999", "1,5", "0x1F", "1_0"})
    void decimalLiteral_withoutAPlainForm_isNotGuessed(String text) {
        assertThat(literal(KeyType.DECIMAL, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123e4567-e89b-12d3-a456-426614174000",
                "123E4567-E89B-12D3-A456-426614174000",
                "{123e4567-e89b-12d3-a456-426614174000}",
                "123e4567e89b12d3a456426614174000",
                "123e-4567-e89b-12d3-a456-4266-1417-4000",
                "{123e4567-e89b12d3-a456426614174000}"
            })
    void uuidLiteral_inEveryForm_isOneKey(String text) {
        assertThat(canonical(KeyType.UUID, text)).contains("123e4567-e89b-12d3-a456-426614174000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                " 123e4567-e89b-12d3-a456-426614174000",
                "{123e4567-e89b-12d3-a456-426614174000",
                "12-3e4567e89b12d3a456426614174000",
                "123e4567e89b12d3a45642661417400",
                "g23e4567e89b12d3a456426614174000",
                "123e4567-e89b-12d3-a456-426614174000-"
            })
    void uuidLiteral_inAnotherForm_isNotGuessed(String text) {
        assertThat(literal(KeyType.UUID, text)).isEmpty();
    }

    @Test
    void dateLiteral_isReadInFullIsoFormOnly() {
        assertThat(canonical(KeyType.DATE, "2024-02-29")).contains("2024-02-29");
        assertThat(canonical(KeyType.DATE, " 2024-02-29 ")).contains("2024-02-29");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01/02/2024",
                "2024-1-5",
                "20240105",
                "2023-02-29",
                "0000-01-01",
                "10000-01-01",
                "infinity",
                "today",
                "",
                "2024-01-05 BC",
                "2024-01-05 10:00:00",
                "J2451187",
                "24-01-05"
            })
    void dateLiteral_inAnotherForm_isNotGuessed(String text) {
        assertThat(literal(KeyType.DATE, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01 00:00:01.5", "1970-01-01T00:00:01.500000", " 1970-01-01 00:00:01.50 "})
    void timestampLiteral_isMicroseconds(String text) {
        assertThat(canonical(KeyType.TIMESTAMP, text)).contains("1500000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01 00:00:00+02",
                "1970-01-01",
                "1970-01-01 00:00",
                "1970-01-01 00:00:00.1234567",
                "1970-01-01 24:00:00",
                "1970-01-01 00:00:60",
                "-infinity",
                "now",
                "1970-01-01  00:00:00"
            })
    void timestampLiteral_inAnotherForm_isNotGuessed(String text) {
        assertThat(literal(KeyType.TIMESTAMP, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01 00:00:00Z",
                "1970-01-01T02:00:00+02",
                "1970-01-01 02:00:00+02:00",
                "1969-12-31 19:30:00-0430",
                "1970-01-01 00:00:00"
            })
    void momentLiteral_isTakenToUtc(String text) {
        assertThat(canonical(KeyType.TIMESTAMP_TZ, text)).contains("0");
    }

    @Test
    void momentLiteral_takesAFixedOffsetFromTheSession() {
        Optional<KeyValue> key =
                KeyCanonicalizer.fromLiteral(KeyType.TIMESTAMP_TZ, "1970-01-01 02:00:00", ZoneOffset.ofHours(2));
        assertThat(key).contains(KeyValue.ofInstant(Instant.EPOCH));
    }

    @Test
    void momentLiteral_inAZoneWithRules_isNotGuessed() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        assertThat(KeyCanonicalizer.fromLiteral(KeyType.TIMESTAMP_TZ, "2024-07-01 02:00:00", paris))
                .isEmpty();
        assertThat(KeyCanonicalizer.fromLiteral(KeyType.TIMESTAMP_TZ, "2024-07-01 02:00:00+02", paris))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infinity",
                "1970-01-01 00:00:00+25",
                "1970-01-01 00:00:00 Europe/Paris",
                "0001-01-01 00:00:00+01"
            })
    void momentLiteral_inAnotherForm_isNotGuessed(String text) {
        assertThat(literal(KeyType.TIMESTAMP_TZ, text)).isEmpty();
    }

    @Test
    void textLiteral_isTakenByteForByte() {
        assertThat(literal(KeyType.TEXT, " a ")).contains(KeyValue.ofText(" a "));
        assertThat(literal(KeyType.TEXT, "A")).isNotEqualTo(literal(KeyType.TEXT, "a"));
        assertThat(literal(KeyType.TEXT, "a\u200d")).isNotEqualTo(literal(KeyType.TEXT, "a"));
        assertThat(literal(KeyType.TEXT, "\ud83d\ude00")).isPresent();
        assertThat(literal(KeyType.TEXT, "\ud83d")).isEmpty();
        assertThat(literal(KeyType.TEXT, "\ude00\ud83d")).isEmpty();
        assertThat(literal(KeyType.TEXT, "a\0b")).isEmpty();
    }

    @Test
    void bytesLiteral_isReadInHexadecimalFormOnly() {
        assertThat(canonical(KeyType.BYTES, "\\xDEADbeef")).contains("deadbeef");
        assertThat(canonical(KeyType.BYTES, "\\x")).contains("");
        assertThat(literal(KeyType.BYTES, "\\xabc")).isEmpty();
        assertThat(literal(KeyType.BYTES, "abc")).isEmpty();
    }

    // Numbers written without quotes.

    @ParameterizedTest
    @CsvSource({
        "7,7",
        "7.0,7",
        "007,7",
        "+7,7",
        "-0.0,0",
        "1e2,100",
        "70E-1,7",
        "18446744073709551615,18446744073709551615"
    })
    void number_equalToAnInteger_isThatKey(String text, String value) {
        assertThat(KeyCanonicalizer.fromNumber(KeyType.INTEGER, text).value().map(KeyValue::toString))
                .contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5", "-0.1", "75e-1", "18446744073709551616", "-9223372036854775809"})
    void number_noIntegerCanEqual_matchesNoRow(String text) {
        assertThat(KeyCanonicalizer.fromNumber(KeyType.INTEGER, text).isNoRow()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9007199254740993e0", "1e400", "0x1F", "1_000", "7 ", "", "NaN", "'7'", "9007199254740992.5e0"})
    void number_comparedInexactlySomewhere_isUnknown(String text) {
        assertThat(KeyCanonicalizer.fromNumber(KeyType.INTEGER, text)).isEqualTo(new Match.Unknown());
    }

    @Test
    void number_forDecimal_isExactWithoutExponent() {
        assertThat(KeyCanonicalizer.fromNumber(KeyType.DECIMAL, "7.50").value())
                .contains(KeyValue.ofDecimal(new BigDecimal("7.5")));
        assertThat(KeyCanonicalizer.fromNumber(KeyType.DECIMAL, "75e-1")).isEqualTo(new Match.Unknown());
    }

    /** MySQL finds '123', '0123' and '123abc' by varchar_key = 123. */
    @ParameterizedTest
    @CsvSource({"TEXT,123", "DATE,20240105", "UUID,1", "TIMESTAMP,0", "BYTES,1"})
    void number_forAnotherType_isUnknown(KeyType type, String text) {
        assertThat(KeyCanonicalizer.fromNumber(type, text)).isEqualTo(new Match.Unknown());
    }

    // Parameters.

    private static Optional<String> object(KeyType type, Object value) {
        return KeyCanonicalizer.fromObject(type, value).map(KeyValue::toString);
    }

    @Test
    void parameter_ofTheKeysType_isTheKey() {
        UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        LocalDateTime time = LocalDateTime.of(1970, 1, 1, 0, 0, 1);
        assertThat(object(KeyType.INTEGER, new BigInteger("18446744073709551615")))
                .contains("18446744073709551615");
        assertThat(object(KeyType.DECIMAL, 7L)).contains("7");
        assertThat(object(KeyType.DECIMAL, new BigDecimal("7.10"))).contains("7.1");
        assertThat(object(KeyType.TEXT, "a")).contains("a");
        assertThat(object(KeyType.UUID, uuid)).contains(uuid.toString());
        assertThat(object(KeyType.UUID, "{" + uuid + "}")).contains(uuid.toString());
        assertThat(object(KeyType.DATE, LocalDate.of(2024, 1, 5))).contains("2024-01-05");
        assertThat(object(KeyType.DATE, Date.valueOf("2024-01-05"))).contains("2024-01-05");
        assertThat(object(KeyType.TIMESTAMP, time)).contains("1000000");
        assertThat(object(KeyType.TIMESTAMP, Timestamp.valueOf(time))).contains("1000000");
        assertThat(object(KeyType.TIMESTAMP_TZ, Instant.ofEpochSecond(1))).contains("1000000");
        assertThat(object(KeyType.TIMESTAMP_TZ, OffsetDateTime.parse("1970-01-01T01:00:01+01:00")))
                .contains("1000000");
        assertThat(object(KeyType.TIMESTAMP_TZ, new Timestamp(1000))).contains("1000000");
        assertThat(object(KeyType.BYTES, new byte[] {1, (byte) 0xff})).contains("01ff");
    }

    @Test
    void parameter_thatIsNotExactlyAKey_isNotGuessed() {
        assertThat(object(KeyType.INTEGER, 7.0)).isEmpty();
        assertThat(object(KeyType.INTEGER, 7.0f)).isEmpty();
        assertThat(object(KeyType.INTEGER, true)).isEmpty();
        assertThat(object(KeyType.INTEGER, new BigDecimal("7.5"))).isEmpty();
        assertThat(object(KeyType.INTEGER, new BigDecimal("1e1000000000"))).isEmpty();
        assertThat(object(KeyType.INTEGER, BigInteger.ONE.shiftLeft(64))).isEmpty();
        assertThat(object(KeyType.INTEGER, "12abc")).isEmpty();
        assertThat(object(KeyType.DECIMAL, 7.5)).isEmpty();
        assertThat(object(KeyType.TEXT, 123)).isEmpty();
        assertThat(object(KeyType.TEXT, 'a')).isEmpty();
        assertThat(object(KeyType.UUID, "x")).isEmpty();
        assertThat(object(KeyType.BYTES, "\\x01")).isEmpty();
    }

    @Test
    void parameter_ofAnotherTemporalType_isNotGuessed() {
        LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0);
        assertThat(object(KeyType.DATE, time)).isEmpty();
        assertThat(object(KeyType.DATE, new Timestamp(0))).isEmpty();
        assertThat(object(KeyType.TIMESTAMP, LocalDate.of(2024, 1, 1))).isEmpty();
        assertThat(object(KeyType.TIMESTAMP, Instant.EPOCH)).isEmpty();
        assertThat(object(KeyType.TIMESTAMP, OffsetDateTime.parse("2024-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(object(KeyType.TIMESTAMP_TZ, time)).isEmpty();
        assertThat(object(KeyType.TIMESTAMP_TZ, "2024-01-01 00:00:00")).isEmpty();
        assertThat(object(KeyType.TIMESTAMP_TZ, "2024-01-01 00:00:00Z")).isPresent();
    }

    @Test
    void temporalParameter_beyondMicrosecondsOrYears_isNotGuessed() {
        assertThat(object(KeyType.TIMESTAMP, LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1)))
                .isEmpty();
        assertThat(object(KeyType.TIMESTAMP_TZ, Instant.ofEpochSecond(0, 999))).isEmpty();
        assertThat(object(KeyType.TIMESTAMP_TZ, Instant.MAX)).isEmpty();
        assertThat(object(KeyType.DATE, LocalDate.of(10_000, 1, 1))).isEmpty();
        assertThat(object(KeyType.DATE, LocalDate.of(0, 1, 1))).isEmpty();
    }

    /** java.sql counts days before 1582-10-15 by the Julian calendar. */
    @Test
    void sqlDate_beforeTheGregorianCalendar_isNotGuessed() {
        assertThat(object(KeyType.DATE, Date.valueOf("1500-01-01"))).isEmpty();
        assertThat(object(KeyType.TIMESTAMP, Timestamp.valueOf("1500-01-01 00:00:00")))
                .isEmpty();
        assertThat(object(KeyType.TIMESTAMP_TZ, Timestamp.valueOf("1500-01-01 00:00:00")))
                .isEmpty();
        assertThat(object(KeyType.DATE, LocalDate.of(1500, 1, 1))).contains("1500-01-01");
    }
}
