package io.kintsugi.router.syntax;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.StatementSplitter;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the definitions of MySQL: tables in full, of other objects the header. Confined to one parse. */
final class MySqlDdlParser {
    private final TokenCursor cursor;
    private final TokenSpan span;

    private MySqlDdlParser(TokenCursor cursor, TokenSpan span) {
        this.cursor = cursor;
        this.span = span;
    }

    static DdlStatement parse(TokenCursor cursor, TokenSpan span) {
        List<TokenSpan> statements = StatementSplitter.split(cursor.sql());
        if (statements.size() > 1) {
            throw new ShardException(
                    ErrorCode.MULTIPLE_STATEMENTS,
                    "Another statement follows at "
                            + cursor.sql().position(statements.get(1).first()) + ".");
        }
        return new MySqlDdlParser(cursor, span).read();
    }

    private DdlStatement read() {
        if (cursor.accept("CREATE")) {
            return new MySqlCreateParser(cursor, span).read();
        }
        if (cursor.accept("ALTER", "TABLE")) {
            return MySqlAlterTableParser.parse(cursor, span);
        }
        if (cursor.accept("ALTER")) {
            return alter();
        }
        if (cursor.accept("DROP")) {
            return drop();
        }
        if (cursor.accept("RENAME")) {
            return rename();
        }
        if (cursor.accept("TRUNCATE")) {
            cursor.accept("TABLE");
            List<QualifiedName> tables = List.of(cursor.qualifiedName());
            DdlParser.requireEnd(cursor);
            return new DdlStatement.Truncate(tables, false, false, span);
        }
        return grant();
    }

    private DdlStatement alter() {
        MySqlCreateParser create = new MySqlCreateParser(cursor, span);
        create.modifiers();
        if (cursor.accept("VIEW")) {
            return create.view(true);
        }
        return named("ALTER");
    }

    /** Any other object, by name where it has one in the schema. */
    private DdlStatement named(String verb) {
        Optional<MySqlObjects.Named> kind = MySqlObjects.accept(cursor);
        if (kind.isEmpty()) {
            String word = cursor.isName() ? cursor.identifier().name().toUpperCase(Locale.ROOT) : "";
            return new DdlStatement.OtherDdl(verb, ObjectKind.OTHER, word, Optional.empty(), Optional.empty(), span);
        }
        boolean named = kind.get().kind() != ObjectKind.SERVER_WIDE;
        cursor.acceptIfExists();
        Optional<QualifiedName> name =
                named && cursor.isName() ? Optional.of(cursor.qualifiedName()) : Optional.empty();
        return new DdlStatement.OtherDdl(verb, kind.get().kind(), kind.get().words(), name, Optional.empty(), span);
    }

    private DdlStatement drop() {
        cursor.accept("TEMPORARY");
        int first = cursor.position();
        Optional<MySqlObjects.Named> accepted = MySqlObjects.accept(cursor);
        boolean known = accepted.isPresent()
                && accepted.get().kind() != ObjectKind.SERVER_WIDE
                && accepted.get().kind() != ObjectKind.OTHER;
        if (!known) {
            String words = accepted.map(MySqlObjects.Named::words)
                    .orElse(cursor.sql().text(first).toUpperCase(Locale.ROOT));
            ObjectKind kind = accepted.map(MySqlObjects.Named::kind).orElse(ObjectKind.OTHER);
            return new DdlStatement.OtherDdl("DROP", kind, words, Optional.empty(), Optional.empty(), span);
        }
        boolean ifExists = cursor.acceptIfExists();
        List<QualifiedName> names = cursor.qualifiedNames();
        ObjectKind kind = accepted.get().kind();
        Optional<QualifiedName> table = Optional.empty();
        if (kind == ObjectKind.INDEX) {
            cursor.expect("ON");
            table = Optional.of(cursor.qualifiedName());
            options();
        }
        boolean cascade = cursor.accept("CASCADE");
        cursor.accept("RESTRICT");
        DdlParser.requireEnd(cursor);
        return new DdlStatement.DropObjects(kind, names, table, ifExists, cascade, span);
    }

    /** ALGORITHM and LOCK. */
    private void options() {
        while (cursor.accept("ALGORITHM") || cursor.accept("LOCK")) {
            cursor.acceptSymbol("=");
            cursor.skipOne();
        }
    }

    private DdlStatement rename() {
        if (cursor.accept("USER")) {
            return new DdlStatement.OtherDdl(
                    "RENAME", ObjectKind.SERVER_WIDE, "USER", Optional.empty(), Optional.empty(), span);
        }
        if (!cursor.accept("TABLES")) {
            cursor.expect("TABLE");
        }
        List<DdlStatement.Renaming> tables = new ArrayList<>();
        do {
            QualifiedName from = cursor.qualifiedName();
            cursor.expect("TO");
            tables.add(new DdlStatement.Renaming(from, cursor.qualifiedName()));
        } while (cursor.acceptSymbol(","));
        DdlParser.requireEnd(cursor);
        return new DdlStatement.RenameTables(tables, span);
    }

    /** GRANT and REVOKE: of one table or routine, or of databases and the server. */
    private DdlStatement grant() {
        if (!cursor.accept("GRANT")) {
            cursor.expect("REVOKE");
        }
        while (!cursor.atEnd() && !cursor.isWord("ON")) {
            cursor.skipOne();
        }
        if (!cursor.accept("ON")) {
            return new DdlStatement.Grant(ObjectKind.SERVER_WIDE, List.of(), span);
        }
        ObjectKind kind =
                cursor.accept("FUNCTION") || cursor.accept("PROCEDURE") ? ObjectKind.FUNCTION : ObjectKind.TABLE;
        cursor.accept("TABLE");
        boolean one = cursor.isName() && !cursor.sql().isSymbol(cursor.position() + 2, "*");
        if (!one) {
            return new DdlStatement.Grant(ObjectKind.SERVER_WIDE, List.of(), span);
        }
        return new DdlStatement.Grant(kind, List.of(cursor.qualifiedName()), span);
    }
}
