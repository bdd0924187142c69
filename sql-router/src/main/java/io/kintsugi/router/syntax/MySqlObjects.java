package io.kintsugi.router.syntax;

import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import java.util.List;
import java.util.Optional;

/** The words by which definitions of MySQL name kinds of objects. */
final class MySqlObjects {
    /** A kind and the words it was named by. */
    record Named(ObjectKind kind, String words) {}

    private static final List<Named> KINDS = List.of(
            new Named(ObjectKind.SERVER_WIDE, "TABLESPACE"),
            new Named(ObjectKind.TABLE, "TABLE"),
            new Named(ObjectKind.TABLE, "TABLES"),
            new Named(ObjectKind.INDEX, "INDEX"),
            new Named(ObjectKind.VIEW, "VIEW"),
            new Named(ObjectKind.FUNCTION, "FUNCTION"),
            new Named(ObjectKind.FUNCTION, "PROCEDURE"),
            new Named(ObjectKind.SCHEMA, "DATABASE"),
            new Named(ObjectKind.SCHEMA, "SCHEMA"),
            new Named(ObjectKind.TRIGGER, "TRIGGER"),
            new Named(ObjectKind.OTHER, "EVENT"),
            new Named(ObjectKind.SERVER_WIDE, "USER"),
            new Named(ObjectKind.SERVER_WIDE, "ROLE"),
            new Named(ObjectKind.SERVER_WIDE, "SERVER"),
            new Named(ObjectKind.SERVER_WIDE, "INSTANCE"),
            new Named(ObjectKind.SERVER_WIDE, "LOGFILE GROUP"),
            new Named(ObjectKind.SERVER_WIDE, "RESOURCE GROUP"),
            new Named(ObjectKind.SERVER_WIDE, "SPATIAL REFERENCE SYSTEM"));

    private MySqlObjects() {}

    static Optional<Named> accept(TokenCursor cursor) {
        for (Named kind : KINDS) {
            if (cursor.accept(kind.words().split(" "))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
