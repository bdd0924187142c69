package io.kintsugi.testkit.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TpchAnswerTest {
    private static final TpchQuery TOTAL = new TpchQuery("total", "SELECT", "", "", List.of());
    private static final TpchQuery BY_FIRST = new TpchQuery("by first", "SELECT", "", "", List.of(1));

    private static TpchAnswer answer(List<List<String>> rows) {
        return new TpchAnswer("", "", List.of("n int8(19,0)", "x numeric(15,2)"), rows, 0);
    }

    private static List<String> row(String number, String amount) {
        return List.of(number, amount, "Long " + number, "BigDecimal " + amount);
    }

    @Test
    void differenceFrom_rowsThatTied_isToldOnlyWhereTheOrderIsTotal() {
        TpchAnswer one = answer(List.of(row("1", "2.00"), row("1", "3.00"), row("2", "1.00")));
        TpchAnswer other = answer(List.of(row("1", "3.00"), row("1", "2.00"), row("2", "1.00")));

        assertThat(one.differenceFrom(other, TOTAL)).isPresent();
        assertThat(one.differenceFrom(other, BY_FIRST)).isEmpty();
    }

    @Test
    void differenceFrom_rowsOutOfOrder_isTold() {
        TpchAnswer one = answer(List.of(row("2", "1.00"), row("1", "2.00")));
        TpchAnswer other = answer(List.of(row("1", "2.00"), row("2", "1.00")));

        assertThat(one.differenceFrom(other, BY_FIRST)).isPresent();
    }

    @Test
    void differenceFrom_anotherScaleOrColumn_isTold_butNotAmongValues() {
        TpchAnswer one = answer(List.of(row("1", "2.0")));
        TpchAnswer other = answer(List.of(row("1", "2.00")));
        TpchAnswer renamed = new TpchAnswer("", "", List.of("n int8(19,0)", "y numeric(15,2)"), other.rows(), 0);

        assertThat(one.differenceFrom(other, TOTAL)).isPresent();
        assertThat(renamed.differenceFrom(other, TOTAL)).isPresent();
        assertThat(one.valuesDifferFrom(other, TOTAL)).isEmpty();
        assertThat(renamed.valuesDifferFrom(other, TOTAL)).isEmpty();
    }

    @Test
    void differenceFrom_rowMissing_isTold() {
        TpchAnswer one = answer(List.of(row("1", "2.00")));
        TpchAnswer other = answer(List.of(row("1", "2.00"), row("1", "2.00")));

        assertThat(one.differenceFrom(other, BY_FIRST)).isPresent();
        assertThat(one.valuesDifferFrom(other, BY_FIRST)).isPresent();
    }

    @Test
    void differenceFrom_error_isTold() {
        TpchAnswer failed = new TpchAnswer("42601", "syntax", List.of(), List.of(), 0);

        assertThat(failed.differenceFrom(answer(List.of()), TOTAL)).isPresent();
    }
}
