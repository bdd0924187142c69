package io.kintsugi.cli.validate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What stands in the way of an existing schema.
 *
 * @param code of the error that a definition would meet; empty for what is only to be decided
 */
record SchemaFinding(Severity severity, String subject, String what, String remedy, String code) {
    /** The worst decides the exit code. */
    enum Severity {
        /** It works, but somebody has to choose or prepare something. */
        DECISION,
        /** Kintsugi would refuse the definition. */
        REFUSED
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", severity.name().toLowerCase(Locale.ROOT));
        json.put("subject", subject);
        json.put("what", what);
        json.put("remedy", remedy);
        json.put("code", code);
        return json;
    }
}
