package io.kintsugi.engine.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ShardException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final long SEED = 42;

    /** A clock that shows what it is told. */
    private static final class ToldClock extends Clock {
        private final AtomicLong millis = new AtomicLong(TsidGenerator.EPOCH_MILLIS + 1_000);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }

    @Test
    void tsid_isMadeOfTimeNodeAndCounter() {
        TsidGenerator generator = new TsidGenerator(new ToldClock(), 5);
        assertThat(generator.take(1)).isEqualTo((1_000L << 22) | (5L << 12));
        assertThat(generator.take(3)).isEqualTo((1_000L << 22) | (5L << 12) | 1);
        assertThat(generator.take(1)).isEqualTo((1_000L << 22) | (5L << 12) | 4);
    }

    @Test
    void tsid_growsAndStaysUnique_whateverTheClockDoes() {
        ToldClock clock = new ToldClock();
        TsidGenerator generator = new TsidGenerator(clock, 1023);
        Random random = new Random(SEED);
        long last = 0;
        for (int round = 0; round < 20_000; round++) {
            clock.millis.addAndGet(random.nextInt(5) - 2);
            int count = 1 + random.nextInt(4_096);
            long first = generator.take(count);
            assertThat(first).as("seed " + SEED + ", round " + round).isGreaterThan(last);
            assertThat((first + count - 1) >>> 12).as("does not straddle").isEqualTo(first >>> 12);
            last = first + count - 1;
        }
    }

    @Test
    void tsid_refusesMoreThanAMillisecondHolds() {
        TsidGenerator generator = new TsidGenerator(new ToldClock(), 0);
        assertThatThrownBy(() -> generator.take(4_097)).isInstanceOf(ShardException.class);
        assertThatThrownBy(() -> new TsidGenerator(new ToldClock(), 1_024))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sequence_neverStraddlesBlocks_norRepeats() throws Exception {
        AtomicLong next = new AtomicLong(1);
        BlockSource catalog = (name, count) -> next.getAndAdd(count);
        SequenceIds ids = new SequenceIds(10);
        Set<Long> seen = Collections.synchronizedSet(new HashSet<>());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> ended = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(SEED + thread);
                ended.add(threads.submit(() -> takeMany(ids, catalog, random, seen)));
            }
            for (Future<?> one : ended) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void takeMany(SequenceIds ids, BlockSource catalog, Random random, Set<Long> seen)
            throws SQLException {
        for (int round = 0; round < 2_000; round++) {
            int count = 1 + random.nextInt(25);
            long first = ids.take("orders.id", count, catalog);
            for (long id = first; id < first + count; id++) {
                assertThat(seen.add(id)).as("id " + id + " came twice").isTrue();
            }
        }
        return null;
    }
}
