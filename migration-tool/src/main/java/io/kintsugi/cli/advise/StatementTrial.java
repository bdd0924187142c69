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
    /** Values of the kinds that keys have, as many as a list needs. */
    private enum Kind {
        NUMBER {
            @Override
            Object value(long number) {
                return number;
            }
        },
        TEXT {
            @Override
            Object value(long number) {
                return Long.toString(number);
            }
        },
        UNIVERSAL {
            @Override
            Object value(long number) {
                return new UUID(0, number);
            }
        },
        DAY {
            @Override
            Object value(long number) {
                return LocalDate.of(2026, 1, 1).plusDays(number);
            }
        };

        abstract Object value(long number);
    }

    /** Members of a list may happen to lie on one shard; so many lists hardly all do. */
    private static final int LISTS_TRIED = 6;

    private final RoutingContext context;
    private final RoutingContext definitions;
    private final LogLexers lexers;
    private final SqlRouter numbered = router(ParameterStyle.NUMBERED);
    private final SqlRouter questionMarks = router(ParameterStyle.QUESTION_MARK);

    /** @param definitions what definitions are planned with */
    StatementTrial(RoutingContext context, RoutingContext definitions, LogLexers lexers) {
        this.context = context;
        this.definitions = definitions;
        this.lexers = lexers;
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
        ListMembers lists;
        try {
            boolean byNumber = LogLexers.isNumbered(lexers.dialect(), sql);
            route = (byNumber ? numbered : questionMarks).prepare(sql, context);
            lists = ListMembers.of(lexers.of(sql).lex(sql));
        } catch (ShardException refused) {
            return Outcome.REFUSED;
        }
        Outcome best = tried(route, lists, 0, Kind.NUMBER);
        for (int parameter = 1; parameter <= route.parameterCount(); parameter++) {
            for (Kind kind : Kind.values()) {
                if (best != Outcome.ONE_SHARD && lists.first(parameter) == parameter) {
                    best = better(best, tried(route, lists, parameter, kind));
                }
            }
        }
        return best;
    }

    /** With one parameter, or list, of another kind; lists of several values count as what is worst for them. */
    private static Outcome tried(PreparedRoute route, ListMembers lists, int chosen, Kind kind) {
        Outcome worst = Outcome.ONE_SHARD;
        for (long step = 1; step <= (lists.isEmpty() ? 1 : LISTS_TRIED); step++) {
            long distance = step;
            Outcome one = bound(route, number -> {
                Kind wanted = lists.first(number) == chosen ? kind : Kind.NUMBER;
                return wanted.value(1 + distance * lists.rank(number));
            });
            worst = one.compareTo(worst) > 0 ? one : worst;
        }
        return worst;
    }

    /** Whether a definition would be refused. */
    boolean isRefused(String definition) {
        try {
            return numbered.prepare(definition, definitions).parameterCount() < 0;
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
