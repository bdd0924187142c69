package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import java.util.List;
import java.util.Optional;

/** Reads CREATE of MySQL after its first word. Confined to one parse. */
final class MySqlCreateParser {
    private final TokenCursor cursor;
    private final TokenSpan span;
    private boolean orReplace;
    private boolean temporary;

    MySqlCreateParser(TokenCursor cursor, TokenSpan span) {
        this.cursor = cursor;
        this.span = span;
    }

    DdlStatement read() {
        modifiers();
        if (cursor.accept("TABLE")) {
            return new MySqlCreateTableParser(cursor, span, temporary).read();
        }
        boolean unique = cursor.accept("UNIQUE");
        if (!unique && !cursor.accept("FULLTEXT")) {
            cursor.accept("SPATIAL");
        }
        if (cursor.accept("INDEX")) {
            return index(unique);
        }
        if (cursor.accept("VIEW")) {
            return view(orReplace);
        }
        cursor.accept("AGGREGATE");
        return object();
    }

    /** OR REPLACE, TEMPORARY, ALGORITHM, DEFINER and SQL SECURITY, as far as they stand here. */
    void modifiers() {
        while (true) {
            if (cursor.accept("OR", "REPLACE")) {
                orReplace = true;
            } else if (cursor.accept("TEMPORARY")) {
                temporary = true;
            } else if (cursor.accept("ALGORITHM") || cursor.accept("SQL", "SECURITY")) {
                cursor.acceptSymbol("=");
                cursor.skipOne();
            } else if (cursor.accept("DEFINER")) {
                definer();
            } else {
                return;
            }
        }
    }

    private void definer() {
        cursor.expectSymbol("=");
        cursor.skipOne();
        if (cursor.isSymbol("(")) {
            cursor.skipOne();
        }
        if (!cursor.atEnd() && cursor.sql().text(cursor.position()).startsWith("@")) {
            cursor.skipOne();
        }
    }

    private DdlStatement index(boolean unique) {
        QualifiedName name = QualifiedNames.of(cursor.foldedIdentifier());
        MySqlKeyParser keys = new MySqlKeyParser(cursor);
        keys.using();
        cursor.expect("ON");
        QualifiedName table = cursor.qualifiedName();
        MySqlKeyParser.Parts parts = keys.parts();
        while (!cursor.atEnd()) {
            cursor.skipOne();
        }
        return new DdlStatement.CreateIndex(
                Optional.of(name), table, unique, false, parts.columns(), parts.partial(), false, span);
    }

    /** A view from its name on. */
    DdlStatement view(boolean replace) {
        cursor.acceptIfExists();
        QualifiedName name = cursor.qualifiedName();
        List<Identifier> columns = cursor.isSymbol("(") ? MySqlKeyParser.names(cursor) : List.of();
        cursor.expect("AS");
        TokenSpan query = withoutTail(cursor.rest());
        return new DdlStatement.CreateView(name, replace, false, false, false, columns, query, span);
    }

    /** Without {@code WITH [CASCADED|LOCAL] CHECK OPTION}. */
    private TokenSpan withoutTail(TokenSpan query) {
        int end = query.end();
        if (end < 3 || !cursor.sql().areKeywords(end - 2, "CHECK", "OPTION")) {
            return query;
        }
        int with = cursor.sql().isKeyword(end - 3, "WITH") ? end - 3 : end - 4;
        return cursor.sql().isKeyword(with, "WITH") ? new TokenSpan(query.first(), with) : query;
    }

    private DdlStatement object() {
        Optional<MySqlObjects.Named> accepted = MySqlObjects.accept(cursor);
        if (accepted.isEmpty()) {
            return other(ObjectKind.OTHER, "", Optional.empty());
        }
        boolean ifNotExists = cursor.acceptIfExists();
        MySqlObjects.Named kind = accepted.get();
        return switch (kind.kind()) {
            case FUNCTION -> routine();
            case SCHEMA -> schema();
            case TRIGGER -> trigger(kind);
            case TABLE,
                    INDEX,
                    VIEW,
                    MATERIALIZED_VIEW,
                    SEQUENCE,
                    TYPE,
                    DOMAIN,
                    EXTENSION,
                    RULE,
                    POLICY,
                    COLUMN,
                    CONSTRAINT,
                    COLLATION,
                    SERVER_WIDE -> other(kind.kind(), kind.words(), Optional.empty());
            case OTHER ->
                other(
                        kind.kind(),
                        kind.words(),
                        ifNotExists || cursor.isName() ? Optional.of(cursor.qualifiedName()) : Optional.empty());
        };
    }

    private DdlStatement other(ObjectKind kind, String words, Optional<QualifiedName> name) {
        return new DdlStatement.OtherDdl("CREATE", kind, words, name, Optional.empty(), span);
    }

    private DdlStatement schema() {
        Optional<Identifier> name = Optional.of(cursor.identifier());
        return new DdlStatement.CreateSchema(name, false, span);
    }

    private DdlStatement trigger(MySqlObjects.Named kind) {
        Optional<QualifiedName> name = Optional.of(cursor.qualifiedName());
        if (!cursor.accept("BEFORE")) {
            cursor.expect("AFTER");
        }
        cursor.skipOne();
        cursor.expect("ON");
        Optional<QualifiedName> table = Optional.of(cursor.qualifiedName());
        return new DdlStatement.OtherDdl("CREATE", kind.kind(), kind.words(), name, table, span);
    }

    /** Its volatility is DETERMINISTIC or NOT DETERMINISTIC, as written among the characteristics. */
    private DdlStatement routine() {
        QualifiedName name = cursor.qualifiedName();
        Optional<String> volatility = Optional.empty();
        boolean library = false;
        while (!cursor.atEnd() && !cursor.isWord("BEGIN") && !cursor.isWord("RETURN")) {
            if (cursor.accept("NOT", "DETERMINISTIC")) {
                volatility = Optional.of("NOT DETERMINISTIC");
            } else if (cursor.accept("DETERMINISTIC")) {
                volatility = Optional.of("DETERMINISTIC");
            } else {
                library |= cursor.isWord("SONAME");
                cursor.skipOne();
            }
        }
        String language = library ? "c" : "sql";
        return new DdlStatement.CreateFunction(name, false, false, Optional.of(language), volatility, span);
    }
}
