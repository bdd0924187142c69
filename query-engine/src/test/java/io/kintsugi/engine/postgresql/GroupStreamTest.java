package io.kintsugi.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.merge.ColumnFacts;
import io.kintsugi.engine.merge.GroupMerge;
import io.kintsugi.engine.merge.GroupStream;
import io.kintsugi.engine.merge.MergeBudget;
import io.kintsugi.engine.merge.RowSource;
import io.kintsugi.engine.merge.StreamMerge;
import io.kintsugi.engine.merge.SumKind;
import io.kintsugi.engine.merge.ValueRules;
import io.kintsugi.engine.merge.ValueType;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.Arrival;
import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.SortKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Groups that come one after the other, beside the same groups held until all rows are in. */
class GroupStreamTest {
    private static final long SEED = 11;
    private static final ValueRules VALUES = new PostgreSqlValues();
    private static final SortKey BY_GROUP = new SortKey(0, false, false, Comparison.INTEGER);
    private static final SortKey BY_VALUE = new SortKey(1, false, false, Comparison.TEXT_BYTES);
    private static final ColumnFacts BIGINTS = new ColumnFacts() {
        @Override
        public SumKind sumKind(int column) {
            return SumKind.BIGINT;
        }

        @Override
        public ValueType type(int column) {
            return ValueType.of(ValueType.Kind.INT8);
        }

        @Override
        public int scale(int column) {
            return 0;
        }
    };

    /** Rows of one shard. */
    private static final class ListRows implements RowSource {
        private final List<List<@Nullable String>> rows;
        private int position = -1;

        ListRows(List<List<@Nullable String>> rows) {
            this.rows = rows;
        }

        @Override
        public boolean next() {
            position++;
            return position < rows.size();
        }

        @Override
        public @Nullable String text(int column) {
            return rows.get(position).get(column);
        }
    }

    private static MergeBudget budget(int rows) {
        return new MergeBudget(rows, 1L << 30);
    }

    /** Group, value, count, sum: how many rows there are, their sum, and how many different values there are. */
    private static Merge merge(boolean grouped, boolean descending, long offset, OptionalLong limit) {
        List<OutputColumn> counts = List.of(
                new OutputColumn.SumOfCounts(2),
                new OutputColumn.SumOfSums(3),
                new OutputColumn.Distinct(new OutputColumn.SumOfCounts(2), 1, Comparison.TEXT_BYTES));
        List<OutputColumn> columns = new ArrayList<>(grouped ? List.of(new OutputColumn.Same(0)) : List.of());
        columns.addAll(counts);
        return new Merge(
                Merge.Kind.GROUP,
                grouped ? List.of(new Merge.GroupKey(0, Comparison.INTEGER)) : List.of(),
                columns,
                grouped ? List.of(new SortKey(0, descending, false, Comparison.INTEGER)) : List.of(),
                false,
                List.of(),
                offset,
                limit,
                4);
    }

    private static List<List<List<@Nullable String>>> shards(Random random, boolean grouped) {
        List<List<List<@Nullable String>>> shards = new ArrayList<>();
        for (int shard = 0; shard < 1 + random.nextInt(4); shard++) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            for (int row = random.nextInt(12); row > 0; row--) {
                List<@Nullable String> values = new ArrayList<>();
                int group = random.nextInt(4);
                values.add(group == 0 ? null : Integer.toString(group));
                values.add(random.nextInt(5) == 0 ? null : "v" + random.nextInt(4));
                values.add(Integer.toString(random.nextInt(3)));
                values.add(random.nextInt(4) == 0 ? null : Integer.toString(random.nextInt(9) - 4));
                rows.add(values);
            }
            Comparator<List<@Nullable String>> byValue = by(1);
            rows.sort(grouped ? by(0).thenComparing(byValue) : byValue);
            shards.add(rows);
        }
        return shards;
    }

    private static Comparator<List<@Nullable String>> by(int column) {
        return Comparator.comparing(row -> row.get(column), Comparator.nullsLast(Comparator.naturalOrder()));
    }

    private static List<ListRows> sources(List<List<List<@Nullable String>>> shards) {
        return shards.stream().map(ListRows::new).toList();
    }

    private static List<List<@Nullable String>> held(Merge merge, List<List<List<@Nullable String>>> shards)
            throws SQLException {
        GroupMerge groups = new GroupMerge(merge, VALUES, BIGINTS, budget(1_000));
        for (ListRows rows : sources(shards)) {
            groups.add(rows);
        }
        return groups.result();
    }

    private static GroupStream stream(Merge merge, Arrival arrival, List<List<List<@Nullable String>>> shards) {
        return new GroupStream(
                sources(shards),
                merge.arriving(Optional.of(arrival)),
                VALUES,
                BIGINTS,
                budget(arrival.isFinal() ? 1 : 1_000));
    }

    @Test
    void streamedGroups_areThoseHeld_overRandomShardings() throws SQLException {
        Random random = new Random(SEED);
        for (int round = 0; round < 1_000; round++) {
            boolean grouped = random.nextInt(4) > 0;
            boolean sorts = grouped && random.nextBoolean();
            long offset = random.nextInt(3);
            OptionalLong limit = random.nextBoolean() ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty();
            List<List<List<@Nullable String>>> shards = shards(random, grouped);
            Merge merge = merge(grouped, sorts, offset, limit);
            Arrival arrival = new Arrival(grouped ? List.of(BY_GROUP, BY_VALUE) : List.of(BY_VALUE), !sorts);
            GroupStream stream = stream(merge, arrival, shards);
            List<List<@Nullable String>> found = sorts ? stream.all() : inPortions(stream, 1 + random.nextInt(3));
            assertThat(found).as("seed " + SEED + ", round " + round).isEqualTo(held(merge, shards));
        }
    }

    private static List<List<@Nullable String>> inPortions(GroupStream stream, int size) throws SQLException {
        List<List<@Nullable String>> all = new ArrayList<>();
        for (List<List<@Nullable String>> some = stream.portion(size); !some.isEmpty(); some = stream.portion(size)) {
            all.addAll(some);
        }
        return all;
    }

    /** Each piece of a group would be taken for the whole. */
    @Test
    void rowsThatAreNotSorted_areAnError() {
        List<List<List<@Nullable String>>> shards =
                List.of(List.of(List.of("2", "a", "1", "1"), List.of("1", "a", "1", "1"), List.of("2", "b", "1", "1")));
        GroupStream stream = stream(
                merge(true, false, 0, OptionalLong.empty()), new Arrival(List.of(BY_GROUP, BY_VALUE), true), shards);
        assertThatThrownBy(() -> stream.portion(10)).isInstanceOf(ShardException.class);
    }

    @Test
    void distinctRowsInOrder_areForgottenWhenOtherKeysCome() throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int number = 0; number < 10_000; number++) {
            rows.add(List.of(Integer.toString(number / 4)));
        }
        Merge merge = new Merge(
                Merge.Kind.ORDERED,
                List.of(),
                List.of(new OutputColumn.Same(0)),
                List.of(BY_GROUP),
                true,
                List.of(Comparison.INTEGER),
                0,
                OptionalLong.empty(),
                1);
        StreamMerge stream = new StreamMerge(sources(List.of(rows, rows)), merge, VALUES, budget(10));
        int count = 0;
        while (stream.next() != StreamMerge.END) {
            count++;
        }
        assertThat(count).isEqualTo(2_500);
    }
}
