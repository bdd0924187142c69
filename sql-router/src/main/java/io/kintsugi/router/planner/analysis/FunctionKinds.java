package io.kintsugi.router.planner.analysis;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.topology.FunctionRule;
import java.util.Optional;

/**
 * Tells the kind of each function; a name counts as built-in only while no user has overloaded it (sql-pitfalls 19).
 */
final class FunctionKinds {
    private FunctionKinds() {}

    static FunctionKind of(FunctionCall call, RoutingContext context) {
        SqlDialect dialect = SqlDialect.of(context);
        String name = call.name().name();
        Optional<String> schema = call.name().qualifier();
        boolean foreign = schema.filter(s -> !dialect.isFunctionSchema(s)).isPresent();
        Optional<FunctionTraits> traits = context.schema().function(name);
        if (foreign
                || (schema.isEmpty()
                        && traits.filter(FunctionTraits::userDefined).isPresent())) {
            return rule(name, context).isPresent() ? FunctionKind.DECLARED : FunctionKind.USER;
        }
        return dialect.kindOf(call, traits);
    }

    /** The topology's rule for a function of the user's. */
    static Optional<FunctionRule> rule(String name, RoutingContext context) {
        return context.topology().keyspaces().values().stream()
                .flatMap(keyspace -> Optional.ofNullable(keyspace.functions().get(name)).stream())
                .findFirst();
    }
}
