package io.kintsugi.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.benchmarks.stubbed.Garbage;
import io.kintsugi.benchmarks.workload.TwoShards;
import io.kintsugi.benchmarks.workload.Workload;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Keeps the added garbage from growing unnoticed: bytes are the same on every machine. The limits leave some room above
 * what is measured, since a just-in-time compiler that has not finished leaves more objects on the heap.
 */
class GarbageIT {
    private static final int CALLS = 5_000;

    @Test
    void addedGarbage_staysSmall() throws IOException, SQLException {
        try (TwoShards cluster = TwoShards.start(2_000)) {
            Map<Workload, Garbage.Pair> pairs = Garbage.measure(
                    cluster,
                    CALLS,
                    List.of(Workload.POINT_SELECT, Workload.INSERT, Workload.UPDATE, Workload.LITERAL_SELECT));
            assertThat(added(pairs, Workload.POINT_SELECT)).isLessThan(2_900);
            assertThat(added(pairs, Workload.INSERT)).isLessThan(2_900);
            assertThat(added(pairs, Workload.UPDATE)).isLessThan(2_600);
            assertThat(added(pairs, Workload.LITERAL_SELECT)).isLessThan(3_400);
        }
    }

    private static double added(Map<Workload, Garbage.Pair> pairs, Workload workload) {
        return requireNonNull(pairs.get(workload), workload.title()).addedBytes();
    }
}
