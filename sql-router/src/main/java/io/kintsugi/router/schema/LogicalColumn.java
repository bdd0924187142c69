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
 * @param declaration how the catalog of MySQL declares it; empty where that is not known, and in PostgreSQL
 */
public record LogicalColumn(
        String name,
        ColumnType type,
        boolean notNull,
        Optional<String> defaultExpression,
        Identity identity,
        boolean generated,
        boolean invisible,
        Optional<Declaration> declaration) {
    /**
     * A declaration, as written: the type alone does not say all that a result shows of a column.
     *
     * @param name with its upper and lower case
     * @param type COLUMN_TYPE, e.g. {@code int(5) unsigned zerofill}
     * @param collation of text, of an enum and a set
     */
    public record Declaration(String name, String type, Optional<String> collation) {
        public Declaration {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(collation, "collation");
        }
    }

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
        this(name, type, notNull, defaultExpression, identity, generated, false, Optional.empty());
    }

    public LogicalColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultExpression, "defaultExpression");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(declaration, "declaration");
    }

    /** The declaration, or what comes next to it. */
    public Declaration declared() {
        return declaration.orElseGet(
                () -> new Declaration(name, type.name(), type.mySql().flatMap(MySqlType::collation)));
    }
}
