package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.DdlStatement.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads CREATE after its first word. Confined to one parse. */
final class CreateParser {
    private static final Set<String> VOLATILITIES = Set.of("IMMUTABLE", "STABLE", "VOLATILE");
    private static final Set<String> SCHEMA_ELEMENTS = Set.of("CREATE", "GRANT");

    private final TokenCursor cursor;
    private final TokenSpan span;
    private boolean orReplace;
    private boolean temporary;

    private CreateParser(TokenCursor cursor, TokenSpan span) {
        this.cursor = cursor;
        this.span = span;
    }

    static DdlStatement parse(TokenCursor cursor, TokenSpan span) {
        return new CreateParser(cursor, span).read();
    }

    private DdlStatement read() {
        orReplace = cursor.accept("OR", "REPLACE");
        modifiers();
        if (cursor.accept("TABLE")) {
            return new CreateTableParser(cursor, span, temporary).read();
        }
        if (cursor.isWord("UNIQUE") || cursor.isWord("INDEX")) {
            return index();
        }
        boolean recursive = cursor.accept("RECURSIVE");
        if (cursor.accept("MATERIALIZED", "VIEW")) {
            return view(true, false);
        }
        if (cursor.accept("VIEW")) {
            return view(false, recursive);
        }
        return object();
    }

    private void modifiers() {
        if (!cursor.accept("GLOBAL")) {
            cursor.accept("LOCAL");
        }
        temporary = cursor.accept("TEMPORARY") || cursor.accept("TEMP");
        cursor.accept("UNLOGGED");
    }

    private DdlStatement object() {
        if (cursor.isWord("CONSTRAINT", "TRIGGER")) {
            cursor.expect("CONSTRAINT");
        }
        int kindPosition = cursor.position();
        Optional<ObjectKinds.Named> kind = ObjectKinds.accept(cursor);
        if (kind.isEmpty()) {
            return other(ObjectKind.OTHER, "");
        }
        boolean aggregate = cursor.sql().isKeyword(kindPosition, "AGGREGATE");
        return switch (kind.get().kind()) {
            case SEQUENCE -> sequence();
            case TYPE -> type();
            case DOMAIN -> domain();
            case FUNCTION -> function(aggregate);
            case SCHEMA -> schema();
            case EXTENSION -> extension();
            case TRIGGER, RULE, POLICY -> attached(kind.get());
            case COLLATION -> named(kind.get());
            case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, COLUMN, CONSTRAINT, SERVER_WIDE, OTHER ->
                other(kind.get().kind(), kind.get().words());
        };
    }

    private DdlStatement other(ObjectKind kind, String words) {
        return new DdlStatement.OtherDdl("CREATE", kind, words, Optional.empty(), Optional.empty(), span);
    }

    private DdlStatement named(ObjectKinds.Named kind) {
        cursor.acceptIfExists();
        Optional<QualifiedName> name = Optional.of(cursor.qualifiedName());
        return new DdlStatement.OtherDdl("CREATE", kind.kind(), kind.words(), name, Optional.empty(), span);
    }

    private DdlStatement index() {
        boolean unique = cursor.accept("UNIQUE");
        cursor.expect("INDEX");
        boolean concurrently = cursor.accept("CONCURRENTLY");
        cursor.acceptIfExists();
        Optional<QualifiedName> name = cursor.isWord("ON") ? Optional.empty() : Optional.of(cursor.qualifiedName());
        cursor.expect("ON");
        cursor.accept("ONLY");
        QualifiedName table = cursor.qualifiedName();
        if (cursor.accept("USING")) {
            cursor.identifier();
        }
        List<Identifier> columns = new ArrayList<>();
        boolean expressions = indexElements(columns);
        boolean partial = false;
        while (!cursor.atEnd()) {
            partial |= cursor.isWord("WHERE");
            cursor.skipOne();
        }
        return new DdlStatement.CreateIndex(name, table, unique, concurrently, columns, expressions, partial, span);
    }

    /** Collects plain columns; true when there was an expression. */
    private boolean indexElements(List<Identifier> columns) {
        boolean expressions = false;
        cursor.expectSymbol("(");
        do {
            Optional<Identifier> name = cursor.isName() ? Optional.of(cursor.identifier()) : Optional.empty();
            boolean plain = name.isPresent() && !cursor.isSymbol("(") && !cursor.isSymbol(".");
            cursor.skipElement();
            if (plain) {
                name.ifPresent(columns::add);
            }
            expressions |= !plain;
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return expressions;
    }

    private DdlStatement view(boolean materialized, boolean recursive) {
        cursor.acceptIfExists();
        QualifiedName name = cursor.qualifiedName();
        List<Identifier> columns = cursor.optionalIdentifierList().orElse(List.of());
        while (!cursor.isWord("AS")) {
            cursor.skipOne();
        }
        cursor.expect("AS");
        TokenSpan query = withoutTail(cursor.rest());
        return new DdlStatement.CreateView(name, orReplace, temporary, materialized, recursive, columns, query, span);
    }

    /** Without {@code WITH [NO] DATA} and {@code WITH [LOCAL|CASCADED] CHECK OPTION}. */
    private TokenSpan withoutTail(TokenSpan query) {
        int end = query.end();
        boolean data = cursor.sql().isKeyword(end - 1, "DATA");
        boolean option = cursor.sql().areKeywords(Math.max(0, end - 2), "CHECK", "OPTION");
        if (!data && !option) {
            return query;
        }
        int with = end - 2;
        while (with > query.first() && !cursor.sql().isKeyword(with, "WITH")) {
            with--;
        }
        return end - with <= 4 ? new TokenSpan(query.first(), with) : query;
    }

    private DdlStatement sequence() {
        cursor.acceptIfExists();
        QualifiedName name = cursor.qualifiedName();
        Optional<QualifiedName> owner = Optional.empty();
        while (!cursor.atEnd()) {
            if (cursor.accept("OWNED", "BY")) {
                QualifiedName column = cursor.qualifiedName();
                owner = column.parts().size() > 1 ? Optional.of(column) : Optional.empty();
                continue;
            }
            cursor.skipOne();
        }
        return new DdlStatement.CreateSequence(name, temporary, owner, span);
    }

    private DdlStatement type() {
        QualifiedName name = cursor.qualifiedName();
        boolean enumeration = cursor.isWord("AS", "ENUM");
        return new DdlStatement.CreateType(name, enumeration, Optional.empty(), Optional.empty(), span);
    }

    private DdlStatement domain() {
        QualifiedName name = cursor.qualifiedName();
        cursor.accept("AS");
        TypeName base = ColumnParser.type(cursor);
        Optional<QualifiedName> collation =
                cursor.accept("COLLATE") ? Optional.of(cursor.qualifiedName()) : Optional.empty();
        return new DdlStatement.CreateType(name, false, Optional.of(base), collation, span);
    }

    private DdlStatement function(boolean aggregate) {
        QualifiedName name = cursor.qualifiedName();
        Optional<String> language = Optional.empty();
        Optional<String> volatility = Optional.empty();
        boolean window = false;
        while (!cursor.atEnd() && !cursor.isWord("BEGIN", "ATOMIC")) {
            if (cursor.accept("LANGUAGE")) {
                language = Optional.of(word());
                continue;
            }
            window |= cursor.isWord("WINDOW");
            volatility = cursor.isAnyWord(VOLATILITIES) ? Optional.of(peek()) : volatility;
            cursor.skipOne();
        }
        return new DdlStatement.CreateFunction(name, aggregate, window, language, volatility, span);
    }

    /** A language is named by a word or, in old texts, by a string. */
    private String word() {
        if (cursor.sql().kind(cursor.position()) == TokenKind.STRING) {
            String language = cursor.sql().unquote(cursor.position());
            cursor.skipOne();
            return language.toLowerCase(Locale.ROOT);
        }
        return cursor.identifier().name();
    }

    private String peek() {
        return cursor.sql().text(cursor.position()).toUpperCase(Locale.ROOT);
    }

    private DdlStatement schema() {
        cursor.acceptIfExists();
        Optional<Identifier> name =
                cursor.isWord("AUTHORIZATION") ? Optional.empty() : Optional.of(cursor.identifier());
        boolean elements = false;
        while (!cursor.atEnd()) {
            elements |= cursor.isAnyWord(SCHEMA_ELEMENTS);
            cursor.skipOne();
        }
        return new DdlStatement.CreateSchema(name, elements, span);
    }

    private DdlStatement extension() {
        cursor.acceptIfExists();
        return new DdlStatement.CreateExtension(cursor.identifier(), span);
    }

    /** {@code TRIGGER name … ON table}, {@code RULE name AS ON event TO table}, {@code POLICY name ON table}. */
    private DdlStatement attached(ObjectKinds.Named kind) {
        Optional<QualifiedName> name = Optional.of(cursor.qualifiedName());
        if (kind.kind() == ObjectKind.RULE) {
            cursor.expect("AS", "ON");
            cursor.skipOne();
            cursor.expect("TO");
        } else {
            while (!cursor.isWord("ON")) {
                cursor.skipOne();
            }
            cursor.expect("ON");
        }
        Optional<QualifiedName> table = Optional.of(cursor.qualifiedName());
        return new DdlStatement.OtherDdl("CREATE", kind.kind(), kind.words(), name, table, span);
    }
}
