package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A definition as far as placing it needs to be understood: which objects, and of tables what the shards must keep. The
 * text itself is what runs; nothing is ever printed from this.
 */
public sealed interface DdlStatement {
    /** All tokens of the statement. */
    TokenSpan span();

    <R> R accept(Visitor<R> visitor);

    /** The kinds of objects that definitions name. */
    enum ObjectKind {
        TABLE,
        INDEX,
        VIEW,
        MATERIALIZED_VIEW,
        SEQUENCE,
        TYPE,
        DOMAIN,
        FUNCTION,
        SCHEMA,
        EXTENSION,
        TRIGGER,
        RULE,
        POLICY,
        COLUMN,
        CONSTRAINT,
        COLLATION,
        /** Roles, databases, tablespaces: of the server, not of a database. */
        SERVER_WIDE,
        /** Foreign tables, servers, publications, event triggers, languages, casts, operators and the like. */
        OTHER
    }

    /**
     * CREATE TABLE.
     *
     * @param like the tables of LIKE clauses
     * @param inherits the parents of INHERITS
     * @param partitionOf the parent of PARTITION OF
     * @param partitioned whether it has PARTITION BY
     * @param ofType whether its columns come from a composite type
     * @param query the tokens of AS …; columns may then be names only
     * @param options the options of MySQL by their names in lower case, {@code character set}, {@code collate},
     *     {@code engine} …; values unquoted, words in lower case
     */
    record CreateTable(
            QualifiedName name,
            boolean ifNotExists,
            boolean temporary,
            List<ColumnDefinition> columns,
            List<TableConstraint> constraints,
            List<QualifiedName> like,
            List<QualifiedName> inherits,
            Optional<QualifiedName> partitionOf,
            boolean partitioned,
            boolean ofType,
            Optional<TokenSpan> query,
            Map<String, String> options,
            TokenSpan span)
            implements DdlStatement {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
            like = List.copyOf(like);
            inherits = List.copyOf(inherits);
            options = Map.copyOf(options);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createTable(this);
        }
    }

    /**
     * CREATE INDEX.
     *
     * @param columns the plain columns, expressions left out
     * @param expressions whether any element is an expression
     * @param partial whether it has a WHERE
     */
    record CreateIndex(
            Optional<QualifiedName> name,
            QualifiedName table,
            boolean unique,
            boolean concurrently,
            List<Identifier> columns,
            boolean expressions,
            boolean partial,
            TokenSpan span)
            implements DdlStatement {
        public CreateIndex {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createIndex(this);
        }
    }

    /** ALTER TABLE. */
    record AlterTable(QualifiedName table, boolean ifExists, List<AlterAction> actions, TokenSpan span)
            implements DdlStatement {
        public AlterTable {
            actions = List.copyOf(actions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.alterTable(this);
        }
    }

    /**
     * DROP of anything.
     *
     * @param table the table of a trigger, rule or policy
     */
    record DropObjects(
            ObjectKind kind,
            List<QualifiedName> names,
            Optional<QualifiedName> table,
            boolean ifExists,
            boolean cascade,
            TokenSpan span)
            implements DdlStatement {
        public DropObjects {
            names = List.copyOf(names);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropObjects(this);
        }
    }

    /** One pair of RENAME TABLE. */
    record Renaming(QualifiedName from, QualifiedName to) {}

    /** RENAME TABLE of MySQL, in text order. */
    record RenameTables(List<Renaming> tables, TokenSpan span) implements DdlStatement {
        public RenameTables {
            tables = List.copyOf(tables);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameTables(this);
        }
    }

    /** TRUNCATE. */
    record Truncate(List<QualifiedName> tables, boolean restartIdentity, boolean cascade, TokenSpan span)
            implements DdlStatement {
        public Truncate {
            tables = List.copyOf(tables);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.truncate(this);
        }
    }

    /**
     * CREATE [MATERIALIZED] VIEW.
     *
     * @param query the tokens of its query
     */
    record CreateView(
            QualifiedName name,
            boolean orReplace,
            boolean temporary,
            boolean materialized,
            boolean recursive,
            List<Identifier> columns,
            TokenSpan query,
            TokenSpan span)
            implements DdlStatement {
        public CreateView {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createView(this);
        }
    }

    /** CREATE SEQUENCE; {@code ownedBy} is the column's name with its table. */
    record CreateSequence(QualifiedName name, boolean temporary, Optional<QualifiedName> ownedBy, TokenSpan span)
            implements DdlStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createSequence(this);
        }
    }

    /** CREATE TYPE or CREATE DOMAIN; {@code base} only for a domain. */
    record CreateType(
            QualifiedName name,
            boolean enumeration,
            Optional<TypeName> base,
            Optional<QualifiedName> collation,
            TokenSpan span)
            implements DdlStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createType(this);
        }
    }

    /** CREATE FUNCTION, PROCEDURE or AGGREGATE. */
    record CreateFunction(
            QualifiedName name,
            boolean aggregate,
            boolean window,
            Optional<String> language,
            Optional<String> volatility,
            TokenSpan span)
            implements DdlStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createFunction(this);
        }
    }

    /** CREATE SCHEMA; {@code elements} when it creates objects in the same breath. */
    record CreateSchema(Optional<Identifier> name, boolean elements, TokenSpan span) implements DdlStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createSchema(this);
        }
    }

    /** CREATE EXTENSION. */
    record CreateExtension(Identifier name, TokenSpan span) implements DdlStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createExtension(this);
        }
    }

    /** COMMENT ON; of a column the name is the table's. */
    record Comment(ObjectKind kind, Optional<QualifiedName> name, TokenSpan span) implements DdlStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.comment(this);
        }
    }

    /** GRANT or REVOKE; {@code kind} TABLE, SEQUENCE … or OTHER for roles. */
    record Grant(ObjectKind kind, List<QualifiedName> names, TokenSpan span) implements DdlStatement {
        public Grant {
            names = List.copyOf(names);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.grant(this);
        }
    }

    /**
     * Any other definition.
     *
     * @param verb the first word, upper case
     * @param kind what it defines or changes
     * @param object the words of the object's kind, for messages, e.g. {@code EVENT TRIGGER}
     * @param name the object's name where it has one
     * @param table the table it belongs to: of a trigger, rule or policy
     */
    record OtherDdl(
            String verb,
            ObjectKind kind,
            String object,
            Optional<QualifiedName> name,
            Optional<QualifiedName> table,
            TokenSpan span)
            implements DdlStatement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.other(this);
        }
    }

    /** One method a kind. */
    interface Visitor<R> {
        R createTable(CreateTable statement);

        R createIndex(CreateIndex statement);

        R alterTable(AlterTable statement);

        R dropObjects(DropObjects statement);

        R renameTables(RenameTables statement);

        R truncate(Truncate statement);

        R createView(CreateView statement);

        R createSequence(CreateSequence statement);

        R createType(CreateType statement);

        R createFunction(CreateFunction statement);

        R createSchema(CreateSchema statement);

        R createExtension(CreateExtension statement);

        R comment(Comment statement);

        R grant(Grant statement);

        R other(OtherDdl statement);
    }
}
