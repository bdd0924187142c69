package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.TransactionEffect;
import java.util.List;

/** A statement whose plan does not depend on parameters. */
record ReadyRoute(
        String text, int parameterCount, boolean writes, TransactionEffect transactionEffect, ExecutionPlan plan)
        implements PreparedRoute {
    ReadyRoute {
        requireNonNull(text, "text");
        requireNonNull(transactionEffect, "transactionEffect");
        requireNonNull(plan, "plan");
    }

    @Override
    public List<IdDemand> idDemands() {
        return List.of();
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        return plan;
    }
}
