package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.topology.KeyWeights;
import java.util.List;

/** EXPLAIN of the server's own plan: goes where the statement itself would go, if that is one place. */
record ServerExplain(LexedSql sql, PreparedRoute inner) implements PreparedRoute {
    ServerExplain {
        requireNonNull(sql, "sql");
        requireNonNull(inner, "inner");
    }

    @Override
    public String text() {
        return sql.sql();
    }

    @Override
    public int parameterCount() {
        return sql.parameterCount();
    }

    @Override
    public boolean writes() {
        return inner.writes();
    }

    @Override
    public List<IdDemand> idDemands() {
        return inner.idDemands();
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        return bind(parameters, ids, KeyWeights.NONE);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids, KeyWeights weights) {
        ExecutionPlan plan = inner.bind(parameters, ids, weights);
        if (plan instanceof ExecutionPlan.SingleShard single) {
            return new ExecutionPlan.SingleShard(
                    whole(single.sql()), single.write(), single.sessionBound(), single.explanation());
        }
        if (plan instanceof ExecutionPlan.AnyShard any) {
            return new ExecutionPlan.AnyShard(
                    any.candidates().stream().map(this::whole).toList(), any.explanation());
        }
        if (plan instanceof ExecutionPlan.Catalog catalog) {
            return new ExecutionPlan.Catalog(whole(catalog.sql()), catalog.sessionBound(), catalog.explanation());
        }
        throw new ShardException(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        "EXPLAIN shows the plan of one server, and this statement concerns several.")
                .withRemedy("Use EXPLAIN (ROUTE) to see what each shard runs, or bind the session to a shard.");
    }

    @Override
    public List<WeightDemand> weightDemands(ParameterValues parameters) {
        return inner.weightDemands(parameters);
    }

    /** The prefix is put back in front of what the shard would run; it holds no parameters. */
    private ShardSql whole(ShardSql statement) {
        int prefix = sql.sql().length() - inner.text().length();
        return new ShardSql(
                statement.shard(),
                sql.sql().substring(0, prefix) + statement.text(),
                statement.parameters(),
                statement.prelude());
    }
}
