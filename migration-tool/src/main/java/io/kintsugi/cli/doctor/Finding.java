package io.kintsugi.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Something that is not as it should be.
 *
 * @param subject the node, or {@code cluster} for what concerns several
 * @param what one sentence
 * @param remedy the line to type, or what to do
 */
record Finding(Severity severity, String subject, String what, String remedy) {
    /** The subject of what concerns no single node. */
    static final String CLUSTER = "cluster";

    /** How bad it is; the worst decides the exit code. */
    enum Severity {
        /** It works; somebody should know. */
        WARNING,
        /** Something has to be set or prepared before the cluster can be relied on. */
        PROBLEM,
        /** The node does not answer. */
        UNREACHABLE
    }

    Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(remedy, "remedy");
    }

    static Finding problem(String subject, String what, String remedy) {
        return new Finding(Severity.PROBLEM, subject, what, remedy);
    }

    static Finding warning(String subject, String what, String remedy) {
        return new Finding(Severity.WARNING, subject, what, remedy);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", severity.name().toLowerCase(Locale.ROOT));
        json.put("subject", subject);
        json.put("what", what);
        json.put("remedy", remedy);
        return json;
    }
}
