package io.kintsugi.router.syntax;

import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import java.util.List;
import java.util.Optional;

/** The words by which definitions name kinds of objects. */
final class ObjectKinds {
    /** A kind and the words it was named by. */
    record Named(ObjectKind kind, String words) {}

    /** Longer forms first where one begins another. */
    private static final List<Named> KINDS = List.of(
            new Named(ObjectKind.MATERIALIZED_VIEW, "MATERIALIZED VIEW"),
            new Named(ObjectKind.TABLE, "TABLE"),
            new Named(ObjectKind.INDEX, "INDEX"),
            new Named(ObjectKind.VIEW, "VIEW"),
            new Named(ObjectKind.SEQUENCE, "SEQUENCE"),
            new Named(ObjectKind.TYPE, "TYPE"),
            new Named(ObjectKind.DOMAIN, "DOMAIN"),
            new Named(ObjectKind.FUNCTION, "FUNCTION"),
            new Named(ObjectKind.FUNCTION, "PROCEDURE"),
            new Named(ObjectKind.FUNCTION, "ROUTINE"),
            new Named(ObjectKind.FUNCTION, "AGGREGATE"),
            new Named(ObjectKind.SCHEMA, "SCHEMA"),
            new Named(ObjectKind.EXTENSION, "EXTENSION"),
            new Named(ObjectKind.OTHER, "EVENT TRIGGER"),
            new Named(ObjectKind.TRIGGER, "TRIGGER"),
            new Named(ObjectKind.RULE, "RULE"),
            new Named(ObjectKind.POLICY, "POLICY"),
            new Named(ObjectKind.COLUMN, "COLUMN"),
            new Named(ObjectKind.CONSTRAINT, "CONSTRAINT"),
            new Named(ObjectKind.COLLATION, "COLLATION"),
            new Named(ObjectKind.SERVER_WIDE, "ROLE"),
            new Named(ObjectKind.SERVER_WIDE, "USER MAPPING"),
            new Named(ObjectKind.SERVER_WIDE, "USER"),
            new Named(ObjectKind.SERVER_WIDE, "GROUP"),
            new Named(ObjectKind.SERVER_WIDE, "DATABASE"),
            new Named(ObjectKind.SERVER_WIDE, "TABLESPACE"),
            new Named(ObjectKind.SERVER_WIDE, "SYSTEM"),
            new Named(ObjectKind.OTHER, "FOREIGN TABLE"),
            new Named(ObjectKind.OTHER, "FOREIGN DATA WRAPPER"),
            new Named(ObjectKind.OTHER, "SERVER"),
            new Named(ObjectKind.OTHER, "PUBLICATION"),
            new Named(ObjectKind.OTHER, "SUBSCRIPTION"),
            new Named(ObjectKind.OTHER, "STATISTICS"),
            new Named(ObjectKind.OTHER, "DEFAULT PRIVILEGES"),
            new Named(ObjectKind.OTHER, "OPERATOR CLASS"),
            new Named(ObjectKind.OTHER, "OPERATOR FAMILY"),
            new Named(ObjectKind.OTHER, "OPERATOR"),
            new Named(ObjectKind.OTHER, "CAST"),
            new Named(ObjectKind.OTHER, "CONVERSION"),
            new Named(ObjectKind.OTHER, "ACCESS METHOD"),
            new Named(ObjectKind.OTHER, "TEXT SEARCH"),
            new Named(ObjectKind.OTHER, "LARGE OBJECT"),
            new Named(ObjectKind.OTHER, "LANGUAGE"),
            new Named(ObjectKind.OTHER, "PROCEDURAL LANGUAGE"),
            new Named(ObjectKind.OTHER, "TRUSTED LANGUAGE"));

    private ObjectKinds() {}

    static Optional<Named> accept(TokenCursor cursor) {
        for (Named kind : KINDS) {
            if (cursor.accept(kind.words().split(" "))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
