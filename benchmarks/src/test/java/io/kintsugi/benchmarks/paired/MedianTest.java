package io.kintsugi.benchmarks.paired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MedianTest {
    private static final int TRIALS = 2_000;

    @Test
    void median_isTheMiddle() {
        assertThat(Median.of(new double[] {3, 1, 2}).value()).isEqualTo(2);
        assertThat(Median.of(new double[] {4, 1, 3, 2}).value()).isEqualTo(2.5);
    }

    @Test
    void interval_holdsTheTrueMedianAsOftenAsItSays() {
        Random random = new Random(3);
        long held = IntStream.range(0, TRIALS)
                .mapToObj(trial -> Median.of(
                        random.doubles(40).map(value -> -Math.log(value)).toArray()))
                .filter(median -> median.low() <= Math.log(2) && Math.log(2) <= median.high())
                .count();
        assertThat(held / (double) TRIALS).isBetween(0.93, 1.0);
    }
}
