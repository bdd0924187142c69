package io.kintsugi.benchmarks.tiers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges as an application would by itself: rows become objects, which are compared or added up. */
final class MergeByHand implements Contestant<MergeQuery> {
    /** As many digits as PostgreSQL gives an average of such numbers, or more. */
    private static final int DIGITS = 20;

    private final String name;
    private final HandShards shards;

    MergeByHand(String name, List<String> urls) {
        this.name = name;
        this.shards = new HandShards(urls);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long answer(MergeQuery query) throws SQLException {
        return shards.read(
                query.shardText(), query.rows(), query.isOrdered() ? MergeByHand::ordered : MergeByHand::grouped);
    }

    private record Event(long id, long user, String status, BigDecimal amount, String note) {
        static @Nullable Event next(ResultSet rows) throws SQLException {
            return !rows.next()
                    ? null
                    : new Event(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getString(3),
                            rows.getBigDecimal(4),
                            rows.getString(5));
        }

        boolean isBefore(Event other) {
            int byAmount = amount.compareTo(other.amount);
            return byAmount != 0 ? byAmount < 0 : id < other.id;
        }
    }

    private static long ordered(List<ResultSet> results) throws SQLException {
        Event left = Event.next(results.get(0));
        Event right = Event.next(results.get(1));
        long sum = 0;
        while (left != null || right != null) {
            boolean takesLeft = right == null || (left != null && left.isBefore(right));
            Event event = takesLeft ? left : right;
            if (event != null) {
                sum = MergeSums.withRow(sum, event.id(), event.user(), event.status(), event.amount(), event.note());
            }
            if (takesLeft) {
                left = Event.next(results.get(0));
            } else {
                right = Event.next(results.get(1));
            }
        }
        return sum;
    }

    private record Group(long count, BigDecimal sum) {
        static Group both(Group one, Group other) {
            return new Group(one.count + other.count, one.sum.add(other.sum));
        }

        BigDecimal average() {
            return sum.divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.HALF_UP);
        }
    }

    private static long grouped(List<ResultSet> results) throws SQLException {
        Map<Long, Group> groups = new HashMap<>();
        for (ResultSet rows : results) {
            while (rows.next()) {
                groups.merge(rows.getLong(1), new Group(rows.getLong(2), rows.getBigDecimal(3)), Group::both);
            }
        }
        long sum = 0;
        for (Map.Entry<Long, Group> each : groups.entrySet()) {
            Group group = each.getValue();
            sum += MergeSums.ofGroup(each.getKey(), group.count(), group.sum(), group.average());
        }
        return sum;
    }

    @Override
    public void close() {
        shards.close();
    }
}
