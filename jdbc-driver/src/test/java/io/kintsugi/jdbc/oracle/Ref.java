package io.kintsugi.jdbc.oracle;

import static java.util.stream.Collectors.joining;

/**
 * A table under a name in a FROM list; an empty name means that columns stand bare.
 *
 * @param names whether the columns are given their names there
 */
record Ref(Table table, String alias, boolean names) {
    Ref(Table table, String alias) {
        this(table, alias, false);
    }

    String column(String name) {
        return alias.isEmpty() ? name : alias + "." + name;
    }

    String column(Column column) {
        return column(column.name());
    }

    String key() {
        return column(table.key());
    }

    /** As it stands in FROM. */
    String from() {
        String plain = alias.isEmpty() || alias.equals(table.name()) ? table.name() : table.name() + " " + alias;
        return names ? plain + table.columns().stream().map(Column::name).collect(joining(", ", " (", ")")) : plain;
    }
}
