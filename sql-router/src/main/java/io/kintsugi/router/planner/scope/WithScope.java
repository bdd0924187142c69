package io.kintsugi.router.planner.scope;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of WITH that a query can name; they hide tables. Confined to one planning. */
final class WithScope {
    private final @Nullable WithScope outer;
    private final Map<String, Relation> members = new HashMap<>();

    WithScope(@Nullable WithScope outer) {
        this.outer = outer;
    }

    void define(String name, Relation member) {
        members.put(name, member);
    }

    Optional<Relation> find(String name) {
        for (WithScope scope = this; scope != null; scope = scope.outer) {
            Relation member = scope.members.get(name);
            if (member != null) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }
}
