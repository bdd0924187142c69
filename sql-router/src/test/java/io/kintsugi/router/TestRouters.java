package io.kintsugi.router;

import io.kintsugi.router.facade.RouterConfig;
import io.kintsugi.router.facade.SqlRouter;
import io.kintsugi.router.lexer.ParameterStyle;

/** Makes routers for tests. */
public final class TestRouters {
    private TestRouters() {}

    /** A router with default limits that takes parameters in the given style. */
    public static StatementRouter create(ParameterStyle style) {
        RouterConfig defaults = RouterConfig.defaults();
        return new SqlRouter(new RouterConfig(
                defaults.planCacheWeightMax(),
                defaults.planCacheSessionsMax(),
                defaults.statementCharactersMax(),
                style));
    }
}
