package io.kintsugi.engine.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings that a session has changed, as the statements that set them, by name. Immutable; equal when a connection
 * that has the one needs nothing to have the other.
 */
public final class SessionSettings {
    /** Everything as the server gave it. */
    public static final SessionSettings NONE = new SessionSettings(Map.of());

    private static final Set<String> KEPT_BY_RESET_ALL = Set.of("role", "session_authorization");

    private final Map<String, String> statements;

    private SessionSettings(Map<String, String> statements) {
        this.statements = Collections.unmodifiableMap(statements);
    }

    /**
     * With one more setting; it goes last, because settings may depend on earlier ones (a role, a time zone's style).
     */
    public SessionSettings with(String name, String statement) {
        Map<String, String> changed = new LinkedHashMap<>(statements);
        changed.remove(name);
        changed.put(name, statement);
        return new SessionSettings(changed);
    }

    public SessionSettings without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(statements);
        changed.remove(name);
        return changed.isEmpty() ? NONE : new SessionSettings(changed);
    }

    /** What RESET ALL leaves: role and authorization. */
    public SessionSettings withoutAll() {
        return only(KEPT_BY_RESET_ALL);
    }

    /** Those of these names. */
    public SessionSettings only(Set<String> names) {
        Map<String, String> some = new LinkedHashMap<>(statements);
        some.keySet().retainAll(names);
        return some.isEmpty() ? NONE : new SessionSettings(some);
    }

    /** The statements by name, in the order in which they were made. */
    public Map<String, String> statements() {
        return statements;
    }

    public boolean isEmpty() {
        return statements.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object
                || (object instanceof SessionSettings other
                        && statements.equals(other.statements)
                        && statements.keySet().stream()
                                .toList()
                                .equals(other.statements.keySet().stream().toList()));
    }

    @Override
    public int hashCode() {
        return statements.hashCode();
    }
}
