package io.kintsugi.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.merge.ColumnFacts;
import io.kintsugi.engine.merge.GroupMerge;
import io.kintsugi.engine.merge.MergeBudget;
import io.kintsugi.engine.merge.RowSource;
import io.kintsugi.engine.merge.StreamMerge;
import io.kintsugi.engine.merge.SumKind;
import io.kintsugi.engine.merge.ValueRules;
import io.kintsugi.engine.merge.ValueType;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.SortKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final long SEED = 7;
    private static final ValueRules VALUES = new PostgreSqlValues();

    /** Rows held in a list. */
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

    private static MergeBudget plenty() {
        return new MergeBudget(1_000_000, 1L << 30);
    }

    private static Merge merge(
            Merge.Kind kind, List<SortKey> order, boolean distinct, long offset, OptionalLong limit) {
        return new Merge(
                kind,
                List.of(),
                List.of(new OutputColumn.Same(0)),
                order,
                distinct,
                distinct ? List.of(Comparison.INTEGER) : List.of(),
                offset,
                limit,
                1);
    }

    @Test
    void orderedMerge_equalsSortingEverything_overRandomShardings() throws SQLException {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            boolean descending = random.nextBoolean();
            boolean nullsFirst = random.nextBoolean();
            boolean distinct = random.nextBoolean();
            long offset = random.nextInt(5);
            OptionalLong limit = random.nextBoolean() ? OptionalLong.of(random.nextInt(12)) : OptionalLong.empty();
            Comparator<@Nullable Integer> order = order(descending, nullsFirst);
            List<List<@Nullable Integer>> shards = shards(random, order);
            List<@Nullable Integer> expected = new ArrayList<>();
            shards.forEach(expected::addAll);
            expected.sort(order);
            List<@Nullable Integer> model = window(distinct ? withoutRepeats(expected) : expected, offset, limit);
            SortKey key = new SortKey(0, descending, nullsFirst, Comparison.INTEGER);
            Merge merge = merge(Merge.Kind.ORDERED, List.of(key), distinct, offset, limit);
            assertThat(merged(shards, merge))
                    .as("seed " + SEED + ", round " + round)
                    .isEqualTo(model);
        }
    }

    private static Comparator<@Nullable Integer> order(boolean descending, boolean nullsFirst) {
        Comparator<Integer> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
    }

    private static List<List<@Nullable Integer>> shards(Random random, Comparator<@Nullable Integer> order) {
        List<List<@Nullable Integer>> shards = new ArrayList<>();
        for (int shard = 0; shard < 1 + random.nextInt(5); shard++) {
            List<@Nullable Integer> rows = new ArrayList<>();
            for (int row = 0; row < random.nextInt(8); row++) {
                rows.add(random.nextInt(6) == 0 ? null : random.nextInt(9) - 4);
            }
            rows.sort(order);
            shards.add(rows);
        }
        return shards;
    }

    private static List<@Nullable Integer> withoutRepeats(List<@Nullable Integer> rows) {
        Set<@Nullable Integer> seen = new HashSet<>();
        return new ArrayList<>(rows.stream().filter(seen::add).toList());
    }

    private static List<@Nullable Integer> window(List<@Nullable Integer> rows, long offset, OptionalLong limit) {
        int from = (int) Math.min(rows.size(), offset);
        int end = (int) Math.min(rows.size(), from + limit.orElse(1_000));
        return rows.subList(from, end);
    }

    private static List<@Nullable Integer> merged(List<List<@Nullable Integer>> shards, Merge merge)
            throws SQLException {
        List<RowSource> sources = new ArrayList<>();
        for (List<@Nullable Integer> shard : shards) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            for (Integer value : shard) {
                rows.add(Arrays.asList(value == null ? null : value.toString()));
            }
            sources.add(new ListRows(rows));
        }
        StreamMerge stream = new StreamMerge(sources, merge, VALUES, plenty());
        List<@Nullable Integer> result = new ArrayList<>();
        for (int source = stream.next(); source != StreamMerge.END; source = stream.next()) {
            String text = sources.get(source).text(0);
            result.add(text == null ? null : Integer.valueOf(text));
        }
        return result;
    }

    @Test
    void limitZero_readsNothing() throws SQLException {
        RowSource untouched = new RowSource() {
            @Override
            public boolean next() {
                throw new IllegalStateException("read");
            }

            @Override
            public @Nullable String text(int column) {
                throw new IllegalStateException("read");
            }
        };
        Merge merge = merge(Merge.Kind.CONCAT, List.of(), false, 0, OptionalLong.of(0));
        assertThat(new StreamMerge(List.of(untouched), merge, VALUES, plenty()).next())
                .isEqualTo(StreamMerge.END);
    }

    @Test
    void budget_isKept_byDistinctAndByGroups() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int row = 0; row < 100; row++) {
            rows.add(Arrays.asList(Integer.toString(row)));
        }
        Merge distinct = merge(Merge.Kind.CONCAT, List.of(), true, 0, OptionalLong.empty());
        StreamMerge stream =
                new StreamMerge(List.of(new ListRows(rows)), distinct, VALUES, new MergeBudget(10, 1L << 20));
        assertThatThrownBy(() -> {
                    while (stream.next() != StreamMerge.END) {
                        // Until the budget is spent.
                        assertThat(stream).isNotNull();
                    }
                })
                .isInstanceOfSatisfying(
                        ShardException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MERGE_BUDGET_EXCEEDED));
        Merge groups = new Merge(
                Merge.Kind.GROUP,
                List.of(new Merge.GroupKey(0, Comparison.INTEGER)),
                List.of(new OutputColumn.Same(0)),
                List.of(),
                false,
                List.of(),
                0,
                OptionalLong.empty(),
                1);
        GroupMerge grouping = new GroupMerge(
                groups,
                VALUES,
                new ColumnFacts() {
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
                },
                new MergeBudget(1_000, 2_000));
        assertThatThrownBy(() -> grouping.add(new ListRows(rows))).isInstanceOf(ShardException.class);
    }

    @Test
    void average_followsTheServersScale() {
        assertThat(average("3", 2)).isEqualTo("1.5000000000000000");
        assertThat(average("100000000000000000003", 2)).isEqualTo("50000000000000000002");
        assertThat(average("0", 7)).isEqualTo("0.00000000000000000000");
        assertThat(average("NaN", 7)).isEqualTo("NaN");
    }

    private static String average(String sum, long count) {
        return PostgreSqlNumeric.parse(sum).dividedBy(count).toString();
    }

    @Test
    void sums_takeTheWiderScale_andKeepInfinitiesApart() {
        assertThat(sum("1.0", "2.000")).isEqualTo("3.000");
        assertThat(sum("Infinity", "1")).isEqualTo("Infinity");
        assertThat(sum("Infinity", "-Infinity")).isEqualTo("NaN");
        assertThat(sum("-Infinity", "-Infinity")).isEqualTo("-Infinity");
        assertThat(sum("NaN", "-Infinity")).isEqualTo("NaN");
    }

    private static String sum(String left, String right) {
        return PostgreSqlNumeric.parse(left)
                .plus(PostgreSqlNumeric.parse(right))
                .toString();
    }

    @Test
    void keys_compareAsTheServerDoes() {
        assertAscending(Comparison.NUMERIC, "-Infinity", "-1", "0.5", "1e2", "Infinity", "NaN");
        assertAscending(Comparison.FLOAT, "-Infinity", "-1", "0", "1e300", "Infinity", "NaN");
        assertAscending(
                Comparison.DATE, "-infinity", "0044-03-15 BC", "0001-01-01", "2024-02-29", "12024-01-01", "infinity");
        assertAscending(
                Comparison.TIMESTAMP_TZ,
                "-infinity",
                "4714-11-24 00:00:00+00 BC",
                "2024-02-29 10:00:00+05:30",
                "2024-02-29 04:30:00.000001+00",
                "2024-02-29 00:00:00-04:56:02",
                "294276-12-31 23:59:59.999999+00",
                "infinity");
        assertAscending(Comparison.TIME, "00:00:00", "00:00:00.5", "23:59:59.999999", "24:00:00");
        assertAscending(Comparison.BYTES, "\\x", "\\x00", "\\x00ff", "\\x7f", "\\x80");
        assertAscending(Comparison.TEXT_BYTES, "", "B", "a", "a ", "\u00e4", "\uFFFD", "\uD83D\uDE00");
        assertAscending(Comparison.PADDED_TEXT_BYTES, "  ", "B ", "a  ", "a\t ", "a b");
        assertThat(PostgreSqlKeys.of(Comparison.PADDED_TEXT_BYTES, "a  "))
                .isEqualTo(PostgreSqlKeys.of(Comparison.PADDED_TEXT_BYTES, "a"));
        assertAscending(Comparison.BOOLEAN, "f", "t");
        assertThat(PostgreSqlKeys.of(Comparison.FLOAT, "-0")).isEqualTo(PostgreSqlKeys.of(Comparison.FLOAT, "0"));
        assertThat(PostgreSqlKeys.of(Comparison.NUMERIC, "1.00"))
                .isEqualTo(PostgreSqlKeys.of(Comparison.NUMERIC, "1.0"));
        assertThat(PostgreSqlKeys.of(Comparison.NUMERIC, "1.00"))
                .hasSameHashCodeAs(PostgreSqlKeys.of(Comparison.NUMERIC, "1"));
        assertThat(PostgreSqlKeys.of(Comparison.BYTES, "a\\\\\\001"))
                .isEqualTo(PostgreSqlKeys.of(Comparison.BYTES, "\\x615c01"));
    }

    private static void assertAscending(Comparison comparison, String... texts) {
        for (int index = 1; index < texts.length; index++) {
            Comparable<Object> lower = PostgreSqlKeys.of(comparison, texts[index - 1]);
            assertThat(lower.compareTo(PostgreSqlKeys.of(comparison, texts[index])))
                    .as(texts[index - 1] + " before " + texts[index])
                    .isNegative();
        }
    }
}
