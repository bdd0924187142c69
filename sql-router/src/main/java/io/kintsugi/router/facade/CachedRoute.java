package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.ParameterValues;
import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.router.planner.bind.BoundText;
import io.kintsugi.router.planner.bind.StatementPlan;
import io.kintsugi.router.planner.bind.ViewPlan;
import io.kintsugi.topology.KeyCollation;
import io.kintsugi.topology.KeyWeights;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A plan of the cache, applied to one text. */
record CachedRoute(BoundText bound, StatementPlan plan) implements PreparedRoute {
    CachedRoute {
        requireNonNull(bound, "bound");
        requireNonNull(plan, "plan");
    }

    @Override
    public String text() {
        return bound.verbatim();
    }

    @Override
    public int parameterCount() {
        return bound.sql().parameterCount();
    }

    @Override
    public boolean writes() {
        return plan.writes();
    }

    @Override
    public boolean readsViews() {
        return plan instanceof ViewPlan;
    }

    @Override
    public List<IdDemand> idDemands() {
        return plan.idDemands(bound);
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids) {
        return plan.bind(bound, parameters, ids);
    }

    @Override
    public List<WeightDemand> weightDemands(ParameterValues parameters) {
        AskedWeights asked = new AskedWeights();
        plan.readKeys(bound.with(asked), parameters);
        return asked.demands();
    }

    /** Notes which weights are asked for, mostly none: then it makes no list. */
    private static final class AskedWeights implements KeyWeights {
        private Set<WeightDemand> demands = Set.of();

        @Override
        public Optional<byte[]> weight(KeyCollation collation, String text) {
            if (demands.isEmpty()) {
                demands = new LinkedHashSet<>();
            }
            demands.add(new WeightDemand(collation, text));
            return Optional.empty();
        }

        private List<WeightDemand> demands() {
            return demands.isEmpty() ? List.of() : List.copyOf(demands);
        }
    }

    @Override
    public ExecutionPlan bind(ParameterValues parameters, List<Long> ids, KeyWeights weights) {
        return plan.bind(bound.with(weights), parameters, ids);
    }
}
