package io.kintsugi.router.schema;

import java.util.Objects;
import java.util.Optional;

/**
 * One column.
 *
 * @param defaultExpression the default as SQL text, e.g. {@code nextval('orders_id_seq'::regclass)}; in MySQL with what
 *     follows ON UPDATE
 * @param identity whether and how it is an identity column; in MySQL AUTO_INCREMENT is BY_DEFAULT
 * @param generated whether it is a stored generated column
 * @param invisible whether MySQL leaves it out where no names are written: of stars, of NATURAL JOIN, and of an INSERT
 *     without a list of columns
 */
public record LogicalColumn(
        String name,
        ColumnType type,
        boolean notNull,
        Optional<String> defaultExpression,
        Identity identity,
        boolean generated,
        boolean invisible) {
    /** GENERATED … AS IDENTITY. */
    public enum Identity {
        NONE,
        BY_DEFAULT,
        ALWAYS
    }

    /** A column like any other. */
    public LogicalColumn(
            String name,
            ColumnType type,
            boolean notNull,
            Optional<String> defaultExpression,
            Identity identity,
            boolean generated) {
        this(name, type, notNull, defaultExpression, identity, generated, false);
    }

    public LogicalColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultExpression, "defaultExpression");
        Objects.requireNonNull(identity, "identity");
    }
}
