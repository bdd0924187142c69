package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads ALTER TABLE of MySQL after its first two words. Confined to one parse. */
final class MySqlAlterTableParser {
    /** First words of actions that change neither columns nor keys. */
    private static final Set<String> HARMLESS =
            Set.of("ALGORITHM", "LOCK", "FORCE", "DISABLE", "ENABLE", "WITH", "WITHOUT", "ORDER");

    private static final Set<String> DROPPED_KEYS = Set.of("INDEX", "KEY", "FOREIGN", "CHECK", "CONSTRAINT");

    private final TokenCursor cursor;
    private final MySqlKeyParser keys;
    private final List<AlterAction> actions = new ArrayList<>();

    private MySqlAlterTableParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.keys = new MySqlKeyParser(cursor);
    }

    static DdlStatement parse(TokenCursor cursor, TokenSpan span) {
        QualifiedName table = cursor.qualifiedName();
        MySqlAlterTableParser parser = new MySqlAlterTableParser(cursor);
        while (!cursor.atEnd()) {
            parser.action();
            // Options of tables and partitions need no comma before them.
            cursor.acceptSymbol(",");
        }
        return new DdlStatement.AlterTable(table, false, parser.actions, span);
    }

    private void action() {
        int first = cursor.position();
        if (cursor.accept("ADD")) {
            add(first);
        } else if (cursor.accept("CHANGE") || cursor.accept("MODIFY")) {
            redefine(first, cursor.sql().isKeyword(first, "CHANGE"));
        } else if (cursor.accept("DROP")) {
            actions.add(drop(first));
        } else if (cursor.accept("ALTER")) {
            actions.add(alter(first));
        } else if (cursor.accept("RENAME")) {
            actions.add(rename(first));
        } else if (cursor.accept("CONVERT", "TO")) {
            actions.add(characterSet(first, true));
        } else if (isCharacterSet()) {
            actions.add(characterSet(first, false));
        } else if (MySqlTableOption.isNext(cursor)) {
            MySqlTableOption.read(cursor);
            actions.add(new AlterAction.Harmless(cursor.since(first)));
        } else {
            rest(first);
        }
    }

    private void rest(int first) {
        boolean harmless = cursor.isAnyWord(HARMLESS);
        boolean order = cursor.isWord("ORDER");
        do {
            cursor.skipElement();
        } while (order && cursor.acceptSymbol(","));
        if (cursor.position() == first) {
            throw cursor.notUnderstood("an action is expected");
        }
        TokenSpan span = cursor.since(first);
        actions.add(harmless ? new AlterAction.Harmless(span) : new AlterAction.Unknown(span));
    }

    private void add(int first) {
        if (cursor.isWord("PARTITION")) {
            rest(first);
            return;
        }
        if (keys.isTableElement()) {
            TableConstraint constraint = keys.tableElement();
            requireOver();
            actions.add(new AlterAction.AddConstraint(constraint, cursor.since(first)));
            return;
        }
        cursor.accept("COLUMN");
        if (!cursor.acceptSymbol("(")) {
            ColumnDefinition column = MySqlColumnParser.column(cursor);
            ColumnPlace place = place();
            actions.add(new AlterAction.AddColumn(column, false, place, cursor.since(first)));
            return;
        }
        do {
            int at = cursor.position();
            if (keys.isTableElement()) {
                actions.add(new AlterAction.AddConstraint(keys.tableElement(), cursor.since(at)));
            } else {
                ColumnDefinition column = MySqlColumnParser.column(cursor);
                actions.add(new AlterAction.AddColumn(column, false, ColumnPlace.UNSAID, cursor.since(at)));
            }
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
    }

    private void requireOver() {
        if (!cursor.atEnd() && !cursor.isSymbol(",")) {
            throw cursor.notUnderstood("the action goes on with something that is not understood");
        }
    }

    private ColumnPlace place() {
        if (cursor.accept("FIRST")) {
            return new ColumnPlace(true, Optional.empty());
        }
        return cursor.accept("AFTER")
                ? new ColumnPlace(false, Optional.of(cursor.foldedIdentifier()))
                : ColumnPlace.UNSAID;
    }

    private void redefine(int first, boolean change) {
        cursor.accept("COLUMN");
        int name = cursor.position();
        Identifier from = cursor.foldedIdentifier();
        ColumnDefinition column = change ? MySqlColumnParser.column(cursor) : columnAt(name);
        ColumnPlace place = place();
        actions.add(new AlterAction.RedefineColumn(from, column, place, cursor.since(first)));
    }

    /** MODIFY names the column once: its definition begins with the name already read. */
    private ColumnDefinition columnAt(int name) {
        cursor.moveTo(name);
        return MySqlColumnParser.column(cursor);
    }

    private AlterAction drop(int first) {
        if (cursor.accept("PRIMARY", "KEY")) {
            return new AlterAction.DropPrimaryKey(cursor.since(first));
        }
        if (cursor.isWord("PARTITION")) {
            cursor.skipElement();
            return new AlterAction.Unknown(cursor.since(first));
        }
        if (cursor.isAnyWord(DROPPED_KEYS)) {
            cursor.skipElement();
            return new AlterAction.Harmless(cursor.since(first));
        }
        cursor.accept("COLUMN");
        Identifier column = cursor.foldedIdentifier();
        if (!cursor.accept("RESTRICT")) {
            cursor.accept("CASCADE");
        }
        return new AlterAction.DropColumn(column, cursor.since(first));
    }

    private AlterAction alter(int first) {
        if (cursor.isWord("INDEX") || cursor.isWord("CHECK") || cursor.isWord("CONSTRAINT")) {
            cursor.skipElement();
            return new AlterAction.Harmless(cursor.since(first));
        }
        cursor.accept("COLUMN");
        Identifier column = cursor.foldedIdentifier();
        if (cursor.accept("DROP", "DEFAULT")) {
            return new AlterAction.ChangeDefault(column, Optional.empty(), cursor.since(first));
        }
        if (cursor.accept("SET", "DEFAULT")) {
            int expression = cursor.position();
            cursor.skipElement();
            return new AlterAction.ChangeDefault(column, Optional.of(cursor.since(expression)), cursor.since(first));
        }
        cursor.skipElement();
        return new AlterAction.Harmless(cursor.since(first));
    }

    private AlterAction rename(int first) {
        if (cursor.accept("COLUMN")) {
            Identifier from = cursor.foldedIdentifier();
            cursor.expect("TO");
            return new AlterAction.RenameColumn(from, cursor.foldedIdentifier(), cursor.since(first));
        }
        if (cursor.isWord("INDEX") || cursor.isWord("KEY")) {
            cursor.skipElement();
            return new AlterAction.Harmless(cursor.since(first));
        }
        if (!cursor.accept("TO")) {
            cursor.accept("AS");
        }
        QualifiedName to = cursor.qualifiedName();
        // Into another database: more than a new name.
        return to.parts().size() > 1
                ? new AlterAction.Unknown(cursor.since(first))
                : new AlterAction.RenameTable(to.parts().get(0), cursor.since(first));
    }

    private boolean isCharacterSet() {
        int at = cursor.position() + (cursor.isWord("DEFAULT") ? 1 : 0);
        return cursor.sql().areKeywords(at, "CHARACTER", "SET")
                || cursor.sql().isKeyword(at, "CHARSET")
                || cursor.sql().isKeyword(at, "COLLATE");
    }

    private AlterAction characterSet(int first, boolean convert) {
        Optional<String> set = Optional.empty();
        Optional<String> collation = Optional.empty();
        while (isCharacterSet()) {
            boolean isCollation = cursor.isWord("COLLATE") || cursor.isWord("DEFAULT", "COLLATE");
            MySqlTableOption option = MySqlTableOption.read(cursor);
            Optional<String> value = option.value().equals("default") ? Optional.empty() : Optional.of(option.value());
            set = isCollation ? set : value;
            collation = isCollation ? value : collation;
        }
        return new AlterAction.ChangeCharacterSet(convert, set, collation, cursor.since(first));
    }
}
