package io.kintsugi.router;

/** Turns the text of a statement into something that can be bound to parameters and executed. Thread-safe. */
public interface StatementRouter {
    /**
     * The route of one statement.
     *
     * @throws io.kintsugi.errors.ShardException when the statement cannot be understood or cannot be answered rightly;
     *     some refusals need the parameters and come from {@link PreparedRoute#bind} instead
     */
    PreparedRoute prepare(String sql, RoutingContext context);

    /** How its plan cache stands, for metrics. */
    default PlanCacheReport planCache() {
        return PlanCacheReport.NONE;
    }
}
