package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * By what a sharding key column is compared, and hence hashed: the database, the class of its type and, for text in
 * MySQL, the collation. Part of the key's definition: under another rule equal values have other tokens. Tables whose
 * keys have equal rules are co-located.
 *
 * @param collation empty for PostgreSQL, where only collations that compare bytes are keys, and for types without one
 */
public record KeyRule(Dialect dialect, KeyType type, Optional<KeyCollation> collation) {
    public KeyRule {
        requireNonNull(dialect, "dialect");
        requireNonNull(type, "type");
        requireNonNull(collation, "collation");
        boolean needed = dialect == Dialect.MYSQL && type == KeyType.TEXT;
        if (needed != collation.isPresent()) {
            throw new IllegalStateException(dialect + " keys of type " + type + " with collation " + collation);
        }
    }

    /** A key of PostgreSQL. */
    public static KeyRule postgreSql(KeyType type) {
        return new KeyRule(Dialect.POSTGRESQL, type, Optional.empty());
    }

    /** A key of MySQL that is no text. */
    public static KeyRule mySql(KeyType type) {
        return new KeyRule(Dialect.MYSQL, type, Optional.empty());
    }

    /** A text key of MySQL. */
    public static KeyRule mySql(KeyCollation collation) {
        return new KeyRule(Dialect.MYSQL, KeyType.TEXT, Optional.of(collation));
    }

    /** The rule of a key of which only the type is declared; empty where that is not enough. */
    public static Optional<KeyRule> declared(Dialect dialect, KeyType type) {
        boolean enough = dialect == Dialect.POSTGRESQL || type != KeyType.TEXT;
        return enough ? Optional.of(new KeyRule(dialect, type, Optional.empty())) : Optional.empty();
    }

    /**
     * Whether a cast to the key's own type keeps the value. In MySQL it does not: {@code CAST(7.5 AS DECIMAL)} is 8.
     */
    public boolean trustsCasts() {
        return dialect == Dialect.POSTGRESQL;
    }

    /** Whether some values can be hashed only with the help of a server, which alone knows their weights. */
    public boolean asksForWeights() {
        return collation.filter(KeyCollation::isWeighted).isPresent();
    }
}
