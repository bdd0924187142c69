package io.kintsugi.router.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.topology.KeyValue;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SqlRouterTest {
    private static final RouteCases CASES = RouteCases.postgreSql();
    private static final Topology TOPOLOGY = CASES.topology("shop");
    private static final Keyspace SHOP = TOPOLOGY.table("orders").orElseThrow().keyspace();
    private static final RoutingContext CONTEXT = CASES.context(TOPOLOGY);

    private final SqlRouter router = new SqlRouter(RouterConfig.defaults());

    private ExecutionPlan plan(String sql, Object... parameters) {
        return router.prepare(sql, CONTEXT).bind(RouteCases.values(parameters), List.of());
    }

    private String shard(String sql, Object... parameters) {
        return ((ExecutionPlan.SingleShard) plan(sql, parameters)).sql().shard().shard();
    }

    private static String owner(long key) {
        return "s" + SHOP.shardOf(KeyValue.ofLong(key));
    }

    @Test
    void oneCachedPlan_servesOtherLiterals_spacing_andLengths() {
        Random random = new Random(42);
        plan("SELECT * FROM orders WHERE status IN ('a') AND user_id = 7");
        long plans = router.cachedPlans();
        for (int i = 0; i < 500; i++) {
            long key = random.nextInt(1_000_000);
            String blanks = " ".repeat(1 + random.nextInt(5)) + (random.nextBoolean() ? "/* c */ " : "\n");
            String list = LongStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(n -> "'" + "x".repeat(random.nextInt(9)) + "'")
                    .collect(Collectors.joining("," + blanks));
            String sql =
                    "select" + blanks + "* from orders where status in (" + list + ")" + blanks + "and user_id =" + key;
            assertThat(shard(sql)).as(sql).isEqualTo(owner(key));
        }
        assertThat(router.cachedPlans()).isLessThanOrEqualTo(plans + 2);
    }

    @Test
    void everySplitOfAnyLength_keepsAllRowsOnce() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int rows = 1 + random.nextInt(9);
            List<Long> keys = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                keys.add((long) random.nextInt(1_000));
            }
            String values =
                    keys.stream().map(k -> "(" + k + ", " + k + ", 'r')").collect(Collectors.joining(", "));
            ExecutionPlan plan = plan("INSERT INTO items (user_id, order_id, sku) VALUES " + values);
            requireRows(keys, plan);
        }
    }

    private static void requireRows(List<Long> keys, ExecutionPlan plan) {
        if (plan instanceof ExecutionPlan.SingleShard single) {
            assertThat(keys)
                    .allMatch(key -> owner(key).equals(single.sql().shard().shard()));
            return;
        }
        ExecutionPlan.SplitInsert split = (ExecutionPlan.SplitInsert) plan;
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < split.statements().size(); i++) {
            ShardSql sql = split.statements().get(i);
            for (int row : split.rowOrdinals().get(i)) {
                assertThat(owner(keys.get(row))).isEqualTo(sql.shard().shard());
                assertThat(sql.text()).contains("(" + keys.get(row) + ", ");
                seen.add(row);
            }
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(keys.size());
    }

    @Test
    void inLists_afterEachOther_areEachTheirOwn() {
        assertThat(plan("SELECT 1 FROM orders WHERE user_id IN (7)")).isInstanceOf(ExecutionPlan.SingleShard.class);
        assertThat(plan("SELECT 1 FROM orders WHERE user_id IN (7, 5)")).isInstanceOf(ExecutionPlan.ScatterRead.class);
        assertThat(plan("SELECT 1 FROM orders WHERE user_id IN (7, '7')"))
                .isInstanceOf(ExecutionPlan.SingleShard.class);
        assertThat(plan("SELECT 1 FROM orders WHERE user_id IN (7, NULL)"))
                .isInstanceOf(ExecutionPlan.SingleShard.class);
        assertThat(plan("SELECT 1 FROM orders WHERE user_id IN (5)")).isInstanceOf(ExecutionPlan.SingleShard.class);
        assertThat(shard("SELECT 1 FROM orders WHERE user_id IN (5)")).isEqualTo(owner(5));
    }

    @Test
    void refusals_areCached_andPointIntoTheTextAtHand() {
        assertThatExceptionOfType(ShardException.class)
                .isThrownBy(() -> router.prepare("SELECT secret_total(1) FROM orders WHERE user_id = 7", CONTEXT))
                .withMessageContaining("line 1, column 8");
        long plans = router.cachedPlans();
        assertThatExceptionOfType(ShardException.class)
                .isThrownBy(() -> router.prepare("SELECT\n   secret_total(1) FROM orders WHERE user_id = 8", CONTEXT))
                .withMessageContaining("line 2, column 4")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FUNCTION));
        assertThat(router.cachedPlans()).isEqualTo(plans);
    }

    @Test
    void refusalsOfWhatIsExplained_pointIntoTheTextAsItWasWritten() {
        for (String explain : List.of("EXPLAIN ", "EXPLAIN (ROUTE) ", "EXPLAIN\n(ROUTE)\n  ")) {
            String sql = explain + "SELECT secret_total(1) FROM orders WHERE user_id = 7";
            String last = sql.substring(sql.lastIndexOf('\n') + 1);
            int line = (int) sql.lines().count();
            assertThatExceptionOfType(ShardException.class)
                    .isThrownBy(() -> router.prepare(sql, CONTEXT))
                    .withMessageContaining("line " + line + ", column " + (last.indexOf("secret_total") + 1) + ")");
            assertThatExceptionOfType(ShardException.class)
                    .isThrownBy(() -> router.prepare(explain + "SELECT FROM WHERE", CONTEXT))
                    .withMessageContaining("line " + line + ", column ");
        }
    }

    @Test
    void sessionPart_isPartOfTheKey() {
        RoutingContext temporary = CASES.withTemporary(TOPOLOGY, "orders");
        String sql = "SELECT 1 FROM orders WHERE user_id = 7";
        assertThat(shard(sql)).isEqualTo(owner(7));
        assertThatExceptionOfType(ShardException.class)
                .isThrownBy(() -> router.prepare(sql, temporary).bind(ParameterValues.NONE, List.of()));
        assertThat(shard(sql)).isEqualTo(owner(7));
    }

    @Test
    void hiddenParameters_areListedInTheOrderOfTheText() {
        ExecutionPlan.ScatterRead read = (ExecutionPlan.ScatterRead)
                plan("SELECT status FROM orders WHERE status = ? ORDER BY pieces * ?::int LIMIT ?", "x", 3L, 10L);
        assertThat(read.statements().get(0).parameters()).containsExactly(2, 1, 2);
        assertThat(read.statements().get(0).text()).endsWith("LIMIT 10");
        assertThat(read.merge().shardColumns()).isEqualTo(2);
    }

    @Test
    void numberedParameters_routeByNumber() {
        SqlRouter numbered = new SqlRouter(new RouterConfig(1 << 20, 16, 1 << 20, ParameterStyle.NUMBERED));
        PreparedRoute route = numbered.prepare("SELECT 1 FROM orders WHERE status = $2 AND user_id = $1", CONTEXT);
        assertThat(route.parameterCount()).isEqualTo(2);
        ExecutionPlan.SingleShard plan = (ExecutionPlan.SingleShard) route.bind(RouteCases.values(5L, "x"), List.of());
        assertThat(plan.sql().shard().shard()).isEqualTo(owner(5));
    }

    @Test
    void writes_tellsLockingReadsAndChangesFromReads() {
        assertThat(router.prepare("SELECT 1 FROM orders WHERE user_id = 7", CONTEXT)
                        .writes())
                .isFalse();
        assertThat(router.prepare("SELECT 1 FROM orders WHERE user_id = 7 FOR UPDATE", CONTEXT)
                        .writes())
                .isTrue();
        assertThat(router.prepare("DELETE FROM orders WHERE user_id = 7", CONTEXT)
                        .writes())
                .isTrue();
        assertThat(router.prepare(
                                "WITH g AS (DELETE FROM orders WHERE user_id = 7 RETURNING 1) SELECT 1 FROM g", CONTEXT)
                        .writes())
                .isTrue();
    }

    @Test
    void textsOverTheLimit_areRefused() {
        SqlRouter small = new SqlRouter(new RouterConfig(1 << 20, 16, 20, ParameterStyle.QUESTION_MARK));
        assertThatExceptionOfType(ShardException.class)
                .isThrownBy(() -> small.prepare("SELECT 1 FROM orders WHERE user_id = 7", CONTEXT))
                .withMessageContaining("statementCharactersMax");
    }

    @Test
    void configuration_hasTheseNamesAndDefaults() {
        assertThat(RouterConfig.defaults())
                .hasToString("RouterConfig[planCacheWeightMax=8388608, planCacheSessionsMax=1024, "
                        + "statementCharactersMax=16777216, preparedTextsWeightMax=2097152, "
                        + "parameterStyle=QUESTION_MARK]");
    }
}
