package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.ColumnDefinition.ColumnIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads column definitions of CREATE TABLE and ALTER TABLE. Confined to one parse. */
final class ColumnParser {
    /** What may follow a type or an expression in a column definition. */
    private static final Set<String> CLAUSES = Set.of(
            "COLLATE",
            "CONSTRAINT",
            "NOT",
            "NULL",
            "CHECK",
            "UNIQUE",
            "PRIMARY",
            "REFERENCES",
            "DEFAULT",
            "GENERATED",
            "DEFERRABLE",
            "INITIALLY",
            "STORAGE",
            "COMPRESSION",
            "USING",
            "OPTIONS");

    private final TokenCursor cursor;
    private final ConstraintParser constraintParser;

    private Optional<QualifiedName> collation = Optional.empty();
    private Optional<TokenSpan> defaultExpression = Optional.empty();
    private ColumnIdentity identity = ColumnIdentity.NONE;
    private boolean notNull;
    private boolean generated;
    private final List<TableConstraint> constraints = new ArrayList<>();

    private ColumnParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.constraintParser = new ConstraintParser(cursor);
    }

    /** A column with its type. */
    static ColumnDefinition column(TokenCursor cursor) {
        return new ColumnParser(cursor).read(true);
    }

    /** A column of PARTITION OF or OF, which takes its type from elsewhere. */
    static ColumnDefinition columnOptions(TokenCursor cursor) {
        return new ColumnParser(cursor).read(false);
    }

    private ColumnDefinition read(boolean typed) {
        int first = cursor.position();
        Identifier name = cursor.identifier();
        Optional<TypeName> type = typed ? Optional.of(type(cursor)) : Optional.empty();
        cursor.accept("WITH", "OPTIONS");
        while (!cursor.atEnd() && !cursor.isSymbol(",") && !cursor.isSymbol(")")) {
            clause(name);
        }
        return new ColumnDefinition(
                name,
                type,
                Optional.empty(),
                collation,
                notNull,
                defaultExpression,
                false,
                Optional.empty(),
                identity,
                generated,
                constraints,
                cursor.since(first));
    }

    static TypeName type(TokenCursor cursor) {
        int first = cursor.position();
        cursor.skipOne();
        while (!cursor.atEnd() && !cursor.isSymbol(",") && !cursor.isSymbol(")") && !cursor.isAnyWord(CLAUSES)) {
            cursor.skipOne();
        }
        TokenSpan span = cursor.since(first);
        StringBuilder text = new StringBuilder();
        for (int i = span.first(); i < span.end(); i++) {
            String token = cursor.sql().text(i);
            text.append(i == span.first() ? "" : " ")
                    .append(token.startsWith("\"") ? token : token.toLowerCase(Locale.ROOT));
        }
        return new TypeName(text.toString(), span);
    }

    private void clause(Identifier column) {
        if (cursor.accept("CONSTRAINT")) {
            cursor.identifier();
        } else if (cursor.accept("COLLATE")) {
            collation = Optional.of(cursor.qualifiedName());
        } else if (cursor.accept("NOT", "NULL")) {
            notNull = true;
            cursor.accept("NO", "INHERIT");
        } else if (cursor.accept("NULL")) {
            notNull = false;
        } else if (cursor.accept("DEFAULT")) {
            defaultExpression = Optional.of(expression());
        } else if (cursor.accept("GENERATED")) {
            generated();
        } else if (cursor.accept("STORAGE") || cursor.accept("COMPRESSION")) {
            cursor.skipOne();
        } else if (!attribute()) {
            constraints.add(constraintParser.inline(column));
        }
    }

    private boolean attribute() {
        return cursor.accept("NOT", "DEFERRABLE")
                || cursor.accept("DEFERRABLE")
                || cursor.accept("INITIALLY", "DEFERRED")
                || cursor.accept("INITIALLY", "IMMEDIATE")
                || cursor.accept("NOT", "ENFORCED")
                || cursor.accept("ENFORCED");
    }

    private TokenSpan expression() {
        int first = cursor.position();
        cursor.skipOne();
        while (!cursor.atEnd() && !cursor.isSymbol(",") && !cursor.isSymbol(")")) {
            if (cursor.isAnyWord(CLAUSES) && !cursor.expectsOperand()) {
                break;
            }
            cursor.skipOne();
        }
        return cursor.since(first);
    }

    private void generated() {
        boolean always = cursor.accept("ALWAYS");
        if (!always) {
            cursor.expect("BY", "DEFAULT");
        }
        cursor.expect("AS");
        if (cursor.accept("IDENTITY")) {
            identity = always ? ColumnIdentity.ALWAYS : ColumnIdentity.BY_DEFAULT;
            notNull = true;
            if (cursor.isSymbol("(")) {
                cursor.skipOne();
            }
            return;
        }
        generated = true;
        cursor.skipOne();
        if (!cursor.accept("STORED")) {
            cursor.accept("VIRTUAL");
        }
    }
}
