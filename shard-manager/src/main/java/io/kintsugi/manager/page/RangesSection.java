package io.kintsugi.manager.page;

import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Shard;
import io.kintsugi.topology.ShardMap;
import io.kintsugi.topology.TokenOrder;
import io.kintsugi.topology.TokenRange;
import io.kintsugi.topology.Topology;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which tokens each shard owns. */
final class RangesSection {
    private static final int SHARDS_MAX = 100;
    private static final int RANGES_MAX = 4;
    private static final BigDecimal ALL_TOKENS = new BigDecimal(BigInteger.ONE.shiftLeft(Long.SIZE));

    private RangesSection() {}

    static void render(Markup page, StatusView view) {
        view.topology().ifPresent(published -> render(page, view, published.topology()));
    }

    private static void render(Markup page, StatusView view, Topology topology) {
        List<Keyspace> spread = topology.keyspaces().values().stream()
                .filter(keyspace -> keyspace.shards().size() > 1)
                .toList();
        if (spread.isEmpty()) {
            return;
        }
        Listing listing = Listing.open(page, "ranges", "Token ranges", "", "Shard", "Share", "Ranges", "First of them");
        int room = SHARDS_MAX;
        for (Keyspace keyspace : spread) {
            room = rows(listing, keyspace, room);
        }
        long shards =
                spread.stream().mapToLong(keyspace -> keyspace.shards().size()).sum();
        listing.close(shards, SHARDS_MAX, "");
        Words.command(page, view, view.baseUrl() + "/v1/topology");
    }

    private static int rows(Listing listing, Keyspace keyspace, int room) {
        int shown = Math.min(room, keyspace.shards().size());
        for (int ordinal = 0; ordinal < shown; ordinal++) {
            row(listing, keyspace, ordinal);
        }
        return room - shown;
    }

    private static void row(Listing listing, Keyspace keyspace, int ordinal) {
        Shard shard = keyspace.shards().get(ordinal);
        ShardMap map = keyspace.shardMap();
        List<TokenRange> ranges = map.rangesOf(ordinal);
        String more = ranges.size() > RANGES_MAX ? ", …" : "";
        listing.row(
                keyspace.name() + " / " + shard.name(),
                map.order() == TokenOrder.UNSIGNED ? share(ranges) : "–",
                Integer.toString(ranges.size()),
                ranges.stream().limit(RANGES_MAX).map(RangesSection::describe).collect(Collectors.joining(", "))
                        + more);
    }

    private static String share(List<TokenRange> ranges) {
        BigDecimal tokens = ranges.stream()
                .map(range -> new BigDecimal(Long.toUnsignedString(range.last() - range.first())).add(BigDecimal.ONE))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal percent = tokens.multiply(BigDecimal.valueOf(100)).divide(ALL_TOKENS, 2, RoundingMode.HALF_UP);
        return String.format(Locale.ENGLISH, "%.1f %%", percent);
    }

    private static String describe(TokenRange range) {
        if (range.order() == TokenOrder.SIGNED) {
            String first = range.first() == Long.MIN_VALUE ? "" : Long.toString(range.first());
            String last = range.last() == Long.MAX_VALUE ? "" : Long.toString(range.last());
            return first + ".." + last;
        }
        return hex(range.first()) + "–" + hex(range.last());
    }

    /** The leading digits say enough: ranges start and end at round numbers. */
    private static String hex(long token) {
        return String.format(Locale.ROOT, "%016x", token).substring(0, 4);
    }
}
