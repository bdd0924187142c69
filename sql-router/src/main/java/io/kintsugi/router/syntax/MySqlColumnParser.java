package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.ColumnDefinition.ColumnIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads column definitions of MySQL. Confined to one parse. */
final class MySqlColumnParser {
    private static final Set<String> TYPE_TAILS =
            Set.of("UNSIGNED", "SIGNED", "ZEROFILL", "PRECISION", "VARYING", "VARCHAR", "VARBINARY", "CHAR");

    private final TokenCursor cursor;
    private final MySqlKeyParser keys;

    private Optional<String> characterSet = Optional.empty();
    private Optional<QualifiedName> collation = Optional.empty();
    private Optional<TokenSpan> defaultExpression = Optional.empty();
    private Optional<TokenSpan> onUpdate = Optional.empty();
    private boolean autoIncrement;
    private boolean notNull;
    private boolean generated;
    private final List<TableConstraint> constraints = new ArrayList<>();

    private MySqlColumnParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.keys = new MySqlKeyParser(cursor);
    }

    /** A column from its name up to what ends it: a comma, a parenthesis, FIRST or AFTER. */
    static ColumnDefinition column(TokenCursor cursor) {
        return new MySqlColumnParser(cursor).read();
    }

    private ColumnDefinition read() {
        int first = cursor.position();
        Identifier name = cursor.foldedIdentifier();
        TypeName type = type(name);
        while (!isOver()) {
            attribute(name);
        }
        return new ColumnDefinition(
                name,
                Optional.of(type),
                characterSet,
                collation,
                notNull,
                defaultExpression,
                autoIncrement,
                onUpdate,
                ColumnIdentity.NONE,
                generated,
                constraints,
                cursor.since(first));
    }

    private boolean isOver() {
        return cursor.atEnd()
                || cursor.isSymbol(",")
                || cursor.isSymbol(")")
                || cursor.isWord("FIRST")
                || cursor.isWord("AFTER");
    }

    private TypeName type(Identifier column) {
        int first = cursor.position();
        if (cursor.accept("SERIAL")) {
            notNull = true;
            autoIncrement = true;
            constraints.add(
                    new TableConstraint.UniqueKey(false, List.of(column), Optional.empty(), cursor.since(first)));
            return new TypeName("bigint unsigned", cursor.since(first));
        }
        cursor.identifier();
        while (tail()) {
            // Each part of the type was taken.
        }
        return typeName(cursor, first);
    }

    private boolean tail() {
        if (cursor.isSymbol("(")) {
            cursor.skipOne();
            return true;
        }
        boolean national = cursor.sql().isKeyword(cursor.position() - 1, "NATIONAL");
        if (national && cursor.accept("CHARACTER")) {
            return true;
        }
        if (cursor.isAnyWord(TYPE_TAILS)) {
            cursor.skipOne();
            return true;
        }
        return false;
    }

    /** The tokens since an ordinal as a type: words in lower case, strings as written. */
    static TypeName typeName(TokenCursor cursor, int first) {
        TokenSpan span = cursor.since(first);
        StringBuilder text = new StringBuilder();
        for (int i = span.first(); i < span.end(); i++) {
            String token = cursor.sql().text(i);
            boolean string = cursor.sql().kind(i) == TokenKind.STRING;
            text.append(i == span.first() ? "" : " ").append(string ? token : token.toLowerCase(Locale.ROOT));
        }
        return new TypeName(text.toString(), span);
    }

    private void attribute(Identifier column) {
        int first = cursor.position();
        if (cursor.accept("NOT", "NULL")) {
            notNull = true;
        } else if (cursor.accept("NULL")) {
            notNull = false;
        } else if (cursor.accept("DEFAULT")) {
            defaultExpression = Optional.of(value());
        } else if (cursor.accept("ON", "UPDATE")) {
            onUpdate = Optional.of(value());
        } else if (cursor.accept("AUTO_INCREMENT")) {
            autoIncrement = true;
        } else if (cursor.accept("SERIAL", "DEFAULT", "VALUE")) {
            serialDefault(column, first);
        } else if (cursor.accept("COLLATE")) {
            collation = Optional.of(collationName());
        } else if (!characterSet() && !generation() && !key(column, first)) {
            option();
        }
    }

    private void serialDefault(Identifier column, int first) {
        notNull = true;
        autoIncrement = true;
        constraints.add(new TableConstraint.UniqueKey(false, List.of(column), Optional.empty(), cursor.since(first)));
    }

    private boolean characterSet() {
        if (cursor.accept("CHARACTER", "SET") || cursor.accept("CHARSET")) {
            characterSet = Optional.of(text(cursor));
            return true;
        }
        if (cursor.accept("ASCII")) {
            characterSet = Optional.of("latin1");
            return true;
        }
        if (cursor.accept("UNICODE")) {
            characterSet = Optional.of("ucs2");
            return true;
        }
        int at = cursor.position();
        boolean binary = cursor.accept("BINARY");
        if (binary) {
            collation = Optional.of(QualifiedNames.of(new Identifier("_bin", false, cursor.since(at))));
        }
        return binary;
    }

    private QualifiedName collationName() {
        int at = cursor.position();
        String name = text(cursor);
        return QualifiedNames.of(new Identifier(name, false, cursor.since(at)));
    }

    /** A word or string, in lower case. */
    static String text(TokenCursor cursor) {
        int at = cursor.position();
        boolean string = MySqlKeyParser.isString(cursor);
        cursor.skipOne();
        String text = string ? cursor.sql().unquote(at) : cursor.sql().text(at);
        return text.replace("`", "").toLowerCase(Locale.ROOT);
    }

    private boolean generation() {
        boolean always = cursor.accept("GENERATED", "ALWAYS", "AS");
        if (!always && !cursor.accept("AS")) {
            return false;
        }
        generated = true;
        if (!cursor.isSymbol("(")) {
            throw cursor.notUnderstood("expected \"(\"");
        }
        cursor.skipOne();
        if (!cursor.accept("STORED")) {
            cursor.accept("VIRTUAL");
        }
        return true;
    }

    private boolean key(Identifier column, int first) {
        if (cursor.accept("CONSTRAINT") && !cursor.isWord("CHECK")) {
            cursor.identifier();
        }
        if (cursor.accept("CHECK")) {
            constraints.add(keys.check(first));
            return true;
        }
        if (cursor.accept("REFERENCES")) {
            constraints.add(keys.references(List.of(column), first));
            return true;
        }
        boolean primary = cursor.accept("PRIMARY") || cursor.isWord("KEY");
        boolean unique = !primary && cursor.accept("UNIQUE");
        if (!primary && !unique) {
            return false;
        }
        if (!cursor.accept("KEY") && primary) {
            throw cursor.notUnderstood("expected KEY");
        }
        constraints.add(new TableConstraint.UniqueKey(primary, List.of(column), Optional.empty(), cursor.since(first)));
        return true;
    }

    private void option() {
        if (cursor.accept("VISIBLE") || cursor.accept("INVISIBLE")) {
            return;
        }
        if (cursor.accept("COMMENT")
                || cursor.accept("COLUMN_FORMAT")
                || cursor.accept("STORAGE")
                || cursor.accept("SRID")) {
            cursor.skipOne();
            return;
        }
        if (!cursor.accept("ENGINE_ATTRIBUTE") && !cursor.accept("SECONDARY_ENGINE_ATTRIBUTE")) {
            throw cursor.notUnderstood("this part of a column is not understood");
        }
        cursor.acceptSymbol("=");
        cursor.skipOne();
    }

    /** A constant, perhaps signed, typed or behind an introducer; an expression in parentheses; a call. */
    private TokenSpan value() {
        int first = cursor.position();
        if (!cursor.acceptSymbol("-")) {
            cursor.acceptSymbol("+");
        }
        boolean word = cursor.isName();
        cursor.skipOne();
        if (word && (cursor.isSymbol("(") || MySqlKeyParser.isString(cursor))) {
            cursor.skipOne();
        }
        return cursor.since(first);
    }
}
