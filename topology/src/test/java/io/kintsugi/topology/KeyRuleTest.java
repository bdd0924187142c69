package io.kintsugi.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of MySQL; whether a server agrees is asked in the router's MySqlKeysIT. */
class KeyRuleTest {
    private static final KeyRule CASELESS = text("utf8mb4_0900_ai_ci");

    private static KeyRule text(String collation) {
        return KeyRule.mySql(KeyCollation.of(collation).orElseThrow());
    }

    private static Optional<KeyValue> literal(KeyRule rule, String text) {
        return KeyCanonicalizer.fromLiteral(rule, text, ZoneOffset.UTC, KeyWeights.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "007", "-7"})
    void shortIntegers_asStrings_areKeys(String text) {
        assertThat(literal(KeyRule.mySql(KeyType.INTEGER), text)).contains(KeyValue.ofLong(Long.parseLong(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7a", " 7", "7.0", "7e0", "", "9007199254740993"})
    void otherStrings_beside_integers_areNoKeys(String text) {
        assertThat(literal(KeyRule.mySql(KeyType.INTEGER), text)).isEmpty();
    }

    @Test
    void decimals_areComparedWithStringsAsDoubles_soThoseAreNoKeys() {
        assertThat(literal(KeyRule.mySql(KeyType.DECIMAL), "7.5")).isEmpty();
        assertThat(KeyCanonicalizer.fromNumber(KeyRule.mySql(KeyType.DECIMAL), "7.50")
                        .value())
                .map(KeyValue::toString)
                .contains("7.5");
    }

    /** The server reads a constant into 81 digits: tried, {@code 5 = 5.00…01} with 73 of them behind the point. */
    @Test
    void numbersWithMoreDigitsThanTheServerKeeps_areUnknown() {
        KeyRule rule = KeyRule.mySql(KeyType.INTEGER);
        String cutOff = "5." + "0".repeat(72) + "1";
        assertThat(KeyCanonicalizer.fromNumber(rule, cutOff).isNoRow()).isFalse();
        assertThat(KeyCanonicalizer.fromNumber(rule, "9".repeat(93)).isNoRow()).isFalse();
        assertThat(KeyCanonicalizer.fromNumber(rule, "5.5").isNoRow()).isTrue();
        assertThat(KeyCanonicalizer.fromNumber(rule, "0".repeat(90) + "5." + "0".repeat(90)))
                .isEqualTo(new Match.Equal(KeyValue.ofLong(5)));
        KeyRule decimal = KeyRule.mySql(KeyType.DECIMAL);
        assertThat(KeyCanonicalizer.fromNumber(decimal, "9".repeat(93))).isEqualTo(new Match.Unknown());
        assertThat(KeyCanonicalizer.fromObject(decimal, new BigDecimal(cutOff), KeyWeights.NONE))
                .isEmpty();
        assertThat(KeyCanonicalizer.fromObject(decimal, new BigInteger("9".repeat(93)), KeyWeights.NONE))
                .isEmpty();
    }

    @Test
    void caseAndBlanks_countAsTheCollationSays() {
        assertThat(literal(CASELESS, "Abc")).isEqualTo(literal(CASELESS, "aBC"));
        assertThat(literal(CASELESS, "a ")).isNotEqualTo(literal(CASELESS, "a"));
        assertThat(literal(text("utf8mb4_0900_as_cs"), "A")).isNotEqualTo(literal(text("utf8mb4_0900_as_cs"), "a"));
        assertThat(literal(text("utf8mb4_general_ci"), "A ")).isEqualTo(literal(text("utf8mb4_general_ci"), "a"));
        assertThat(literal(text("utf8mb4_bin"), "a  ")).isEqualTo(literal(text("utf8mb4_bin"), "a"));
        assertThat(literal(text("utf8mb4_0900_bin"), "a ")).isNotEqualTo(literal(text("utf8mb4_0900_bin"), "a"));
    }

    @Test
    void otherLetters_areForAServerToWeigh() {
        assertThat(literal(CASELESS, "é")).isEmpty();
        KeyWeights weights = (collation, text) -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
        assertThat(KeyCanonicalizer.fromObject(CASELESS, "é", weights)).isPresent();
        assertThat(CASELESS.asksForWeights()).isTrue();
        assertThat(text("utf8mb4_bin").asksForWeights()).isFalse();
    }

    @Test
    void charactersThatTheColumnCannotHold_areNoKeys() {
        assertThat(literal(text("latin1_bin"), "é")).isEmpty();
        assertThat(literal(text("utf8mb3_bin"), "😀")).isEmpty();
        assertThat(literal(text("utf8mb3_bin"), "é")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2024-01-05,true", "2024-1-5,false", "20240105,false", "2024-02-30,false", "2024-01-05 00:00:00,false"})
    void dates_areKeysInFullForm(String text, boolean key) {
        assertThat(literal(KeyRule.mySql(KeyType.DATE), text).isPresent()).isEqualTo(key);
    }

    @Test
    void momentsThatAConnectionMayShift_areNoKeys() {
        KeyRule rule = KeyRule.mySql(KeyType.TIMESTAMP);
        LocalDateTime time = LocalDate.of(2024, 1, 5).atStartOfDay();
        assertThat(KeyCanonicalizer.fromObject(rule, time, KeyWeights.NONE)).isPresent();
        assertThat(KeyCanonicalizer.fromObject(rule, Timestamp.valueOf(time), KeyWeights.NONE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4_unicode_ci", "latin1_swedish_ci", "utf8mb4_unicode_520_ci", "gbk_bin", "x"})
    void otherCollations_makeNoKeys(String name) {
        assertThat(KeyCollation.of(name)).isEmpty();
    }

    @Test
    void textOfMySql_needsACollation() {
        assertThatThrownBy(() -> KeyRule.mySql(KeyType.TEXT)).isInstanceOf(IllegalStateException.class);
        assertThat(KeyRule.declared(Dialect.MYSQL, KeyType.TEXT)).isEmpty();
        assertThat(KeyRule.declared(Dialect.POSTGRESQL, KeyType.TEXT)).isPresent();
    }
}
