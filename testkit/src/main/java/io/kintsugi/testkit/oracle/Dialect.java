package io.kintsugi.testkit.oracle;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the databases under test speak. */
public enum Dialect {
    POSTGRESQL,
    MYSQL;

    /** As topologies and case files write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word; empty when there is no such dialect. */
    public static Optional<Dialect> of(String word) {
        return Stream.of(values())
                .filter(dialect -> dialect.word().equals(word))
                .findFirst();
    }
}
