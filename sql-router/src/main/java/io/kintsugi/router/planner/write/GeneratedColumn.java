package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.topology.IdGenerator;
import java.util.List;
import java.util.OptionalInt;

/**
 * A column that Kintsugi fills in an INSERT.
 *
 * @param appended whether the column is added to the column list, and its value to the end of each row
 * @param defaults for each planned row the token of the word DEFAULT to replace; empty where the row has a value
 */
record GeneratedColumn(String table, String name, IdGenerator generator, boolean appended, List<OptionalInt> defaults) {
    GeneratedColumn {
        requireNonNull(table, "table");
        requireNonNull(name, "name");
        requireNonNull(generator, "generator");
        defaults = List.copyOf(defaults);
    }

    /** Whether rows of this pattern take an id. */
    boolean fills(int pattern) {
        return appended || defaults.get(pattern).isPresent();
    }
}
