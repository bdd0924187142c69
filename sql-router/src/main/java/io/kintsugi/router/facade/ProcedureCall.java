package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.plan.TransactionEffect;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.topology.KeyWeights;
import java.util.List;
import java.util.function.Function;

/**
 * CALL of a procedure: it goes where a function of that name, with those arguments, would be asked; so a procedure is
 * declared like a function, by the argument that is the key. It is taken for a write, whatever it does.
 */
record ProcedureCall(LexedSql sql, PreparedRoute question) implements PreparedRoute {
    private static final String QUESTION = "SELECT";

    ProcedureCall {
        requireNonNull(sql, "sql");
        requireNonNull(question, "question");
    }

    /**
     * @param lexer for the question
     * @param route the router itself, for the question
     */
    static ProcedureCall of(LexedSql sql, SqlLexer lexer, Function<LexedSql, PreparedRoute> route) {
        LexedSql question = lexer.lex(QUESTION + sql.sql().substring(sql.end(0)));
        return new ProcedureCall(sql, route.apply(question.madeOf(sql.sql(), sql.end(0) - QUESTION.length())));
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
        return true;
    }

    @Override
    public TransactionEffect transactionEffect() {
        return TransactionEffect.MAY_COMMIT;
    }

    @Override
    public List<IdDemand> idDemands() {
        return List.of();
    }

    @Override
    public boolean readsViews() {
        return question.readsViews();
    }

    @Override
    public List<WeightDemand> weightDemands(ParameterValues parameters) {
        return question.weightDemands(parameters);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        return bind(parameters, ids, KeyWeights.NONE);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids, KeyWeights weights) {
        if (question.bind(parameters, ids, weights) instanceof ExecutionPlan.SingleShard single) {
            ShardSql call =
                    new ShardSql(single.sql().shard(), sql.sql(), single.sql().parameters());
            return new ExecutionPlan.SingleShard(call, true, single.sessionBound(), single.explanation());
        }
        throw new ShardException(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        "The procedure belongs to no one shard (" + sql.position(0) + ").")
                .withRemedy("Declare it under functions: in its keyspace, by the argument that is the key, or bind the "
                        + "session to a shard: SET kintsugi.shard = '<keyspace>/<shard>'.");
    }
}
