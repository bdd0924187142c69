package io.kintsugi.examples.tpcc.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.examples.tpcc.model.Randomness;
import io.kintsugi.examples.tpcc.transaction.TransactionType;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PacingTest {

    private final Randomness randomness = new Randomness(21);

    @Test
    void thinkTimes_haveTheSpecifiedMeanAndAreCutAtTenTimesIt() {
        for (TransactionType type : TransactionType.values()) {
            long mean = type.meanThinkTime().toMillis();
            long[] drawn = LongStream.generate(
                            () -> Pacing.SPECIFIED.thinkTime(type, randomness).toMillis())
                    .limit(50_000)
                    .toArray();
            assertThat(LongStream.of(drawn).average().orElseThrow()).isBetween(0.97 * mean, 1.03 * mean);
            assertThat(LongStream.of(drawn).max().orElseThrow()).isBetween(5 * mean, 10 * mean);
        }
    }

    @Test
    void keyingTimes_areThoseOfTheTypeOrNone() {
        assertThat(Pacing.SPECIFIED.keyingTime(TransactionType.NEW_ORDER)).isEqualTo(Duration.ofSeconds(18));
        assertThat(Pacing.NONE.keyingTime(TransactionType.NEW_ORDER)).isZero();
        assertThat(Pacing.NONE.thinkTime(TransactionType.NEW_ORDER, randomness)).isZero();
    }
}
