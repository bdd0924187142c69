package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.syntax.QualifiedName;

/** Schemas that no application defines anything in. Immutable. */
final class SystemNames {
    private final SqlDialect dialect;
    private final String mainSchema;

    SystemNames(RoutingContext context) {
        this.dialect = SqlDialect.of(context);
        this.mainSchema = dialect.mainSchema(context);
    }

    void requireUserName(QualifiedName name) {
        name.qualifier().ifPresent(this::requireUserSchema);
        name.qualifier().filter(schema -> dialect.keepsSchemasApart()).ifPresent(this::requireMain);
    }

    /** A database of MySQL is a world of its own, and the cluster is one of them. */
    private void requireMain(String schema) {
        if (!schema.equals(mainSchema)) {
            throw Refusal.of(
                    "The database \"" + schema + "\" is not the one that this cluster keeps, \"" + mainSchema + "\".",
                    "Define it there, or do it on the servers with a tool of the database.");
        }
    }

    void requireUserSchema(String schema) {
        if (dialect.isSystemSchema(schema)) {
            throw Refusal.of(
                    "The schema \"" + schema + "\" belongs to "
                            + (schema.equals("kintsugi") ? "Kintsugi" : "the server")
                            + " and takes no definitions from applications.",
                    "Use a schema of your own.");
        }
    }
}
