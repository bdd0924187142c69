package io.kintsugi.cli.advise;

import java.util.List;
import java.util.Objects;

/** A foreign key, by the tables' names; {@code referenced} is empty where it means the primary key. */
record ForeignKeyFact(String table, List<String> columns, String target, List<String> referenced) {
    ForeignKeyFact {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(target, "target");
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }
}
