package io.kintsugi.examples.tpcc.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class LatencyHistogramTest {

    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void percentiles_areThoseOfTheSortedValuesWithinASixtyFourth() {
        SplittableRandom random = new SplittableRandom(3);
        long[] values = random.doubles(20_000)
                .mapToLong(fraction -> (long) Math.exp(fraction * 18))
                .toArray();
        Arrays.stream(values).forEach(histogram::record);
        Arrays.sort(values);
        for (double share : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat((double) histogram.percentileMicros(share))
                    .isCloseTo((double) exact, Percentage.withPercentage(1.6));
        }
        assertThat(histogram.largestMicros()).isEqualTo(values[values.length - 1]);
    }

    @Test
    void small_values_areExact() {
        for (int value = 1; value <= 100; value++) {
            histogram.record(value);
        }
        assertThat(histogram.percentileMicros(0.5)).isEqualTo(50);
        assertThat(histogram.percentileMicros(0.99)).isEqualTo(99);
    }

    @Test
    void add_joinsTwoHistograms() {
        LatencyHistogram other = new LatencyHistogram();
        histogram.record(10);
        other.record(1_000_000);
        histogram.add(other);
        assertThat(histogram.percentileMicros(0.5)).isEqualTo(10);
        assertThat(histogram.percentileMicros(1)).isEqualTo(1_000_000);
    }

    @Test
    void extremes_areAccepted() {
        assertThat(histogram.percentileMicros(0.99)).isZero();
        histogram.record(0);
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.largestMicros()).isEqualTo(Long.MAX_VALUE);
    }
}
