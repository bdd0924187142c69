package io.kintsugi.router.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Applications that never say the same twice. */
final class ManyShapesTest {
    private static final RouteCases CASES = RouteCases.postgreSql();
    private static final Topology TOPOLOGY = CASES.topology("shop");
    private static final RoutingContext CONTEXT = CASES.context(TOPOLOGY);
    private static final int SHAPES = 10_000;
    private static final long WEIGHT = 200_000;

    @Test
    void tenThousandShapes_leaveTheCachesBounded_andTheRoutesRight() {
        SqlRouter router = new SqlRouter(new RouterConfig(WEIGHT, 16, 1 << 20, WEIGHT, ParameterStyle.QUESTION_MARK));
        for (int shape = 0; shape < SHAPES; shape++) {
            String sql = "SELECT status AS label_" + shape + " FROM orders WHERE user_id = ?";
            ExecutionPlan plan = router.prepare(sql, CONTEXT).bind(RouteCases.values((long) shape), List.of());
            assertThat(plan).isInstanceOf(ExecutionPlan.SingleShard.class);
        }
        // Each weighs more than 64 characters as a plan and 256 as a text.
        assertThat(router.cachedPlans()).isPositive().isLessThan(WEIGHT / 64);
        assertThat(router.preparedTexts()).isPositive().isLessThan(WEIGHT / 256);
    }

    @Test
    void preparedText_isTheSameRoute_untilItsContextIsAnother() {
        SqlRouter router = new SqlRouter(RouterConfig.defaults());
        String sql = "SELECT status FROM orders WHERE user_id = ?";
        assertThat(router.prepare(sql, CONTEXT)).isSameAs(router.prepare(sql, CONTEXT));
        RoutingContext other = CASES.context(CASES.topology("shop"));
        assertThat(router.prepare(sql, other)).isNotSameAs(router.prepare(sql, CONTEXT));
    }

    @Test
    void preparedText_thatComesAgain_isAHitOfThePlanCache() {
        SqlRouter router = new SqlRouter(RouterConfig.defaults());
        String sql = "SELECT status FROM orders WHERE user_id = ?";
        for (int turn = 0; turn < 5; turn++) {
            assertThat(router.prepare(sql, CONTEXT).writes()).isFalse();
        }
        assertThat(router.planCache().misses()).isEqualTo(1);
        assertThat(router.planCache().hits()).isEqualTo(4);
    }

    @Test
    void listOfUniqueKeys_saysHowManyRowsCanCome() {
        SqlRouter router = new SqlRouter(RouterConfig.defaults());
        assertThat(few(router, "SELECT * FROM users WHERE user_id IN (1, 2, 3)"))
                .isEqualTo(3);
        assertThat(few(router, "SELECT name FROM users WHERE user_id IN (1, 2, 3, 4, 5)"))
                .isEqualTo(5);
    }

    @Test
    void rowsThatNobodyCounts_areNotCalledFew() {
        SqlRouter router = new SqlRouter(RouterConfig.defaults());
        assertThat(few(router, "SELECT * FROM orders WHERE user_id IN (1, 2, 3)"))
                .isEqualTo(-1);
        assertThat(few(router, "SELECT generate_series(1, 9) FROM users WHERE user_id IN (1, 2, 3)"))
                .isEqualTo(-1);
        assertThat(few(router, "SELECT u.name FROM users u JOIN country c ON true WHERE u.user_id IN (1, 2, 3)"))
                .isEqualTo(-1);
        assertThat(few(router, "SELECT name FROM users")).isEqualTo(-1);
    }

    private static long few(SqlRouter router, String sql) {
        ExecutionPlan plan = router.prepare(sql, CONTEXT).bind(RouteCases.values(), List.of());
        return ((ExecutionPlan.ScatterRead) plan).fewRows().orElse(-1);
    }
}
