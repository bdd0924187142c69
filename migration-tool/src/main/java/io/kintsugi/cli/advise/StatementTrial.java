package io.kintsugi.cli.advise;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.router.lexer.ParameterStyle;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Routes statements of a log under one layout. A log seldom tells the parameters' values; values of each kind are tried
 * for each parameter, since a key is routed by only if its kind fits. Confined to one thread.
 */
final class StatementTrial {
    private static final Long NUMBER = 1L;
    private static final List<Object> OTHERS = List.of("1", new UUID(0, 1), LocalDate.of(2026, 1, 1));

    private final RoutingContext context;
    private final SqlRouter numbered = router(ParameterStyle.NUMBERED);
    private final SqlRouter questionMarks = router(ParameterStyle.QUESTION_MARK);

    StatementTrial(RoutingContext context) {
        this.context = context;
    }

    private static SqlRouter router(ParameterStyle style) {
        RouterConfig defaults = RouterConfig.defaults();
        return new SqlRouter(new RouterConfig(
                defaults.planCacheWeightMax(),
                defaults.planCacheSessionsMax(),
                defaults.statementCharactersMax(),
                style));
    }

    Outcome outcome(String sql) {
        PreparedRoute route;
        try {
            route = (sql.contains("$1") ? numbered : questionMarks).prepare(sql, context);
        } catch (ShardException refused) {
            return Outcome.REFUSED;
        }
        Outcome best = bound(route, number -> NUMBER);
        for (int parameter = 1; parameter <= route.parameterCount(); parameter++) {
            for (Object other : OTHERS) {
                if (best != Outcome.ONE_SHARD) {
                    int chosen = parameter;
                    best = better(best, bound(route, number -> number == chosen ? other : NUMBER));
                }
            }
        }
        return best;
    }

    /** Whether a definition would be refused. */
    boolean isRefused(String definition) {
        try {
            return numbered.prepare(definition, context).parameterCount() < 0;
        } catch (ShardException refused) {
            return true;
        }
    }

    private static Outcome better(Outcome one, Outcome other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Outcome bound(PreparedRoute route, ParameterValues values) {
        try {
            List<Long> ids = route.idDemands().stream().map(demand -> 1L).toList();
            return Outcome.of(route.bind(values, ids));
        } catch (ShardException refused) {
            return Outcome.REFUSED;
        }
    }
}
