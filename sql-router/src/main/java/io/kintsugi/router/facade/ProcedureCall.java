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
import io.kintsugi.router.plan.TransactionEffect;
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

    /** @param prepare the router itself, for the question */
    static ProcedureCall of(LexedSql sql, Function<String, PreparedRoute> prepare) {
        return new ProcedureCall(sql, prepare.apply(QUESTION + sql.sql().substring(sql.end(0))));
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
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        if (question.bind(parameters, ids) instanceof ExecutionPlan.SingleShard single) {
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
