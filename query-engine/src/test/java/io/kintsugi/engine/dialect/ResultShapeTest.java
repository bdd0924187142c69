package io.kintsugi.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.engine.dialect.ResultShape.Alike;
import io.kintsugi.engine.dialect.ResultShape.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultShapeTest {
    private static final Column ID = new Column("id", 8, 0, Alike.NOTHING_ELSE);
    private static final Column SHORT_BYTES = new Column("weights", 253, 31, Alike.BYTES);
    private static final Column LONG_BYTES = new Column("weights", 252, 0, Alike.BYTES);

    @Test
    void merges_hiddenBytesOfAnotherType_areTheSame() {
        ResultShape one = new ResultShape(List.of(ID, SHORT_BYTES));
        ResultShape other = new ResultShape(List.of(ID, LONG_BYTES));

        assertThat(one.merges(other, 1)).isTrue();
        assertThat(one.merges(other, 2)).isFalse();
    }

    @Test
    void merges_hiddenNumberWithAFractionOrWithout_isTheSame() {
        ResultShape whole = new ResultShape(List.of(ID, new Column("moment", 8, 0, Alike.EXACT_NUMBERS)));
        ResultShape fraction = new ResultShape(List.of(ID, new Column("moment", 246, 6, Alike.EXACT_NUMBERS)));
        ResultShape bytes = new ResultShape(List.of(ID, new Column("moment", 253, 0, Alike.BYTES)));

        assertThat(whole.merges(fraction, 1)).isTrue();
        assertThat(whole.merges(fraction, 2)).isFalse();
        assertThat(whole.merges(bytes, 1)).isFalse();
    }

    @Test
    void merges_hiddenColumnOfAnotherKindOrName_isAnother() {
        ResultShape one = new ResultShape(List.of(ID, SHORT_BYTES));

        assertThat(one.merges(new ResultShape(List.of(ID, new Column("weights", 3, 0, Alike.NOTHING_ELSE))), 1))
                .isFalse();
        assertThat(one.merges(new ResultShape(List.of(ID, new Column("other", 252, 0, Alike.BYTES))), 1))
                .isFalse();
        assertThat(one.merges(new ResultShape(List.of(ID)), 1)).isFalse();
    }
}
