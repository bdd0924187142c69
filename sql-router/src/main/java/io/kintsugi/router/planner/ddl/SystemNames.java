package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.syntax.QualifiedName;
import java.util.Set;

/** Schemas that no application defines anything in. */
final class SystemNames {
    private static final Set<String> RESERVED = Set.of("pg_catalog", "information_schema", "pg_toast", "kintsugi");

    private SystemNames() {}

    static void requireUserName(QualifiedName name) {
        name.qualifier().ifPresent(SystemNames::requireUserSchema);
    }

    static void requireUserSchema(String schema) {
        if (RESERVED.contains(schema)) {
            throw Refusal.of(
                    "The schema \"" + schema + "\" belongs to "
                            + (schema.equals("kintsugi") ? "Kintsugi" : "the server")
                            + " and takes no definitions from applications.",
                    "Use a schema of your own.");
        }
    }
}
