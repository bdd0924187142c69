package io.kintsugi.router.syntax;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the headers of definitions. What follows a header (bodies, options) is left to the server; what it cannot place
 * becomes {@link DdlStatement.OtherDdl}. Stateless and thread-safe.
 */
public final class DdlParser {
    private DdlParser() {}

    /**
     * The definition in these tokens; a trailing semicolon is allowed.
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD with line and column
     */
    public static DdlStatement parse(LexedSql sql) {
        int end = sql.count();
        while (end > 0 && sql.isSymbol(end - 1, ";")) {
            end--;
        }
        TokenSpan span = new TokenSpan(0, end);
        TokenCursor cursor = new TokenCursor(sql, span);
        if (sql.dialect() == Dialect.MYSQL) {
            return MySqlDdlParser.parse(cursor, span);
        }
        requireOne(sql, end);
        if (cursor.accept("CREATE")) {
            return CreateParser.parse(cursor, span);
        }
        if (cursor.isWord("ALTER", "TABLE")) {
            cursor.expect("ALTER", "TABLE");
            return AlterTableParser.parse(cursor, span);
        }
        if (cursor.accept("DROP")) {
            return drop(cursor, span);
        }
        if (cursor.accept("TRUNCATE")) {
            return truncate(cursor, span);
        }
        if (cursor.accept("COMMENT", "ON")) {
            return comment(cursor, span);
        }
        if (cursor.isWord("GRANT") || cursor.isWord("REVOKE")) {
            return GrantParser.parse(cursor, span);
        }
        String verb = cursor.identifier().name().toUpperCase(Locale.ROOT);
        return other(cursor, verb, span);
    }

    /** Options are passed over token by token, so a second statement would be taken for some. */
    private static void requireOne(LexedSql sql, int end) {
        int depth = 0;
        for (int i = 0; i < end; i++) {
            if (sql.areKeywords(i, "BEGIN", "ATOMIC")) {
                return;
            }
            depth += sql.isSymbol(i, "(") ? 1 : sql.isSymbol(i, ")") ? -1 : 0;
            if (depth == 0 && sql.isSymbol(i, ";")) {
                throw new ShardException(
                        ErrorCode.MULTIPLE_STATEMENTS, "Another statement follows at " + sql.position(i) + ".");
            }
        }
    }

    private static DdlStatement drop(TokenCursor cursor, TokenSpan span) {
        Optional<ObjectKinds.Named> kind = ObjectKinds.accept(cursor);
        if (kind.isEmpty()) {
            return new DdlStatement.OtherDdl("DROP", ObjectKind.OTHER, "", Optional.empty(), Optional.empty(), span);
        }
        if (kind.get().kind() == ObjectKind.INDEX) {
            cursor.accept("CONCURRENTLY");
        }
        boolean ifExists = cursor.acceptIfExists();
        if (kind.get().kind() == ObjectKind.OTHER || kind.get().kind() == ObjectKind.SERVER_WIDE) {
            return new DdlStatement.OtherDdl(
                    "DROP", kind.get().kind(), kind.get().words(), Optional.empty(), Optional.empty(), span);
        }
        List<QualifiedName> names = names(cursor);
        Optional<QualifiedName> table = cursor.accept("ON") ? Optional.of(cursor.qualifiedName()) : Optional.empty();
        boolean cascade = cursor.accept("CASCADE");
        return new DdlStatement.DropObjects(kind.get().kind(), names, table, ifExists, cascade, span);
    }

    /** Names, each with the argument list that a function's may have. */
    private static List<QualifiedName> names(TokenCursor cursor) {
        List<QualifiedName> names = new ArrayList<>();
        do {
            names.add(cursor.qualifiedName());
            if (cursor.isSymbol("(")) {
                cursor.skipOne();
            }
        } while (cursor.acceptSymbol(","));
        return names;
    }

    private static DdlStatement truncate(TokenCursor cursor, TokenSpan span) {
        cursor.accept("TABLE");
        List<QualifiedName> tables = new ArrayList<>();
        do {
            cursor.accept("ONLY");
            tables.add(cursor.qualifiedName());
            cursor.acceptSymbol("*");
        } while (cursor.acceptSymbol(","));
        boolean restart = cursor.accept("RESTART", "IDENTITY");
        if (!restart) {
            cursor.accept("CONTINUE", "IDENTITY");
        }
        boolean cascade = cursor.accept("CASCADE");
        cursor.accept("RESTRICT");
        requireEnd(cursor);
        return new DdlStatement.Truncate(tables, restart, cascade, span);
    }

    private static DdlStatement comment(TokenCursor cursor, TokenSpan span) {
        ObjectKind kind =
                ObjectKinds.accept(cursor).map(ObjectKinds.Named::kind).orElse(ObjectKind.OTHER);
        boolean named = kind != ObjectKind.OTHER && kind != ObjectKind.SERVER_WIDE;
        Optional<QualifiedName> name = named ? Optional.of(cursor.qualifiedName()) : Optional.empty();
        if (kind == ObjectKind.COLUMN) {
            name = name.map(DdlParser::withoutLast);
        }
        if (ofTable(kind)) {
            while (!cursor.atEnd() && !cursor.isWord("ON")) {
                cursor.skipOne();
            }
            cursor.expect("ON");
            kind = cursor.accept("DOMAIN") ? ObjectKind.DOMAIN : kind;
            name = Optional.of(cursor.qualifiedName());
        }
        return new DdlStatement.Comment(kind, name, span);
    }

    private static boolean ofTable(ObjectKind kind) {
        return kind == ObjectKind.CONSTRAINT
                || kind == ObjectKind.TRIGGER
                || kind == ObjectKind.RULE
                || kind == ObjectKind.POLICY;
    }

    private static QualifiedName withoutLast(QualifiedName column) {
        List<Identifier> parts = column.parts();
        return parts.size() < 2 ? column : new QualifiedName(parts.subList(0, parts.size() - 1), column.span());
    }

    /** ALTER of anything but a table, REFRESH, REINDEX, CLUSTER and the like. */
    private static DdlStatement other(TokenCursor cursor, String verb, TokenSpan span) {
        Optional<ObjectKinds.Named> kind = ObjectKinds.accept(cursor);
        if (kind.isEmpty()) {
            return new DdlStatement.OtherDdl(verb, ObjectKind.OTHER, "", Optional.empty(), Optional.empty(), span);
        }
        cursor.accept("CONCURRENTLY");
        cursor.acceptIfExists();
        boolean hasName = cursor.isName() && kind.get().kind() != ObjectKind.OTHER;
        Optional<QualifiedName> name = hasName ? Optional.of(cursor.qualifiedName()) : Optional.empty();
        Optional<QualifiedName> table = ofTable(kind.get().kind()) && cursor.accept("ON")
                ? Optional.of(cursor.qualifiedName())
                : Optional.empty();
        return new DdlStatement.OtherDdl(verb, kind.get().kind(), kind.get().words(), name, table, span);
    }

    static void requireEnd(TokenCursor cursor) {
        if (!cursor.atEnd()) {
            throw cursor.notUnderstood("expected the end of the statement");
        }
    }
}
