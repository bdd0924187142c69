package io.kintsugi.router;

import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.TransactionEffect;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.topology.KeyWeights;
import java.util.List;

/** A statement whose plan is known but for its parameters. Immutable and thread-safe; may be executed many times. */
public interface PreparedRoute {
    /** The text it was prepared from. */
    String text();

    /** How many parameters the statement takes. */
    int parameterCount();

    /** Whether it could change data or schema: such statements need the primary and a real transaction. */
    boolean writes();

    /**
     * Whether the route rests on the definition of a view. Another client may have replaced it, and no server would
     * object to the old route: whoever executes must be sure of the newest schema first.
     */
    default boolean readsViews() {
        return false;
    }

    /** What it does to the transaction it stands in. */
    default TransactionEffect transactionEffect() {
        return TransactionEffect.NONE;
    }

    /**
     * Ids that must be generated before {@link #bind}; empty for most statements. In the order {@code bind} takes
     * them.
     */
    List<IdDemand> idDemands();

    /**
     * The plan for these parameters.
     *
     * @param ids for each {@link #idDemands() demand} the first of its consecutive ids
     * @throws io.kintsugi.errors.ShardException when these values make the statement unroutable (a NULL key, say)
     */
    ExecutionPlan bind(ParameterValues parameters, List<Long> ids);

    /**
     * The texts whose weights a server of the cluster should be asked for before {@link #bind(ParameterValues, List,
     * KeyWeights)}: sharding keys under a collation of MySQL, in characters whose weights are not known here. Empty for
     * most statements. Without an answer a read goes to all shards and a write is refused.
     */
    default List<WeightDemand> weightDemands(ParameterValues parameters) {
        return List.of();
    }

    /**
     * The plan for these parameters.
     *
     * @param weights what servers have answered to the {@link #weightDemands demands}, now or before
     */
    default ExecutionPlan bind(ParameterValues parameters, List<Long> ids, KeyWeights weights) {
        return bind(parameters, ids);
    }
}
