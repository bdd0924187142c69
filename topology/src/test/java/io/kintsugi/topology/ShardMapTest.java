package io.kintsugi.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShardMapTest {
    private static final int SAMPLES = 100_000;

    static IntStream shardCounts() {
        return IntStream.concat(IntStream.rangeClosed(1, 20), IntStream.of(100));
    }

    @ParameterizedTest
    @MethodSource("shardCounts")
    void addedShard_takesItsShareAndNothingElseMoves(int shards) {
        ShardMap before = ShardMap.even(256, shards);
        ShardMap after = before.withAddedShard();
        int moved = 0;
        for (long key = 0; key < SAMPLES; key++) {
            long token = Hash.tokenOfLong(key);
            int owner = after.shardOf(token);
            if (owner == before.shardOf(token)) {
                continue;
            }
            assertThat(owner).as("key %d moved between old shards", key).isEqualTo(shards);
            moved++;
        }
        double share = (double) SAMPLES / (shards + 1);
        assertThat((double) moved).isCloseTo(share, within(share * 0.1));
    }

    @ParameterizedTest
    @MethodSource("shardCounts")
    void even_isAFoldOfAddedShards(int shards) {
        assertThat(ShardMap.even(256, shards).withAddedShard()).isEqualTo(ShardMap.even(256, shards + 1));
    }

    @ParameterizedTest
    @MethodSource("shardCounts")
    void even_keepsShardsNearTheirShare(int shards) {
        ShardMap map = ShardMap.even(256, shards);
        for (List<TokenRange> ranges : map.rangesByShard()) {
            double share = ranges.stream().mapToDouble(ShardMapTest::size).sum() * shards;
            assertThat(share).as("share of a shard among %d", shards).isCloseTo(1.0, within(0.15));
        }
    }

    /** The part of all tokens in a range. */
    private static double size(TokenRange range) {
        double tokens = (range.last() - range.first()) >= 0
                ? (double) (range.last() - range.first()) + 1
                : Math.pow(2, 64) + (double) (range.last() - range.first()) + 1;
        return tokens / Math.pow(2, 64);
    }

    @Test
    void even_givesOneShardAllRanges() {
        ShardMap map = ShardMap.even(256, 1);
        assertThat(map.rangesOf(0)).hasSize(256).first().hasToString("-01");
        assertThat(map.rangesOf(0).get(255)).hasToString("ff-");
        assertThat(ShardMap.even(1, 1)).isEqualTo(ShardMap.single(TokenOrder.UNSIGNED));
    }

    static Stream<ShardMap> maps() {
        return Stream.of(
                ShardMap.even(256, 7),
                ShardMap.even(1, 5),
                ShardMap.even(100, 3),
                ShardMap.even(65_536, 2),
                ShardMap.single(TokenOrder.SIGNED));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void shardOf_agreesWithTheRanges(ShardMap map) {
        List<List<TokenRange>> ranges = map.rangesByShard();
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            long token = random.nextLong();
            List<TokenRange> owned = ranges.get(map.shardOf(token));
            assertThat(owned).anyMatch(range -> range.contains(token));
        }
        for (int shard = 0; shard < map.shardCount(); shard++) {
            for (TokenRange range : ranges.get(shard)) {
                assertThat(map.shardOf(range.first())).isEqualTo(shard);
                assertThat(map.shardOf(range.last())).isEqualTo(shard);
            }
            assertThat(map.rangesOf(shard)).isEqualTo(ranges.get(shard));
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void explicitRanges_rebuildTheSameMap(ShardMap map) {
        assertThat(ShardMap.explicit(map.order(), map.rangesByShard())).isEqualTo(map);
    }

    @Test
    void addedShard_keepsCutsThatLieBetweenTheGrains() {
        TokenRange left = new TokenRange(0, 12_345, TokenOrder.UNSIGNED);
        TokenRange right = new TokenRange(12_346, -1, TokenOrder.UNSIGNED);
        ShardMap before = ShardMap.explicit(TokenOrder.UNSIGNED, List.of(List.of(left), List.of(right)));
        ShardMap after = before.withAddedShard();
        assertThat(after.shardOf(12_345)).isZero();
        assertThat(after.shardOf(12_346)).isEqualTo(1);
        Random random = new Random(3);
        for (int i = 0; i < SAMPLES; i++) {
            long token = random.nextLong();
            assertThat(after.shardOf(token)).isIn(before.shardOf(token), 2);
        }
    }

    @Test
    void hashRanges_areOrderedWithoutSign() {
        TokenRange low = new TokenRange(0, Long.MAX_VALUE, TokenOrder.UNSIGNED);
        TokenRange high = new TokenRange(Long.MIN_VALUE, -1, TokenOrder.UNSIGNED);
        assertThat(low).hasToString("-80");
        assertThat(high).hasToString("80-");
        ShardMap map = ShardMap.explicit(TokenOrder.UNSIGNED, List.of(List.of(low), List.of(high)));
        assertThat(map.shardOf(Long.MAX_VALUE)).isZero();
        assertThat(map.shardOf(Long.MIN_VALUE)).isEqualTo(1);
        assertThat(map.shardOf(-1)).isEqualTo(1);
    }

    private static TokenRange range(long first, long last) {
        return new TokenRange(first, last, TokenOrder.SIGNED);
    }

    private static void assertRefused(String message, TokenRange... ranges) {
        List<TokenRange> list = new ArrayList<>(List.of(ranges));
        assertThatThrownBy(() -> ShardMap.explicit(TokenOrder.SIGNED, List.of(list)))
                .hasMessageContaining(message);
    }

    @Test
    void explicitRanges_nameTheGapOrOverlap() {
        assertRefused("No shard owns the range ..0.", range(0, Long.MAX_VALUE));
        assertRefused("No shard owns the range 10..", range(Long.MIN_VALUE, 9));
        assertRefused("No shard owns the range 10..20.", range(Long.MIN_VALUE, 9), range(20, Long.MAX_VALUE));
        assertRefused("Ranges ..10 and 9.. overlap.", range(Long.MIN_VALUE, 9), range(9, Long.MAX_VALUE));
        assertRefused("There is no range.");
    }

    @Test
    void even_refusesSizesOutOfBounds() {
        assertThatThrownBy(() -> ShardMap.even(0, 1)).hasMessageContaining("ranges is 0");
        assertThatThrownBy(() -> ShardMap.even(65_537, 1)).hasMessageContaining("ranges is 65537");
        assertThatThrownBy(() -> ShardMap.even(1, 100_001)).hasMessageContaining("shards is 100001");
        assertThatThrownBy(() -> ShardMap.single(TokenOrder.SIGNED).withAddedShard())
                .hasMessageContaining("hash function");
    }

    @Test
    void listedKeys_findTheirShardAndOthersTheDefault() {
        KeyValue acme = KeyValue.ofText("acme");
        KeyValue globex = KeyValue.ofText("globex");
        KeyValue other = KeyValue.ofText("other");
        ListFunction open = new ListFunction(KeyType.TEXT, List.of(globex, acme), true);
        ShardMap map = ShardMap.ofList(open, 3, Map.of(acme, 0, globex, 1), 2);
        assertThat(map.shardOf(open.token(acme))).isZero();
        assertThat(map.shardOf(open.token(globex))).isEqualTo(1);
        assertThat(map.shardOf(open.token(other))).isEqualTo(2);
        ListFunction closed = new ListFunction(KeyType.TEXT, List.of(acme, globex), false);
        assertThatThrownBy(() -> closed.token(other))
                .hasMessageContaining("not in the list")
                .hasMessageContaining("K1007");
        assertThatThrownBy(() -> open.token(KeyValue.ofLong(1))).hasMessageContaining("K1007");
        assertThatThrownBy(() -> new ListFunction(KeyType.TEXT, List.of(acme, acme), true))
                .hasMessageContaining("twice");
    }
}
