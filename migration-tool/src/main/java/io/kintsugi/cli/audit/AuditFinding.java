package io.kintsugi.cli.audit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Something in a database that the topology does not allow, or that somebody should decide.
 *
 * @param kind of the object, for people
 * @param name of the object
 * @param what one sentence
 * @param remedy what to do
 * @param code the id of the error that the definition would meet, or empty
 */
public record AuditFinding(Severity severity, String kind, String name, String what, String remedy, String code) {
    /** How bad it is; the worst decides the exit code. */
    public enum Severity {
        /** It would work; somebody should know. */
        NOTICE,
        /** The definition would be refused. */
        REFUSED
    }

    public AuditFinding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(code, "code");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", severity.name().toLowerCase(Locale.ROOT));
        json.put("kind", kind);
        json.put("name", name);
        json.put("what", what);
        json.put("remedy", remedy);
        json.put("code", code);
        return json;
    }
}
