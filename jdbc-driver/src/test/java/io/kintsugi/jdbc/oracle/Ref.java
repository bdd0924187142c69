package io.kintsugi.jdbc.oracle;

/** A table under a name in a FROM list; an empty name means that columns stand bare. */
record Ref(Table table, String alias) {
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
        return alias.isEmpty() || alias.equals(table.name()) ? table.name() : table.name() + " " + alias;
    }
}
