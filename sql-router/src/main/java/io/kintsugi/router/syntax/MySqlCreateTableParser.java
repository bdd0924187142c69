package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads CREATE TABLE of MySQL after these words. Confined to one parse. */
final class MySqlCreateTableParser {
    private final TokenCursor cursor;
    private final TokenSpan span;
    private final boolean temporary;
    private final MySqlKeyParser keys;

    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<TableConstraint> constraints = new ArrayList<>();
    private final List<QualifiedName> like = new ArrayList<>();
    private final Map<String, String> options = new TreeMap<>();
    private boolean partitioned;
    private Optional<TokenSpan> query = Optional.empty();

    MySqlCreateTableParser(TokenCursor cursor, TokenSpan span, boolean temporary) {
        this.cursor = cursor;
        this.span = span;
        this.temporary = temporary;
        this.keys = new MySqlKeyParser(cursor);
    }

    DdlStatement read() {
        boolean ifNotExists = cursor.acceptIfExists();
        QualifiedName name = cursor.qualifiedName();
        if (cursor.accept("LIKE")) {
            like.add(cursor.qualifiedName());
        } else if (cursor.isSymbol("(") && !isQueryAt(cursor.position() + 1)) {
            elements();
        }
        tail();
        return new DdlStatement.CreateTable(
                name,
                ifNotExists,
                temporary,
                columns,
                constraints,
                like,
                List.of(),
                Optional.empty(),
                partitioned,
                false,
                query,
                options,
                span);
    }

    private boolean isQueryAt(int ordinal) {
        return cursor.sql().isKeyword(ordinal, "SELECT")
                || cursor.sql().isKeyword(ordinal, "WITH")
                || cursor.sql().isKeyword(ordinal, "TABLE")
                || cursor.sql().isKeyword(ordinal, "VALUES")
                || cursor.sql().isSymbol(ordinal, "(");
    }

    private void elements() {
        cursor.expectSymbol("(");
        if (cursor.accept("LIKE")) {
            like.add(cursor.qualifiedName());
            cursor.expectSymbol(")");
            return;
        }
        do {
            element();
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
    }

    private void element() {
        if (keys.isTableElement()) {
            constraints.add(keys.tableElement());
        } else {
            columns.add(MySqlColumnParser.column(cursor));
        }
    }

    private void tail() {
        while (!cursor.atEnd()) {
            boolean rows = cursor.accept("IGNORE") || cursor.accept("REPLACE");
            if (cursor.accept("AS") || isQueryAt(cursor.position())) {
                query = Optional.of(cursor.rest());
            } else if (rows) {
                throw cursor.notUnderstood("expected a query");
            } else if (cursor.accept("PARTITION", "BY")) {
                partitioned = true;
                partitions();
            } else {
                option();
            }
        }
    }

    private void partitions() {
        while (!cursor.atEnd() && !cursor.isWord("AS") && !cursor.isWord("SELECT")) {
            cursor.skipOne();
        }
    }

    private void option() {
        MySqlTableOption option = MySqlTableOption.read(cursor);
        options.put(option.name(), option.value());
        cursor.acceptSymbol(",");
    }
}
