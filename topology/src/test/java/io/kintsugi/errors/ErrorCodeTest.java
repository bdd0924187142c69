package io.kintsugi.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    /** Standard states, each because clients react to it in the way the situation needs. */
    private static final Set<ErrorCode> STANDARD_STATES = EnumSet.of(
            ErrorCode.NODE_UNREACHABLE,
            ErrorCode.SESSION_STATE_LOST,
            ErrorCode.OUTCOME_UNKNOWN,
            ErrorCode.STATEMENT_TIMEOUT,
            ErrorCode.CANCELLED,
            ErrorCode.TRANSACTION_ABORTED,
            ErrorCode.VALUE_OVERFLOW,
            ErrorCode.DIVISION_BY_ZERO);

    @Test
    void ids_areUniqueAndWellFormed() {
        List<String> ids = Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("K[0-9]{4}"));
    }

    @Test
    void ownSqlStates_areUnique() {
        List<String> states = Arrays.stream(ErrorCode.values())
                .map(ErrorCode::sqlState)
                .filter(state -> state.startsWith("KZ"))
                .toList();
        assertThat(states).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void sqlState_isLegalAndKeepsConnectionsInTheirPool(ErrorCode code) {
        assertThat(code.sqlState()).matches("[0-9A-Z]{5}");
        if (!STANDARD_STATES.contains(code)) {
            assertThat(code.sqlState()).startsWith("KZ");
        }
        assertThat(code.sqlState()).isNotIn("0A000", "57P01", "57P02", "57P03", "01002");
    }

    @ParameterizedTest
    @EnumSource
    void connectionClass_isOnlyForLostConnections(ErrorCode code) {
        boolean lost = code == ErrorCode.NODE_UNREACHABLE
                || code == ErrorCode.SESSION_STATE_LOST
                || code == ErrorCode.OUTCOME_UNKNOWN;
        assertThat(code.sqlState().startsWith("08")).isEqualTo(lost);
    }

    @ParameterizedTest
    @EnumSource
    void mysqlNumber_fitsTheProtocolAndIsNot1105(ErrorCode code) {
        assertThat(code.mysqlNumber()).isBetween(1000, 65_535).isNotEqualTo(1105);
    }

    @Test
    void mysqlNumbers_areUnique() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::mysqlNumber))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void advice_isOneSentence(ErrorCode code) {
        assertThat(code.advice()).matches("[A-Z][^\\n]*[.a-z]").hasSizeLessThan(160);
    }
}
