package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/** Reads what GRANT and REVOKE are about. */
final class GrantParser {
    private GrantParser() {}

    static DdlStatement parse(TokenCursor cursor, TokenSpan span) {
        while (!cursor.atEnd() && !cursor.isWord("ON")) {
            cursor.skipOne();
        }
        if (!cursor.accept("ON")) {
            return new DdlStatement.Grant(ObjectKind.SERVER_WIDE, List.of(), span);
        }
        if (cursor.accept("ALL")) {
            return new DdlStatement.Grant(ObjectKind.OTHER, List.of(), span);
        }
        ObjectKind kind =
                ObjectKinds.accept(cursor).map(ObjectKinds.Named::kind).orElse(ObjectKind.TABLE);
        if (kind == ObjectKind.OTHER || kind == ObjectKind.SERVER_WIDE) {
            return new DdlStatement.Grant(kind, List.of(), span);
        }
        List<QualifiedName> names = new ArrayList<>();
        do {
            names.add(cursor.qualifiedName());
            if (cursor.isSymbol("(")) {
                cursor.skipOne();
            }
        } while (cursor.acceptSymbol(","));
        return new DdlStatement.Grant(kind, names, span);
    }
}
