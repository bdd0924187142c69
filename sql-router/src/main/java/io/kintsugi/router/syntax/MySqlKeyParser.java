package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.syntax.TableConstraint.ReferentialAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads keys and constraints of MySQL, inline ones of a column and those of a table. Confined to one parse. */
final class MySqlKeyParser {
    private final TokenCursor cursor;

    MySqlKeyParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** The plain columns of a key; {@code partial} when a part is a prefix or an expression. */
    record Parts(List<Identifier> columns, boolean partial) {}

    /** Whether a key or constraint of the table comes next, and not a column. */
    boolean isTableElement() {
        return cursor.isWord("CONSTRAINT")
                || cursor.isWord("PRIMARY")
                || cursor.isWord("UNIQUE")
                || cursor.isWord("FOREIGN")
                || cursor.isWord("CHECK")
                || cursor.isWord("INDEX")
                || cursor.isWord("KEY")
                || cursor.isWord("FULLTEXT")
                || cursor.isWord("SPATIAL");
    }

    TableConstraint tableElement() {
        int first = cursor.position();
        if (cursor.accept("CONSTRAINT") && !isTableElement()) {
            cursor.identifier();
        }
        if (cursor.accept("PRIMARY", "KEY")) {
            // A name may stand here; the server ignores it.
            indexName();
            return unique(true, first);
        }
        if (cursor.accept("UNIQUE")) {
            indexWord();
            indexName();
            return unique(false, first);
        }
        if (cursor.accept("FOREIGN", "KEY")) {
            indexName();
            List<Identifier> columns = names(cursor);
            cursor.expect("REFERENCES");
            return references(columns, first);
        }
        if (cursor.accept("CHECK")) {
            return check(first);
        }
        return index(first);
    }

    private TableConstraint index(int first) {
        boolean special = cursor.accept("FULLTEXT") || cursor.accept("SPATIAL");
        boolean word = indexWord();
        if (!special && !word) {
            throw cursor.notUnderstood("expected a key or a constraint");
        }
        Optional<Identifier> name = indexName();
        Parts parts = parts();
        indexOptions();
        return new TableConstraint.Index(name, parts.columns(), cursor.since(first));
    }

    private boolean indexWord() {
        return cursor.accept("INDEX") || cursor.accept("KEY");
    }

    private Optional<Identifier> indexName() {
        boolean named = cursor.isName() && !cursor.isWord("USING") && !cursor.isSymbol("(");
        Optional<Identifier> name = named ? Optional.of(cursor.foldedIdentifier()) : Optional.empty();
        using();
        return name;
    }

    /** USING BTREE. */
    void using() {
        if (cursor.accept("USING") || cursor.accept("TYPE")) {
            cursor.identifier();
        }
    }

    private TableConstraint unique(boolean primary, int first) {
        Parts parts = parts();
        indexOptions();
        return new TableConstraint.UniqueKey(
                primary, parts.columns(), parts.partial(), Optional.empty(), cursor.since(first));
    }

    /** {@code (a, b (10) DESC, (c + 1))}. */
    Parts parts() {
        List<Identifier> columns = new ArrayList<>();
        boolean partial = false;
        cursor.expectSymbol("(");
        do {
            if (cursor.isSymbol("(")) {
                cursor.skipOne();
                partial = true;
            } else {
                Identifier column = cursor.foldedIdentifier();
                boolean prefix = cursor.isSymbol("(");
                if (prefix) {
                    cursor.skipOne();
                    partial = true;
                } else {
                    columns.add(column);
                }
            }
            if (!cursor.accept("ASC")) {
                cursor.accept("DESC");
            }
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return new Parts(columns, partial);
    }

    private void indexOptions() {
        while (true) {
            if (cursor.accept("VISIBLE") || cursor.accept("INVISIBLE")) {
                continue;
            }
            if (cursor.accept("WITH", "PARSER") || cursor.accept("USING") || cursor.accept("COMMENT")) {
                cursor.skipOne();
            } else if (cursor.accept("KEY_BLOCK_SIZE")
                    || cursor.accept("ENGINE_ATTRIBUTE")
                    || cursor.accept("SECONDARY_ENGINE_ATTRIBUTE")) {
                cursor.acceptSymbol("=");
                cursor.skipOne();
            } else {
                return;
            }
        }
    }

    TableConstraint check(int first) {
        if (!cursor.isSymbol("(")) {
            throw cursor.notUnderstood("expected \"(\"");
        }
        cursor.skipOne();
        if (!cursor.accept("NOT", "ENFORCED")) {
            cursor.accept("ENFORCED");
        }
        return new TableConstraint.Check(cursor.since(first));
    }

    TableConstraint references(List<Identifier> columns, int first) {
        QualifiedName target = cursor.qualifiedName();
        List<Identifier> referenced = cursor.isSymbol("(") ? names(cursor) : List.of();
        if (cursor.accept("MATCH")) {
            cursor.identifier();
        }
        ReferentialAction onDelete = ReferentialAction.NO_ACTION;
        ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
        while (cursor.isWord("ON", "DELETE") || cursor.isWord("ON", "UPDATE")) {
            boolean delete = cursor.accept("ON", "DELETE");
            if (!delete) {
                cursor.expect("ON", "UPDATE");
            }
            ReferentialAction action = action();
            onDelete = delete ? action : onDelete;
            onUpdate = delete ? onUpdate : action;
        }
        return new TableConstraint.ForeignKey(
                columns, target, referenced, onDelete, onUpdate, List.of(), cursor.since(first));
    }

    private ReferentialAction action() {
        if (cursor.accept("CASCADE")) {
            return ReferentialAction.CASCADE;
        }
        if (cursor.accept("RESTRICT")) {
            return ReferentialAction.RESTRICT;
        }
        if (cursor.accept("SET", "NULL")) {
            return ReferentialAction.SET_NULL;
        }
        if (cursor.accept("SET", "DEFAULT")) {
            return ReferentialAction.SET_DEFAULT;
        }
        cursor.expect("NO", "ACTION");
        return ReferentialAction.NO_ACTION;
    }

    /** {@code (a, b)}, names of columns. */
    static List<Identifier> names(TokenCursor cursor) {
        List<Identifier> names = new ArrayList<>();
        cursor.expectSymbol("(");
        do {
            names.add(cursor.foldedIdentifier());
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return names;
    }

    /** Whether a string constant comes next. */
    static boolean isString(TokenCursor cursor) {
        return !cursor.atEnd() && cursor.sql().kind(cursor.position()) == TokenKind.STRING;
    }
}
