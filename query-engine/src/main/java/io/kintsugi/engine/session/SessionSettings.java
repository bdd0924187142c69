package io.kintsugi.engine.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings that a session has changed, as the statements that set them, by name. Immutable; equal when a connection that
 * has the one needs nothing to have the other.
 */
public final class SessionSettings {
    /** Everything as the server gave it. */
    public static final SessionSettings NONE = new SessionSettings(Map.of());

    /**
     * Constants are read with these when a statement is prepared, and stay as they were read: {@code '03/02/2024'}
     * keeps its month. What a connection has prepared must not outlive a change of one. (search_path is not among
     * them: the server watches that one itself.)
     */
    private static final Set<String> READ_BY_PARSING = Set.of(
            "array_nulls",
            "backslash_quote",
            "datestyle",
            "intervalstyle",
            "lc_monetary",
            "standard_conforming_strings",
            "timezone",
            "timezone_abbreviations",
            "transform_null_equals",
            "xmloption");

    /** The native driver sees it and prepares anew. */
    public static final String FORGET_PREPARED = "DEALLOCATE ALL";

    private static final Set<String> KEPT_BY_RESET_ALL = Set.of("role", "session_authorization");

    /** RESET ALL leaves the role alone; the authorization resets the role with it. */
    private static final String RESET = "SET SESSION AUTHORIZATION DEFAULT; RESET ALL";

    /** On a new line, because a statement may end in a comment. */
    private static final String SEPARATOR = "\n; ";

    private final Map<String, String> statements;

    private SessionSettings(Map<String, String> statements) {
        this.statements = Collections.unmodifiableMap(statements);
    }

    /** With one more setting; it goes last, because settings may depend on earlier ones (a role, a time zone's style). */
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
        Map<String, String> left = new LinkedHashMap<>(statements);
        left.keySet().retainAll(KEPT_BY_RESET_ALL);
        return left.isEmpty() ? NONE : new SessionSettings(left);
    }

    /** Whether statements prepared before a change of this setting may mean something else after it. */
    public static boolean isReadByParsing(String name) {
        return name.equals("all") || READ_BY_PARSING.contains(name);
    }

    private Map<String, String> readByParsing() {
        Map<String, String> some = new LinkedHashMap<>(statements);
        some.keySet().retainAll(READ_BY_PARSING);
        return some;
    }

    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** What brings a connection from {@code current} settings to these, as one text; empty when they are equal. */
    public String switchFrom(SessionSettings current) {
        if (equals(current)) {
            return "";
        }
        StringBuilder text = new StringBuilder(current.isEmpty() ? "" : RESET);
        for (String statement : statements.values()) {
            text.append(text.isEmpty() ? "" : SEPARATOR).append(statement);
        }
        if (!readByParsing().equals(current.readByParsing())) {
            text.append(SEPARATOR).append(FORGET_PREPARED);
        }
        return text.toString();
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
