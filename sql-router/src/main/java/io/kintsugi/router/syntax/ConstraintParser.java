package io.kintsugi.router.syntax;

import io.kintsugi.router.syntax.TableConstraint.ReferentialAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads constraints, inline ones of a column and those of a table. Confined to one parse. */
final class ConstraintParser {
    private final TokenCursor cursor;

    ConstraintParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Whether a constraint of the table comes next, and not a column. */
    boolean isTableConstraint() {
        return cursor.isWord("CONSTRAINT")
                || cursor.isWord("PRIMARY", "KEY")
                || cursor.isWord("UNIQUE")
                || cursor.isWord("FOREIGN", "KEY")
                || cursor.isWord("CHECK")
                || cursor.isWord("EXCLUDE", "USING")
                || (cursor.isWord("EXCLUDE") && cursor.sql().isSymbol(cursor.position() + 1, "("))
                || cursor.isWord("NOT", "NULL");
    }

    TableConstraint inline(Identifier column) {
        int first = cursor.position();
        if (cursor.accept("PRIMARY", "KEY") || cursor.accept("UNIQUE")) {
            boolean primary = cursor.sql().isKeyword(first, "PRIMARY");
            nullsDistinct();
            indexOptions();
            return new TableConstraint.UniqueKey(primary, List.of(column), Optional.empty(), cursor.since(first));
        }
        if (cursor.accept("REFERENCES")) {
            return references(List.of(column), first);
        }
        cursor.expect("CHECK");
        return check(first);
    }

    TableConstraint tableConstraint() {
        int first = cursor.position();
        if (cursor.accept("CONSTRAINT")) {
            cursor.identifier();
        }
        TableConstraint constraint = unnamed(first);
        cursor.skipElement();
        return constraint;
    }

    private TableConstraint unnamed(int first) {
        if (cursor.accept("PRIMARY", "KEY")) {
            return uniqueKey(true, first);
        }
        if (cursor.accept("UNIQUE")) {
            return uniqueKey(false, first);
        }
        if (cursor.accept("FOREIGN", "KEY")) {
            List<Identifier> columns = cursor.identifierList();
            cursor.expect("REFERENCES");
            return references(columns, first);
        }
        if (cursor.accept("EXCLUDE")) {
            return exclusion(first);
        }
        if (cursor.accept("NOT", "NULL")) {
            return new TableConstraint.NotNull(cursor.identifier(), cursor.since(first));
        }
        cursor.expect("CHECK");
        return check(first);
    }

    private TableConstraint uniqueKey(boolean primary, int first) {
        nullsDistinct();
        if (cursor.accept("USING", "INDEX")) {
            Optional<Identifier> index = Optional.of(cursor.identifier());
            return new TableConstraint.UniqueKey(primary, List.of(), index, cursor.since(first));
        }
        List<Identifier> columns = keyColumns();
        indexOptions();
        return new TableConstraint.UniqueKey(primary, columns, Optional.empty(), cursor.since(first));
    }

    /** {@code (a, b WITHOUT OVERLAPS)}: a range that must not overlap is not one compared for equality. */
    private List<Identifier> keyColumns() {
        List<Identifier> columns = new ArrayList<>();
        cursor.expectSymbol("(");
        do {
            Identifier column = cursor.identifier();
            if (!cursor.accept("WITHOUT", "OVERLAPS")) {
                columns.add(column);
            }
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return columns;
    }

    private void nullsDistinct() {
        if (!cursor.accept("NULLS", "NOT", "DISTINCT")) {
            cursor.accept("NULLS", "DISTINCT");
        }
    }

    private void indexOptions() {
        if (cursor.accept("INCLUDE") || cursor.accept("WITH")) {
            cursor.skipOne();
        }
        if (cursor.accept("USING", "INDEX", "TABLESPACE")) {
            cursor.identifier();
        }
    }

    private TableConstraint check(int first) {
        cursor.skipOne();
        cursor.accept("NO", "INHERIT");
        return new TableConstraint.Check(cursor.since(first));
    }

    private TableConstraint references(List<Identifier> columns, int first) {
        QualifiedName target = cursor.qualifiedName();
        List<Identifier> referenced = cursor.optionalIdentifierList().orElse(List.of());
        if (cursor.accept("MATCH")) {
            cursor.identifier();
        }
        ReferentialAction onDelete = ReferentialAction.NO_ACTION;
        ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
        List<Identifier> setColumns = List.of();
        while (cursor.isWord("ON", "DELETE") || cursor.isWord("ON", "UPDATE")) {
            boolean delete = cursor.accept("ON", "DELETE");
            if (!delete) {
                cursor.expect("ON", "UPDATE");
            }
            ReferentialAction action = action();
            onDelete = delete ? action : onDelete;
            onUpdate = delete ? onUpdate : action;
            setColumns = cursor.optionalIdentifierList().orElse(setColumns);
        }
        return new TableConstraint.ForeignKey(
                columns, target, referenced, onDelete, onUpdate, setColumns, cursor.since(first));
    }

    private ReferentialAction action() {
        if (cursor.accept("CASCADE")) {
            return ReferentialAction.CASCADE;
        }
        if (cursor.accept("SET", "NULL")) {
            return ReferentialAction.SET_NULL;
        }
        if (cursor.accept("SET", "DEFAULT")) {
            return ReferentialAction.SET_DEFAULT;
        }
        if (cursor.accept("RESTRICT")) {
            return ReferentialAction.RESTRICT;
        }
        cursor.expect("NO", "ACTION");
        return ReferentialAction.NO_ACTION;
    }

    private TableConstraint exclusion(int first) {
        if (cursor.accept("USING")) {
            cursor.identifier();
        }
        List<Identifier> equal = new ArrayList<>();
        cursor.expectSymbol("(");
        do {
            Optional<Identifier> column = cursor.isName() ? Optional.of(cursor.identifier()) : Optional.empty();
            boolean plain = column.isPresent() && cursor.isWord("WITH");
            while (!cursor.isWord("WITH")) {
                cursor.skipOne();
            }
            cursor.expect("WITH");
            if (plain && cursor.isSymbol("=")) {
                column.ifPresent(equal::add);
            }
            cursor.skipElement();
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return new TableConstraint.Exclusion(equal, cursor.since(first));
    }
}
