package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.syntax.DdlStatement.ColumnDefinition;
import io.kintsugi.router.syntax.DdlStatement.ConstraintKind;
import io.kintsugi.router.syntax.DdlStatement.Identity;
import io.kintsugi.router.syntax.DdlStatement.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads CREATE TABLE and column definitions. */
final class CreateTableParser {
    /** Words that end a column's type: what follows is a constraint or an attribute. */
    private static final Set<String> AFTER_TYPE = Set.of(
            "CONSTRAINT",
            "NOT",
            "NULL",
            "DEFAULT",
            "GENERATED",
            "PRIMARY",
            "UNIQUE",
            "REFERENCES",
            "CHECK",
            "COLLATE",
            "DEFERRABLE",
            "INITIALLY",
            "STORAGE",
            "COMPRESSION",
            "OPTIONS",
            "USING");

    private final CommandReader reader;
    private final LexedSql sql;

    CreateTableParser(CommandReader reader) {
        this.reader = reader;
        this.sql = reader.sql();
    }

    DdlStatement createTable() {
        int first = reader.position();
        reader.expect("CREATE");
        reader.takeOneOf("LOCAL", "GLOBAL");
        boolean temporary = reader.takeOneOf("TEMP", "TEMPORARY");
        reader.take("UNLOGGED");
        reader.expect("TABLE");
        boolean ifNotExists = reader.take("IF", "NOT", "EXISTS");
        QualifiedName name = reader.name();
        List<ColumnDefinition> columns = new ArrayList<>();
        List<TableConstraint> constraints = new ArrayList<>();
        boolean like = reader.takeOneOf("OF", "PARTITION");
        if (like) {
            reader.take("OF");
            reader.name();
        }
        boolean columnNames = isColumnNamesOfQuery();
        if (reader.isSymbol("(") && !columnNames) {
            like |= members(columns, constraints);
        }
        Tail tail = tail();
        if (columnNames && tail.asQuery.isEmpty()) {
            throw reader.failure();
        }
        return new DdlStatement.CreateTable(
                name,
                ifNotExists,
                temporary,
                columns,
                constraints,
                tail.partitioned,
                like || tail.inherits,
                tail.asQuery,
                reader.from(first));
    }

    /** True for {@code CREATE TABLE t (a, b) AS …}: names without types. */
    private boolean isColumnNamesOfQuery() {
        int second = reader.position() + 2;
        return reader.isSymbol("(") && (sql.isSymbol(second, ",") || sql.isSymbol(second, ")"));
    }

    private record Tail(boolean partitioned, boolean inherits, Optional<TokenSpan> asQuery) {}

    private Tail tail() {
        boolean partitioned = false;
        boolean inherits = false;
        while (!reader.isEnd()) {
            if (reader.take("AS")) {
                int query = reader.position();
                reader.skipToEnd();
                return new Tail(partitioned, inherits, Optional.of(reader.from(query)));
            }
            partitioned |= reader.isWord("PARTITION") && sql.isKeyword(reader.position() + 1, "BY");
            inherits |= reader.isWord("INHERITS");
            reader.skip();
        }
        return new Tail(partitioned, inherits, Optional.empty());
    }

    /** Reads what stands in parentheses; true when a LIKE clause is among it. */
    private boolean members(List<ColumnDefinition> columns, List<TableConstraint> constraints) {
        boolean like = false;
        reader.expectSymbol("(");
        if (reader.takeSymbol(")")) {
            return false;
        }
        do {
            if (reader.take("LIKE")) {
                like = true;
                DdlParser.restOfMember(reader, reader.position());
            } else if (startsTableConstraint()) {
                constraints.add(tableConstraint());
            } else {
                columns.add(column());
            }
        } while (reader.takeSymbol(","));
        reader.expectSymbol(")");
        return like;
    }

    private boolean startsTableConstraint() {
        return reader.isWord("CONSTRAINT")
                || isKeyOf("PRIMARY", "KEY")
                || isKeyOf("FOREIGN", "KEY")
                || reader.isWord("UNIQUE")
                || reader.isWord("CHECK")
                || isExclude();
    }

    private boolean isKeyOf(String first, String second) {
        return sql.areKeywords(reader.position(), first, second);
    }

    private boolean isExclude() {
        return reader.isWord("EXCLUDE")
                && (sql.isSymbol(reader.position() + 1, "(") || sql.isKeyword(reader.position() + 1, "USING"));
    }

    /** A constraint of the table, up to the comma or parenthesis that ends it. */
    TableConstraint tableConstraint() {
        int first = reader.position();
        Optional<Identifier> name = reader.take("CONSTRAINT") ? Optional.of(reader.identifier()) : Optional.empty();
        if (reader.take("PRIMARY", "KEY")) {
            return keyConstraint(ConstraintKind.PRIMARY_KEY, name, first);
        }
        if (reader.take("UNIQUE")) {
            if (reader.take("NULLS")) {
                reader.take("NOT");
                reader.expect("DISTINCT");
            }
            return keyConstraint(ConstraintKind.UNIQUE, name, first);
        }
        if (reader.take("FOREIGN", "KEY")) {
            return foreignKey(name, names(), first);
        }
        ConstraintKind kind = kindOfRest();
        TokenSpan span = DdlParser.restOfMember(reader, first);
        return new TableConstraint(kind, name, List.of(), Optional.empty(), List.of(), span);
    }

    private ConstraintKind kindOfRest() {
        if (reader.isWord("CHECK")) {
            return ConstraintKind.CHECK;
        }
        if (reader.isWord("EXCLUDE")) {
            return ConstraintKind.EXCLUDE;
        }
        return reader.isWord("NOT") ? ConstraintKind.NOT_NULL : ConstraintKind.OTHER;
    }

    private TableConstraint keyConstraint(ConstraintKind kind, Optional<Identifier> name, int first) {
        List<Identifier> columns = reader.isSymbol("(") ? names() : List.of();
        TokenSpan span = DdlParser.restOfMember(reader, first);
        return new TableConstraint(kind, name, columns, Optional.empty(), List.of(), span);
    }

    private TableConstraint foreignKey(Optional<Identifier> name, List<Identifier> columns, int first) {
        reader.expect("REFERENCES");
        QualifiedName references = reader.name();
        List<Identifier> referenced = reader.isSymbol("(") ? names() : List.of();
        TokenSpan span = DdlParser.restOfMember(reader, first);
        return new TableConstraint(
                ConstraintKind.FOREIGN_KEY, name, columns, Optional.of(references), referenced, span);
    }

    private List<Identifier> names() {
        List<Identifier> names = new ArrayList<>();
        reader.expectSymbol("(");
        do {
            names.add(reader.identifier());
        } while (reader.takeSymbol(","));
        reader.expectSymbol(")");
        return names;
    }

    /** Attributes of a column, gathered as they come. */
    private static final class Attributes {
        boolean notNull;
        Optional<TokenSpan> defaultValue = Optional.empty();
        List<String> defaultFunctions = List.of();
        Identity identity = Identity.NONE;
        boolean generated;
        Optional<QualifiedName> collation = Optional.empty();
        final List<TableConstraint> constraints = new ArrayList<>();
    }

    ColumnDefinition column() {
        int first = reader.position();
        Identifier name = reader.identifier();
        String type = type();
        Attributes attributes = new Attributes();
        while (!reader.isEnd() && !reader.isSymbol(",") && !reader.isSymbol(")")) {
            attribute(name, attributes);
        }
        return new ColumnDefinition(
                name,
                type,
                attributes.notNull,
                attributes.defaultValue,
                attributes.defaultFunctions,
                attributes.identity,
                attributes.generated,
                attributes.collation,
                attributes.constraints,
                reader.from(first));
    }

    /** The type as written: words folded, joined by blanks, without blanks around punctuation. */
    private String type() {
        StringBuilder type = new StringBuilder();
        boolean tight = true;
        while (!reader.isEnd() && !reader.isSymbol(",") && !reader.isSymbol(")") && !endsType()) {
            int from = reader.position();
            reader.skip();
            for (int i = from; i < reader.position(); i++) {
                boolean punctuation = sql.kind(i) == TokenKind.PUNCTUATION;
                type.append(tight || punctuation ? "" : " ").append(punctuation ? sql.text(i) : text(i));
                tight = sql.isSymbol(i, "(") || sql.isSymbol(i, ".") || sql.isSymbol(i, "[") || sql.isSymbol(i, ",");
            }
        }
        if (type.isEmpty()) {
            throw reader.failure();
        }
        return type.toString();
    }

    private String text(int i) {
        return sql.kind(i) == TokenKind.WORD ? sql.identifier(i) : sql.text(i);
    }

    private boolean endsType() {
        int at = reader.position();
        return sql.kind(at) == TokenKind.WORD
                && AFTER_TYPE.contains(sql.text(at).toUpperCase(Locale.ROOT));
    }

    private void attribute(Identifier column, Attributes attributes) {
        int first = reader.position();
        Optional<Identifier> name = reader.take("CONSTRAINT") ? Optional.of(reader.identifier()) : Optional.empty();
        if (reader.take("NOT", "NULL")) {
            attributes.notNull = true;
        } else if (reader.take("DEFAULT")) {
            defaultValue(attributes);
        } else if (reader.take("PRIMARY", "KEY")) {
            attributes.notNull = true;
            attributes.constraints.add(inline(ConstraintKind.PRIMARY_KEY, name, column, first));
        } else if (reader.take("UNIQUE")) {
            attributes.constraints.add(inline(ConstraintKind.UNIQUE, name, column, first));
        } else if (reader.isWord("REFERENCES")) {
            attributes.constraints.add(inlineReference(name, column, first));
        } else if (reader.take("CHECK")) {
            reader.skip();
            attributes.constraints.add(new TableConstraint(
                    ConstraintKind.CHECK, name, List.of(), Optional.empty(), List.of(), reader.from(first)));
        } else if (reader.take("GENERATED")) {
            generated(attributes);
        } else if (reader.take("COLLATE")) {
            attributes.collation = Optional.of(reader.name());
        } else {
            reader.skip();
        }
    }

    private TableConstraint inline(ConstraintKind kind, Optional<Identifier> name, Identifier column, int first) {
        return new TableConstraint(kind, name, List.of(column), Optional.empty(), List.of(), reader.from(first));
    }

    private TableConstraint inlineReference(Optional<Identifier> name, Identifier column, int first) {
        reader.expect("REFERENCES");
        QualifiedName references = reader.name();
        List<Identifier> referenced = reader.isSymbol("(") ? names() : List.of();
        while (referenceOption()) {
            // Each turn reads one option.
        }
        return new TableConstraint(
                ConstraintKind.FOREIGN_KEY,
                name,
                List.of(column),
                Optional.of(references),
                referenced,
                reader.from(first));
    }

    private boolean referenceOption() {
        if (reader.take("MATCH")) {
            reader.identifier();
            return true;
        }
        if (!reader.take("ON")) {
            return false;
        }
        if (!reader.takeOneOf("DELETE", "UPDATE")) {
            throw reader.failure();
        }
        boolean columns = reader.take("SET", "NULL") || reader.take("SET", "DEFAULT");
        if (!columns && !reader.take("NO", "ACTION") && !reader.takeOneOf("CASCADE", "RESTRICT")) {
            throw reader.failure();
        }
        if (columns && reader.isSymbol("(")) {
            reader.skip();
        }
        return true;
    }

    private void defaultValue(Attributes attributes) {
        int first = reader.position();
        List<String> functions = new ArrayList<>();
        do {
            reader.skip();
        } while (!reader.isEnd() && !reader.isSymbol(",") && !reader.isSymbol(")") && !endsDefault(first));
        attributes.defaultValue = Optional.of(reader.from(first));
        for (int i = first; i < reader.position(); i++) {
            boolean name = sql.kind(i) == TokenKind.WORD || sql.kind(i) == TokenKind.QUOTED_IDENTIFIER;
            if (name && (sql.isSymbol(i + 1, "(") || isNiladic(i)) && !sql.isSymbol(i - 1, "::")) {
                functions.add(sql.identifier(i));
            }
        }
        attributes.defaultFunctions = functions;
    }

    private boolean isNiladic(int i) {
        return Set.of(
                        "CURRENT_TIMESTAMP",
                        "CURRENT_DATE",
                        "CURRENT_TIME",
                        "LOCALTIME",
                        "LOCALTIMESTAMP",
                        "CURRENT_USER",
                        "SESSION_USER",
                        "USER",
                        "CURRENT_ROLE",
                        "CURRENT_CATALOG")
                .contains(sql.text(i).toUpperCase(Locale.ROOT));
    }

    /** A constraint word ends the expression, unless an operator before it still waits for an operand. */
    private boolean endsDefault(int first) {
        int before = reader.position() - 1;
        boolean waiting = before >= first
                && (sql.kind(before) == TokenKind.OPERATOR || sql.isSymbol(before, "::") || sql.isSymbol(before, "."));
        return endsType() && !waiting;
    }

    private void generated(Attributes attributes) {
        boolean always = reader.take("ALWAYS");
        if (!always) {
            reader.expect("BY", "DEFAULT");
        }
        reader.expect("AS");
        if (reader.take("IDENTITY")) {
            attributes.identity = always ? Identity.ALWAYS : Identity.BY_DEFAULT;
            attributes.notNull = true;
            if (reader.isSymbol("(")) {
                reader.skip();
            }
            return;
        }
        attributes.generated = true;
        if (!reader.isSymbol("(")) {
            throw reader.failure();
        }
        reader.skip();
        reader.takeOneOf("STORED", "VIRTUAL");
    }
}
