package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads CREATE TABLE after these words. Confined to one parse. */
final class CreateTableParser {
    private final TokenCursor cursor;
    private final TokenSpan span;
    private final boolean temporary;
    private final ConstraintParser constraintParser;

    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<TableConstraint> constraints = new ArrayList<>();
    private final List<QualifiedName> like = new ArrayList<>();
    private List<QualifiedName> inherits = List.of();
    private boolean partitioned;
    private Optional<TokenSpan> query = Optional.empty();

    CreateTableParser(TokenCursor cursor, TokenSpan span, boolean temporary) {
        this.cursor = cursor;
        this.span = span;
        this.temporary = temporary;
        this.constraintParser = new ConstraintParser(cursor);
    }

    DdlStatement read() {
        boolean ifNotExists = cursor.acceptIfExists();
        QualifiedName name = cursor.qualifiedName();
        Optional<QualifiedName> partitionOf =
                cursor.accept("PARTITION", "OF") ? Optional.of(cursor.qualifiedName()) : Optional.empty();
        boolean ofType = cursor.accept("OF");
        if (ofType) {
            cursor.qualifiedName();
        }
        if (cursor.isSymbol("(")) {
            elements(ofType || partitionOf.isPresent() || namesOnly());
        }
        tail();
        return new DdlStatement.CreateTable(
                name,
                ifNotExists,
                temporary,
                columns,
                constraints,
                like,
                inherits,
                partitionOf,
                partitioned,
                ofType,
                query,
                Map.of(),
                span);
    }

    /** {@code (a, b) AS …}: the second token of an element is a comma or the end. */
    private boolean namesOnly() {
        int second = cursor.position() + 2;
        return cursor.sql().isSymbol(second, ",") || cursor.sql().isSymbol(second, ")");
    }

    private void elements(boolean untyped) {
        cursor.expectSymbol("(");
        if (cursor.acceptSymbol(")")) {
            return;
        }
        do {
            element(untyped);
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
    }

    private void element(boolean untyped) {
        if (cursor.accept("LIKE")) {
            like.add(cursor.qualifiedName());
            cursor.skipElement();
            return;
        }
        if (constraintParser.isTableConstraint()) {
            constraints.add(constraintParser.tableConstraint());
            return;
        }
        columns.add(untyped ? ColumnParser.columnOptions(cursor) : ColumnParser.column(cursor));
    }

    private void tail() {
        while (!cursor.atEnd()) {
            if (cursor.accept("INHERITS")) {
                cursor.expectSymbol("(");
                inherits = cursor.qualifiedNames();
                cursor.expectSymbol(")");
            } else if (cursor.accept("PARTITION", "BY")) {
                partitioned = true;
            } else if (cursor.accept("AS")) {
                query = Optional.of(cursor.rest());
            } else {
                cursor.skipOne();
            }
        }
    }
}
