package io.kintsugi.router.syntax;

import io.kintsugi.router.syntax.DdlStatement.AlterAction;
import java.util.ArrayList;
import java.util.List;

/** Reads ALTER TABLE; an unknown action is kept as its tokens. */
final class AlterTableParser {
    private final CommandReader reader;
    private final CreateTableParser definitions;

    AlterTableParser(CommandReader reader) {
        this.reader = reader;
        this.definitions = new CreateTableParser(reader);
    }

    DdlStatement alterTable() {
        int first = reader.position();
        reader.expect("ALTER", "TABLE");
        boolean ifExists = reader.take("IF", "EXISTS");
        reader.take("ONLY");
        QualifiedName table = reader.name();
        reader.takeSymbol("*");
        List<AlterAction> actions = new ArrayList<>();
        do {
            actions.add(action());
        } while (reader.takeSymbol(","));
        return new DdlStatement.AlterTable(table, ifExists, actions, reader.from(first));
    }

    private AlterAction action() {
        int first = reader.position();
        if (reader.take("ADD")) {
            return add();
        }
        if (reader.take("DROP")) {
            return drop();
        }
        if (reader.take("RENAME")) {
            return rename();
        }
        if (reader.take("SET", "SCHEMA")) {
            return new AlterAction.SetSchema(reader.identifier());
        }
        boolean alters = reader.isWord("ALTER") && !reader.sql().isKeyword(reader.position() + 1, "CONSTRAINT");
        if (alters) {
            reader.expect("ALTER");
            reader.take("COLUMN");
            Identifier column = reader.identifier();
            return new AlterAction.AlterColumn(column, DdlParser.restOfMember(reader, reader.position()));
        }
        return new AlterAction.Other(DdlParser.restOfMember(reader, first));
    }

    private AlterAction add() {
        boolean constraint = reader.isWord("CONSTRAINT")
                || reader.isWord("PRIMARY")
                || reader.isWord("UNIQUE")
                || reader.isWord("FOREIGN")
                || reader.isWord("CHECK")
                || reader.isWord("EXCLUDE");
        if (constraint) {
            return new AlterAction.AddConstraint(definitions.tableConstraint());
        }
        reader.take("COLUMN");
        boolean ifNotExists = reader.take("IF", "NOT", "EXISTS");
        return new AlterAction.AddColumn(definitions.column(), ifNotExists);
    }

    private AlterAction drop() {
        boolean constraint = reader.take("CONSTRAINT");
        if (!constraint) {
            reader.take("COLUMN");
        }
        boolean ifExists = reader.take("IF", "EXISTS");
        Identifier name = reader.identifier();
        boolean cascade = reader.take("CASCADE");
        reader.take("RESTRICT");
        return constraint
                ? new AlterAction.DropConstraint(name, ifExists, cascade)
                : new AlterAction.DropColumn(name, ifExists, cascade);
    }

    private AlterAction rename() {
        if (reader.take("TO")) {
            return new AlterAction.RenameTable(reader.identifier());
        }
        boolean constraint = reader.take("CONSTRAINT");
        if (!constraint) {
            reader.take("COLUMN");
        }
        Identifier from = reader.identifier();
        reader.expect("TO");
        Identifier to = reader.identifier();
        return constraint ? new AlterAction.RenameConstraint(from, to) : new AlterAction.RenameColumn(from, to);
    }
}
