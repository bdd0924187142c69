package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.ColumnDefinition.ColumnIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads ALTER TABLE after its first two words. Confined to one parse. */
final class AlterTableParser {
    /** First words of actions that change neither columns nor keys. */
    private static final Set<String> HARMLESS =
            Set.of("OWNER", "CLUSTER", "REPLICA", "VALIDATE", "ENABLE", "DISABLE", "RESET");

    private final TokenCursor cursor;

    private AlterTableParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    static DdlStatement parse(TokenCursor cursor, TokenSpan span) {
        if (cursor.isWord("ALL", "IN")) {
            return new DdlStatement.OtherDdl(
                    "ALTER",
                    DdlStatement.ObjectKind.SERVER_WIDE,
                    "TABLE ALL IN TABLESPACE",
                    Optional.empty(),
                    Optional.empty(),
                    span);
        }
        boolean ifExists = cursor.acceptIfExists();
        cursor.accept("ONLY");
        QualifiedName table = cursor.qualifiedName();
        cursor.acceptSymbol("*");
        List<AlterAction> actions = new ArrayList<>();
        do {
            actions.add(new AlterTableParser(cursor).action());
        } while (cursor.acceptSymbol(","));
        DdlParser.requireEnd(cursor);
        return new DdlStatement.AlterTable(table, ifExists, actions, span);
    }

    private AlterAction action() {
        int first = cursor.position();
        AlterAction action = understood(first);
        if (action instanceof AlterAction.Unknown || action instanceof AlterAction.Harmless) {
            cursor.skipElement();
            return action instanceof AlterAction.Harmless
                    ? new AlterAction.Harmless(cursor.since(first))
                    : new AlterAction.Unknown(cursor.since(first));
        }
        if (!cursor.accept("CASCADE")) {
            cursor.accept("RESTRICT");
        }
        boolean complete = cursor.atEnd() || cursor.isSymbol(",");
        cursor.skipElement();
        return complete ? action : new AlterAction.Unknown(cursor.since(first));
    }

    private AlterAction understood(int first) {
        if (cursor.accept("ADD")) {
            return add(first);
        }
        if (cursor.accept("DROP")) {
            return drop(first);
        }
        if (cursor.accept("ALTER")) {
            return alter(first);
        }
        if (cursor.accept("RENAME")) {
            return rename(first);
        }
        if (cursor.accept("SET")) {
            return set(first);
        }
        return link(first).orElseGet(() -> rowSecurity(first).orElseGet(() -> harmless(first)));
    }

    private AlterAction add(int first) {
        ConstraintParser constraints = new ConstraintParser(cursor);
        if (constraints.isTableConstraint()) {
            return new AlterAction.AddConstraint(constraints.tableConstraint(), cursor.since(first));
        }
        cursor.accept("COLUMN");
        boolean ifNotExists = cursor.acceptIfExists();
        ColumnDefinition column = ColumnParser.column(cursor);
        return new AlterAction.AddColumn(column, ifNotExists, ColumnPlace.UNSAID, cursor.since(first));
    }

    private AlterAction drop(int first) {
        if (cursor.accept("CONSTRAINT")) {
            return new AlterAction.Harmless(cursor.since(first));
        }
        cursor.accept("COLUMN");
        cursor.acceptIfExists();
        return new AlterAction.DropColumn(cursor.identifier(), cursor.since(first));
    }

    private AlterAction alter(int first) {
        if (cursor.accept("CONSTRAINT")) {
            return new AlterAction.Harmless(cursor.since(first));
        }
        cursor.accept("COLUMN");
        Identifier column = cursor.identifier();
        if (cursor.accept("SET", "NOT", "NULL")) {
            return new AlterAction.ChangeNullability(column, true, cursor.since(first));
        }
        if (cursor.accept("DROP", "NOT", "NULL")) {
            return new AlterAction.ChangeNullability(column, false, cursor.since(first));
        }
        if (cursor.accept("DROP", "DEFAULT")) {
            return new AlterAction.ChangeDefault(column, Optional.empty(), cursor.since(first));
        }
        if (cursor.accept("SET", "DEFAULT")) {
            int expression = cursor.position();
            cursor.skipElement();
            return new AlterAction.ChangeDefault(column, Optional.of(cursor.since(expression)), cursor.since(first));
        }
        if (cursor.accept("TYPE") || cursor.accept("SET", "DATA", "TYPE")) {
            return changeType(column, first);
        }
        return identity(column, first);
    }

    private AlterAction changeType(Identifier column, int first) {
        TypeName type = ColumnParser.type(cursor);
        Optional<QualifiedName> collation =
                cursor.accept("COLLATE") ? Optional.of(cursor.qualifiedName()) : Optional.empty();
        boolean using = cursor.accept("USING");
        if (using) {
            cursor.skipElement();
        }
        return new AlterAction.ChangeType(column, type, collation, using, cursor.since(first));
    }

    private AlterAction identity(Identifier column, int first) {
        if (cursor.accept("DROP", "IDENTITY")) {
            cursor.acceptIfExists();
            return new AlterAction.ChangeIdentity(column, ColumnIdentity.NONE, cursor.since(first));
        }
        boolean added = cursor.accept("ADD");
        if ((added || cursor.accept("SET")) && cursor.accept("GENERATED")) {
            boolean always = cursor.accept("ALWAYS");
            cursor.skipElement();
            ColumnIdentity identity = always ? ColumnIdentity.ALWAYS : ColumnIdentity.BY_DEFAULT;
            return new AlterAction.ChangeIdentity(column, identity, cursor.since(first));
        }
        // SET STATISTICS, SET STORAGE, SET (n_distinct = …), DROP EXPRESSION, RESTART: nothing that the shards share.
        return new AlterAction.Harmless(cursor.since(first));
    }

    private AlterAction rename(int first) {
        if (cursor.accept("TO")) {
            return new AlterAction.RenameTable(cursor.identifier(), cursor.since(first));
        }
        if (cursor.accept("CONSTRAINT")) {
            return new AlterAction.Harmless(cursor.since(first));
        }
        cursor.accept("COLUMN");
        Identifier from = cursor.identifier();
        cursor.expect("TO");
        return new AlterAction.RenameColumn(from, cursor.identifier(), cursor.since(first));
    }

    private AlterAction set(int first) {
        if (cursor.accept("SCHEMA")) {
            return new AlterAction.ChangeSchema(cursor.identifier(), cursor.since(first));
        }
        return new AlterAction.Harmless(cursor.since(first));
    }

    private Optional<AlterAction> link(int first) {
        boolean linked = cursor.accept("ATTACH", "PARTITION") || cursor.accept("INHERIT");
        if (!linked && !cursor.accept("DETACH", "PARTITION") && !cursor.accept("NO", "INHERIT")) {
            return Optional.empty();
        }
        QualifiedName other = cursor.qualifiedName();
        cursor.skipElement();
        return Optional.of(new AlterAction.LinkTable(other, linked, cursor.since(first)));
    }

    private Optional<AlterAction> rowSecurity(int first) {
        boolean enabled = cursor.accept("ENABLE", "ROW", "LEVEL", "SECURITY")
                || cursor.accept("FORCE", "ROW", "LEVEL", "SECURITY");
        boolean disabled = !enabled
                && (cursor.accept("DISABLE", "ROW", "LEVEL", "SECURITY")
                        || cursor.accept("NO", "FORCE", "ROW", "LEVEL", "SECURITY"));
        return enabled || disabled
                ? Optional.of(new AlterAction.RowSecurity(enabled, cursor.since(first)))
                : Optional.empty();
    }

    private AlterAction harmless(int first) {
        boolean harmless = cursor.isAnyWord(HARMLESS);
        return harmless ? new AlterAction.Harmless(cursor.since(first)) : new AlterAction.Unknown(cursor.since(first));
    }
}
