package io.kintsugi.router.planner.analysis;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.CalledFunction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions a statement calls, by kind. Immutable. */
public final class FunctionCensus {
    private final Map<FunctionKind, List<CalledFunction>> byKind = new EnumMap<>(FunctionKind.class);

    FunctionCensus(List<CalledFunction> calls, RoutingContext context) {
        for (CalledFunction called : calls) {
            FunctionKind kind = FunctionKinds.of(called.call(), context);
            byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(called);
        }
    }

    /** All calls of a kind, in the order they were met. */
    public List<CalledFunction> all(FunctionKind kind) {
        return List.copyOf(byKind.getOrDefault(kind, List.of()));
    }

    /** One call of any of these kinds, for messages. */
    public Optional<CalledFunction> first(FunctionKind... kinds) {
        for (FunctionKind kind : kinds) {
            List<CalledFunction> calls = byKind.getOrDefault(kind, List.of());
            if (!calls.isEmpty()) {
                return Optional.of(calls.get(0));
            }
        }
        return Optional.empty();
    }

    public boolean has(FunctionKind... kinds) {
        return first(kinds).isPresent();
    }
}
