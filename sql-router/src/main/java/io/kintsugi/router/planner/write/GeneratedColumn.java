package io.kintsugi.router.planner.write;

import static java.util.Objects.requireNonNull;

import io.kintsugi.topology.IdGenerator;
import java.util.List;
import java.util.OptionalInt;

/**
 * A column that Kintsugi fills in an INSERT.
 *
 * @param appended whether the statement does not name the column: its value goes to the end of each row
 * @param values for each planned row the token that may have to be replaced: the word DEFAULT, and in an armed column
 *     whatever is given; empty where the row has a value of its own
 * @param armed whether it is an AUTO_INCREMENT column of MySQL: its ids are announced by {@code SET insert_id} and the
 *     statement stays as it is, unless its rows go to several shards
 */
record GeneratedColumn(
        String table, String name, IdGenerator generator, boolean appended, List<OptionalInt> values, boolean armed) {
    GeneratedColumn {
        requireNonNull(table, "table");
        requireNonNull(name, "name");
        requireNonNull(generator, "generator");
        values = List.copyOf(values);
    }

    /** Whether rows of this pattern may take an id. */
    boolean mayFill(int pattern) {
        return appended || values.get(pattern).isPresent();
    }
}
