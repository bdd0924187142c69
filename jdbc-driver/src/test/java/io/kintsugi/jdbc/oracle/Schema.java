package io.kintsugi.jdbc.oracle;

import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of a common schema.
 *
 * @param sharded the first has columns of all types
 * @param others reference tables and one that lies on a node of its own
 */
record Schema(List<Table> sharded, List<Table> references, List<Table> others, List<Table> views) {
    List<Table> tables() {
        return Stream.of(sharded, references, others).flatMap(List::stream).toList();
    }

    /** The one with columns of all types. */
    Table ofAllTypes() {
        return sharded.get(0);
    }

    Table named(String name) {
        return tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Those of its family, itself included. */
    List<Table> family(Table table) {
        return sharded.stream()
                .filter(other -> other.family().equals(table.family()))
                .toList();
    }
}
