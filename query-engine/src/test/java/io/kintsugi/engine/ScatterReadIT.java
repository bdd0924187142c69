package io.kintsugi.engine;

import static io.kintsugi.engine.EngineFixture.query;
import static io.kintsugi.engine.EngineFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.engine.PlanRouter.FixedRoute;
import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineSession;
import io.kintsugi.engine.api.ExecuteOptions;
import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.engine.api.RowCursor;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.Merge;
import io.kintsugi.router.plan.OutputColumn;
import io.kintsugi.router.plan.SortKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reads over two shards, against one plain table that holds all rows: the catalog database plays that part. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScatterReadIT {
    private static final long SEED = 20261120;
    private static final int ROWS = 400;
    private static final OptionalLong ALL = OptionalLong.empty();

    private EngineFixture fixture;

    @BeforeAll
    void load() throws SQLException {
        System.out.println("ScatterReadIT seed " + SEED);
        fixture = new EngineFixture();
        fixture.everywhere("CREATE TABLE facts (id bigint, g int, n numeric, f float8, t text COLLATE \"C\", b bytea,"
                + " u uuid, d date, ts timestamp, tz timestamptz, ti time, bo boolean)");
        Random random = new Random(SEED);
        for (int row = 0; row < ROWS; row++) {
            String insert = "INSERT INTO facts VALUES (" + values(row, random) + ")";
            fixture.on("k", insert);
            fixture.on(random.nextBoolean() ? "a" : "b", insert);
        }
    }

    private static String values(int row, Random random) {
        return String.join(
                ", ",
                Integer.toString(row),
                maybe(random, Integer.toString(random.nextInt(7))),
                maybe(
                        random,
                        pick(random, "'NaN'", "'Infinity'", "1.0", "1.00", "-3.20", "100000000000000000001", "0.000")),
                maybe(random, pick(random, "'NaN'", "'-0'", "0", "'-Infinity'", "1e300", "0.1")),
                maybe(random, pick(random, "'a'", "'B'", "'ä'", "'a '", "'\uFFFD'", "'\uD83D\uDE00'", "''")),
                maybe(random, pick(random, "'\\x00'", "'\\x00ff'", "'\\xff'", "'\\x'")),
                maybe(random, "'" + new UUID(random.nextLong(), random.nextLong()) + "'"),
                maybe(
                        random,
                        pick(random, "'infinity'", "'-infinity'", "'2024-02-29'", "'0044-03-15 BC'", "'12024-01-01'")),
                maybe(
                        random,
                        pick(
                                random,
                                "'infinity'",
                                "'2024-02-29 23:59:59.999999'",
                                "'0044-03-15 12:00 BC'",
                                "'294276-12-31 23:59:59'")),
                maybe(
                        random,
                        pick(random, "'2024-02-29 10:00+05:30'", "'2024-02-29 04:30:00.000001+00'", "'-infinity'")),
                maybe(random, pick(random, "'24:00:00'", "'00:00:00.5'", "'23:59:59.999999'")),
                maybe(random, Boolean.toString(random.nextBoolean())));
    }

    private static String maybe(Random random, String value) {
        return random.nextInt(6) == 0 ? "NULL" : value;
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private static PreparedRoute route(String sql, Merge merge) {
        return new FixedRoute(sql, new ExecutionPlan.ScatterRead(PlanRouter.sqls("s0,s1", sql), merge, PlanRouter.WHY));
    }

    private static List<OutputColumn> same(int columns) {
        return IntStream.range(0, columns)
                .<OutputColumn>mapToObj(OutputColumn.Same::new)
                .toList();
    }

    private static Merge concat(int columns) {
        return new Merge(Merge.Kind.CONCAT, List.of(), same(columns), List.of(), false, List.of(), 0, ALL, columns);
    }

    private static Merge ordered(int visible, int shardColumns, List<SortKey> keys, long offset, OptionalLong limit) {
        return new Merge(
                Merge.Kind.ORDERED, List.of(), same(visible), keys, false, List.of(), offset, limit, shardColumns);
    }

    private List<List<String>> oracle(String sql) throws SQLException {
        try (Connection connection = fixture.direct("k");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                all.add(row);
            }
            return all;
        }
    }

    @Test
    void concat_returnsEveryRowOnce() throws SQLException {
        try (EngineSession session = fixture.session()) {
            List<List<String>> rows =
                    query(session, route("SELECT id, f, tz FROM facts", concat(3)), ExecuteOptions.DEFAULT);
            assertThat(rows).containsExactlyInAnyOrderElementsOf(oracle("SELECT id, f, tz FROM facts"));
        }
    }

    @Test
    void ordered_isTheServersOwnOrder_forEveryComparison() throws SQLException {
        record Case(String column, Comparison comparison) {}
        List<Case> cases = List.of(
                new Case("g", Comparison.INTEGER),
                new Case("n", Comparison.NUMERIC),
                new Case("f", Comparison.FLOAT),
                new Case("t", Comparison.TEXT_BYTES),
                new Case("b", Comparison.BYTES),
                new Case("u", Comparison.UUID),
                new Case("d", Comparison.DATE),
                new Case("ts", Comparison.TIMESTAMP),
                new Case("tz", Comparison.TIMESTAMP_TZ),
                new Case("ti", Comparison.TIME),
                new Case("bo", Comparison.BOOLEAN));
        try (EngineSession session = fixture.session()) {
            run(session, "SET TimeZone = 'Asia/Kolkata'");
            for (Case tested : cases) {
                for (boolean descending : new boolean[] {false, true}) {
                    for (boolean nullsFirst : new boolean[] {false, true}) {
                        String order = " ORDER BY " + tested.column() + (descending ? " DESC" : " ASC")
                                + (nullsFirst ? " NULLS FIRST" : " NULLS LAST") + ", id";
                        String sql = "SELECT id, " + tested.column() + " FROM facts" + order;
                        List<SortKey> keys = List.of(
                                new SortKey(1, descending, nullsFirst, tested.comparison()),
                                new SortKey(0, false, false, Comparison.INTEGER));
                        Merge merge = ordered(1, 2, keys, 3, OptionalLong.of(300));
                        assertThat(query(session, route(sql, merge), ExecuteOptions.DEFAULT))
                                .as(sql)
                                .isEqualTo(oracle("SELECT id FROM facts" + order + " OFFSET 3 LIMIT 300"));
                    }
                }
            }
        }
    }

    @Test
    void ordered_hidesSortColumn_alsoInMetaData() throws SQLException {
        List<SortKey> keys = List.of(new SortKey(1, false, false, Comparison.INTEGER));
        try (EngineSession session = fixture.session()) {
            PreparedRoute route = route("SELECT n AS amount, id FROM facts ORDER BY id", ordered(1, 2, keys, 0, ALL));
            StatementResult.Rows rows =
                    (StatementResult.Rows) session.execute(route, Bindings.NONE, ExecuteOptions.DEFAULT);
            try (RowCursor cursor = rows.cursor()) {
                ResultSetMetaData metaData = cursor.metaData();
                assertThat(metaData.getColumnCount()).isEqualTo(1);
                assertThat(metaData.getColumnLabel(1)).isEqualTo("amount");
                assertThat(metaData.getColumnTypeName(1)).isEqualTo("numeric");
                assertThat(metaData.getTableName(1)).isEqualTo("facts");
            }
        }
    }

    @Test
    void distinct_countsEqualValuesOnce() throws SQLException {
        Merge merge = new Merge(
                Merge.Kind.CONCAT,
                List.of(),
                same(2),
                List.of(),
                true,
                List.of(Comparison.NUMERIC, Comparison.FLOAT),
                0,
                ALL,
                2);
        try (EngineSession session = fixture.session()) {
            List<List<String>> rows =
                    query(session, route("SELECT DISTINCT n, f FROM facts", merge), ExecuteOptions.DEFAULT);
            assertThat(rows).hasSameSizeAs(oracle("SELECT DISTINCT n, f FROM facts"));
        }
    }

    private static final String PARTIALS =
            "SELECT g, count(*), count(n), sum(id), sum(g), min(n), max(f), min(t), max(d), avg(n), avg(g),"
                    + " sum(n), count(n), sum(g), count(g) FROM facts";

    private static Merge grouped(boolean byKey, boolean sorted) {
        List<OutputColumn> columns = List.of(
                new OutputColumn.Same(0),
                new OutputColumn.SumOfCounts(1),
                new OutputColumn.SumOfCounts(2),
                new OutputColumn.SumOfSums(3),
                new OutputColumn.SumOfSums(4),
                new OutputColumn.Extreme(5, false, Comparison.NUMERIC),
                new OutputColumn.Extreme(6, true, Comparison.FLOAT),
                new OutputColumn.Extreme(7, false, Comparison.TEXT_BYTES),
                new OutputColumn.Extreme(8, true, Comparison.DATE),
                new OutputColumn.Average(9, 11, 12),
                new OutputColumn.Average(10, 13, 14));
        return new Merge(
                Merge.Kind.GROUP,
                byKey ? List.of(new Merge.GroupKey(0, Comparison.INTEGER)) : List.of(),
                columns,
                sorted ? List.of(new SortKey(0, true, true, Comparison.INTEGER)) : List.of(),
                false,
                List.of(),
                sorted ? 1 : 0,
                sorted ? OptionalLong.of(4) : ALL,
                15);
    }

    private static final String WHOLE =
            "SELECT g, count(*), count(n), sum(id), sum(g), min(n), max(f), min(t), max(d), avg(n), avg(g) FROM facts";

    @Test
    void groups_combineAsOneServerWould() throws SQLException {
        String filter = " WHERE n IS NULL OR n NOT IN ('NaN', 'Infinity')";
        try (EngineSession session = fixture.session()) {
            assertThat(query(
                            session,
                            route(PARTIALS + filter + " GROUP BY g", grouped(true, true)),
                            ExecuteOptions.DEFAULT))
                    .isEqualTo(oracle(WHOLE + filter + " GROUP BY g ORDER BY g DESC NULLS FIRST OFFSET 1 LIMIT 4"));
            assertThat(query(session, route(PARTIALS + " GROUP BY g", grouped(true, false)), ExecuteOptions.DEFAULT))
                    .containsExactlyInAnyOrderElementsOf(oracle(WHOLE + " GROUP BY g"));
        }
    }

    @Test
    void globalAggregate_isOneRow_groupedOneNone_whereNothingMatches() throws SQLException {
        String global = PARTIALS.replace("SELECT g", "SELECT NULL::int") + " WHERE false";
        try (EngineSession session = fixture.session()) {
            assertThat(query(session, route(global, grouped(false, false)), ExecuteOptions.DEFAULT))
                    .isEqualTo(oracle(WHOLE.replace("SELECT g", "SELECT NULL::int") + " WHERE false"));
            assertThat(query(
                            session,
                            route(PARTIALS + " WHERE false GROUP BY g", grouped(true, false)),
                            ExecuteOptions.DEFAULT))
                    .isEmpty();
        }
    }

    @Test
    void average_hasTheServersScale_forThousandsOfRandomPartials() throws SQLException {
        Random random = new Random(SEED);
        StringBuilder values = new StringBuilder();
        int cases = 4_000;
        for (int index = 0; index < cases; index++) {
            values.append(index == 0 ? "" : ", ")
                    .append("(")
                    .append(index)
                    .append(", ")
                    .append(number(random))
                    .append("::numeric, ")
                    .append(number(random))
                    .append("::numeric, ")
                    .append(1 + random.nextInt(20))
                    .append(")");
        }
        String table = "CREATE TABLE partials AS SELECT * FROM (VALUES " + values + ") AS v (i, x, y, c)";
        fixture.everywhere(table);
        Merge merge = new Merge(
                Merge.Kind.GROUP,
                List.of(new Merge.GroupKey(0, Comparison.INTEGER)),
                List.of(new OutputColumn.Same(0), new OutputColumn.Average(1, 2, 3)),
                List.of(new SortKey(0, false, false, Comparison.INTEGER)),
                false,
                List.of(),
                0,
                ALL,
                4);
        try (EngineSession session = fixture.session()) {
            PreparedRoute route = new FixedRoute(
                    "",
                    new ExecutionPlan.ScatterRead(
                            List.of(
                                    PlanRouter.shardSql(PlanRouter.shard("s0"), "SELECT i, x, x AS s, c FROM partials"),
                                    PlanRouter.shardSql(
                                            PlanRouter.shard("s1"), "SELECT i, x, y AS s, 1 AS c FROM partials")),
                            merge,
                            PlanRouter.WHY));
            assertThat(query(session, route, ExecuteOptions.DEFAULT))
                    .isEqualTo(oracle("SELECT i, (x + y) / (c + 1)::numeric FROM partials ORDER BY i"));
        }
    }

    /** Of very different lengths, so that every branch of the scale rule is met. */
    private static String number(Random random) {
        String whole = digits(random, random.nextInt(30));
        String fraction = digits(random, random.nextInt(30));
        return "'" + (random.nextBoolean() ? "-" : "") + (whole.isEmpty() ? "0" : whole)
                + (fraction.isEmpty() ? "" : "." + fraction) + "'";
    }

    private static String digits(Random random, int count) {
        boolean zeros = random.nextInt(4) == 0;
        return IntStream.range(0, count)
                .mapToObj(ignored -> Integer.toString(zeros && random.nextInt(8) > 0 ? 0 : random.nextInt(10)))
                .collect(Collectors.joining());
    }

    @Test
    void bigintSum_overflows_asOneServerWould() throws SQLException {
        Merge merge = new Merge(
                Merge.Kind.GROUP,
                List.of(),
                List.of(new OutputColumn.SumOfSums(0)),
                List.of(),
                false,
                List.of(),
                0,
                ALL,
                1);
        try (EngineSession session = fixture.session()) {
            assertThatThrownBy(() ->
                            query(session, route("SELECT 9223372036854775807::bigint", merge), ExecuteOptions.DEFAULT))
                    .isInstanceOfSatisfying(
                            ShardException.class,
                            overflow -> assertThat(overflow.code().sqlState()).isEqualTo("22003"));
        }
    }

    @Test
    void scrollableResult_canBeScrolled() throws SQLException {
        ExecuteOptions scroll = new ExecuteOptions(
                0, 5, 0, new GeneratedKeys.None(), ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        List<SortKey> keys = List.of(new SortKey(0, false, false, Comparison.INTEGER));
        try (EngineSession session = fixture.session()) {
            PreparedRoute route = route("SELECT id, tz FROM facts ORDER BY id", ordered(2, 2, keys, 0, ALL));
            StatementResult.Rows rows = (StatementResult.Rows) session.execute(route, Bindings.NONE, scroll);
            try (RowCursor cursor = rows.cursor()) {
                ResultSet whole = cursor.whole().orElseThrow();
                assertThat(whole.last()).isTrue();
                assertThat(whole.getRow()).isEqualTo(5);
                assertThat(whole.getLong("id")).isEqualTo(4);
                assertThat(whole.absolute(1)).isTrue();
                assertThat(whole.getLong(1)).isZero();
            }
        }
    }

    @Test
    void shardsWithDifferentColumns_areNotMixed() throws SQLException {
        fixture.everywhere("CREATE TABLE drifting (a int)");
        fixture.on("b", "ALTER TABLE drifting ADD COLUMN extra text");
        try (EngineSession session = fixture.session()) {
            EngineSessionIT.assertRefused(
                    () -> query(session, route("SELECT * FROM drifting", concat(1)), ExecuteOptions.DEFAULT),
                    ErrorCode.RESULT_SHAPE_MISMATCH);
        }
    }

    @Test
    void manyRows_streamInLittleMemory_andInOrder() throws SQLException {
        String sql = "SELECT i, repeat('x', 1000) FROM generate_series(1, 100000) AS i ORDER BY i";
        List<SortKey> keys = List.of(new SortKey(0, false, false, Comparison.INTEGER));
        try (EngineSession session = fixture.session()) {
            StatementResult.Rows rows = (StatementResult.Rows)
                    session.execute(route(sql, ordered(2, 2, keys, 0, ALL)), Bindings.NONE, ExecuteOptions.DEFAULT);
            long count = 0;
            long last = 0;
            long before = usedAfterCollection();
            long most = 0;
            try (RowCursor cursor = rows.cursor()) {
                while (cursor.next()) {
                    long value = cursor.current().getLong(1);
                    assertThat(value).isGreaterThanOrEqualTo(last);
                    last = value;
                    count++;
                    if (count % 50_000 == 0) {
                        most = Math.max(most, usedAfterCollection() - before);
                    }
                }
            }
            assertThat(count).isEqualTo(200_000);
            // The rows are 200 MB in all.
            assertThat(most).isLessThan(20L << 20);
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void resultLeftHalfRead_givesItsConnectionsBack() throws SQLException {
        String sql = "SELECT i FROM generate_series(1, 5000) AS i";
        try (EngineSession session = fixture.session()) {
            StatementResult.Rows rows = (StatementResult.Rows)
                    session.execute(route(sql, concat(1)), Bindings.NONE, ExecuteOptions.DEFAULT);
            rows.cursor().next();
            rows.cursor().close();
            fixture.assertNothingLeaked();
            session.execute(route(sql, concat(1)), Bindings.NONE, ExecuteOptions.DEFAULT);
        }
        fixture.assertNothingLeaked();
    }

    @Test
    void fetchSize_onOneShard_streamsInAutocommit() throws SQLException {
        try (EngineSession session = fixture.session()) {
            PreparedRoute route = session.prepare("s0: SELECT i FROM generate_series(1, 100000) AS i");
            StatementResult.Rows rows = (StatementResult.Rows)
                    session.execute(route, Bindings.NONE, ExecuteOptions.DEFAULT.withFetchSize(100));
            try (RowCursor cursor = rows.cursor()) {
                assertThat(cursor.next()).isTrue();
                // Another statement of the session does not disturb the open one.
                assertThat(query(session, "s0: SELECT 7")).containsExactly(List.of("7"));
                long count = 1;
                while (cursor.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(100_000);
            }
            fixture.assertNothingLeaked();
        }
    }
}
