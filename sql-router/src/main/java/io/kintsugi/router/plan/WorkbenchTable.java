package io.kintsugi.router.plan;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A table whose rows are pulled to the workbench.
 *
 * @param schema as the database folds it
 * @param name as the database folds it
 * @param text both, as they are written in SQL
 * @param load what puts rows into the table itself; its one parameter takes them, as an array of their texts;
 *     empty where the dialect knows no databases to lease
 * @param copy the same by the server's bulk load; empty where the table does not take it
 */
public record WorkbenchTable(String schema, String name, String text, String load, Optional<String> copy) {
    public WorkbenchTable {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        requireNonNull(load, "load");
        requireNonNull(copy, "copy");
    }
}
