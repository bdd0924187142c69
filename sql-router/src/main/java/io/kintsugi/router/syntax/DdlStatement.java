package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** A definition, read as far as routing needs: names, columns, keys. What is not needed stays a span of tokens. */
public sealed interface DdlStatement {
    /** The tokens of the whole statement. */
    TokenSpan span();

    /**
     * CREATE TABLE.
     *
     * @param like LIKE clauses or OF type or INHERITS are present: columns come from elsewhere too
     * @param asQuery the tokens of the query of CREATE TABLE AS
     */
    record CreateTable(
            QualifiedName name,
            boolean ifNotExists,
            boolean temporary,
            List<ColumnDefinition> columns,
            List<TableConstraint> constraints,
            boolean partitioned,
            boolean like,
            Optional<TokenSpan> asQuery,
            TokenSpan span)
            implements DdlStatement {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * A column of CREATE TABLE or ADD COLUMN.
     *
     * @param defaultValue the tokens of the DEFAULT expression
     * @param defaultFunctions names of the functions called in it, as written, folded, last part only
     * @param generated GENERATED ALWAYS AS (expression) STORED or VIRTUAL
     * @param constraints constraints written with the column; each lists this column only
     */
    record ColumnDefinition(
            Identifier name,
            String type,
            boolean notNull,
            Optional<TokenSpan> defaultValue,
            List<String> defaultFunctions,
            Identity identity,
            boolean generated,
            Optional<QualifiedName> collation,
            List<TableConstraint> constraints,
            TokenSpan span) {
        public ColumnDefinition {
            defaultFunctions = List.copyOf(defaultFunctions);
            constraints = List.copyOf(constraints);
        }
    }

    /** GENERATED … AS IDENTITY. */
    enum Identity {
        NONE,
        ALWAYS,
        BY_DEFAULT
    }

    /** The kinds of constraints. */
    enum ConstraintKind {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK,
        EXCLUDE,
        NOT_NULL,
        OTHER
    }

    /**
     * A constraint of a table or column.
     *
     * @param columns the columns constrained; empty for CHECK, and for EXCLUDE and USING INDEX forms
     * @param references the table a foreign key points to
     * @param referencedColumns its columns; empty when none are written
     */
    record TableConstraint(
            ConstraintKind kind,
            Optional<Identifier> name,
            List<Identifier> columns,
            Optional<QualifiedName> references,
            List<Identifier> referencedColumns,
            TokenSpan span) {
        public TableConstraint {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
        }
    }

    /**
     * CREATE INDEX.
     *
     * @param columns the plain columns among its members
     * @param expressions true when a member is an expression
     * @param where true for a partial index
     */
    record CreateIndex(
            Optional<Identifier> name,
            QualifiedName table,
            boolean unique,
            boolean concurrently,
            boolean ifNotExists,
            List<Identifier> columns,
            boolean expressions,
            boolean where,
            TokenSpan span)
            implements DdlStatement {
        public CreateIndex {
            columns = List.copyOf(columns);
        }
    }

    /** ALTER TABLE. */
    record AlterTable(QualifiedName table, boolean ifExists, List<AlterAction> actions, TokenSpan span)
            implements DdlStatement {
        public AlterTable {
            actions = List.copyOf(actions);
        }
    }

    /** One action of ALTER TABLE. */
    sealed interface AlterAction {
        record AddColumn(ColumnDefinition column, boolean ifNotExists) implements AlterAction {}

        record DropColumn(Identifier column, boolean ifExists, boolean cascade) implements AlterAction {}

        record AlterColumn(Identifier column, TokenSpan change) implements AlterAction {}

        record AddConstraint(TableConstraint constraint) implements AlterAction {}

        record DropConstraint(Identifier name, boolean ifExists, boolean cascade) implements AlterAction {}

        record RenameColumn(Identifier column, Identifier to) implements AlterAction {}

        record RenameConstraint(Identifier constraint, Identifier to) implements AlterAction {}

        record RenameTable(Identifier to) implements AlterAction {}

        record SetSchema(Identifier schema) implements AlterAction {}

        /** Any other action, by its tokens. */
        record Other(TokenSpan span) implements AlterAction {}
    }

    /** DROP of one or more objects of a kind; the kind is upper-case words, such as {@code MATERIALIZED VIEW}. */
    record DropObjects(
            String kind,
            List<QualifiedName> names,
            boolean ifExists,
            boolean concurrently,
            boolean cascade,
            TokenSpan span)
            implements DdlStatement {
        public DropObjects {
            names = List.copyOf(names);
        }
    }

    /** TRUNCATE. */
    record Truncate(List<QualifiedName> tables, boolean restartIdentity, boolean cascade, TokenSpan span)
            implements DdlStatement {
        public Truncate {
            tables = List.copyOf(tables);
        }
    }

    /**
     * CREATE of a view, sequence, type, function, schema or extension.
     *
     * @param kind upper-case words, such as {@code VIEW} or {@code MATERIALIZED VIEW}
     * @param body the tokens after the name
     */
    record CreateObject(
            String kind,
            QualifiedName name,
            boolean orReplace,
            boolean ifNotExists,
            boolean temporary,
            TokenSpan body,
            TokenSpan span)
            implements DdlStatement {}

    /** COMMENT ON kind name IS …; the name is absent for objects that have none of the usual form. */
    record Comment(String kind, Optional<QualifiedName> name, TokenSpan span) implements DdlStatement {}

    /** GRANT or REVOKE; tables is filled for grants on tables only. */
    record Grant(boolean revoke, List<QualifiedName> tables, TokenSpan span) implements DdlStatement {
        public Grant {
            tables = List.copyOf(tables);
        }
    }

    /** Every other definition, by its first two words in upper case. */
    record OtherDdl(String words, TokenSpan span) implements DdlStatement {}

    /**
     * Reads one definition.
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD when it is a known kind of unknown form
     */
    static DdlStatement parse(LexedSql sql) {
        CommandReader reader = new CommandReader(sql);
        DdlStatement statement = new DdlParser(reader).statement();
        reader.end();
        return statement;
    }
}
