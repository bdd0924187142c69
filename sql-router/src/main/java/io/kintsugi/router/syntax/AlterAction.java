package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.Optional;

/** One action of ALTER TABLE. */
public sealed interface AlterAction {
    TokenSpan span();

    <R> R accept(Visitor<R> visitor);

    /** ADD COLUMN. */
    record AddColumn(ColumnDefinition column, boolean ifNotExists, ColumnPlace place, TokenSpan span)
            implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addColumn(this);
        }
    }

    record DropColumn(Identifier column, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropColumn(this);
        }
    }

    /** CHANGE COLUMN or MODIFY COLUMN of MySQL: the column {@code from} becomes {@code column} in all respects. */
    record RedefineColumn(Identifier from, ColumnDefinition column, ColumnPlace place, TokenSpan span)
            implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.redefineColumn(this);
        }
    }

    /**
     * CONVERT TO CHARACTER SET of MySQL, which changes every text column, or (then not {@code convert}) a new default
     * for columns to come. Names in lower case; empty for DEFAULT and where none was named.
     */
    record ChangeCharacterSet(
            boolean convert, Optional<String> characterSet, Optional<String> collation, TokenSpan span)
            implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeCharacterSet(this);
        }
    }

    /** DROP PRIMARY KEY of MySQL. */
    record DropPrimaryKey(TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropPrimaryKey(this);
        }
    }

    /** ALTER COLUMN … TYPE. */
    record ChangeType(
            Identifier column, TypeName type, Optional<QualifiedName> collation, boolean using, TokenSpan span)
            implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeType(this);
        }
    }

    /** ALTER COLUMN … SET or DROP DEFAULT (then empty). */
    record ChangeDefault(Identifier column, Optional<TokenSpan> expression, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeDefault(this);
        }
    }

    /** ALTER COLUMN … SET or DROP NOT NULL. */
    record ChangeNullability(Identifier column, boolean notNull, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeNullability(this);
        }
    }

    /** ALTER COLUMN … ADD GENERATED AS IDENTITY, or DROP IDENTITY (then NONE). */
    record ChangeIdentity(Identifier column, ColumnDefinition.ColumnIdentity identity, TokenSpan span)
            implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeIdentity(this);
        }
    }

    record AddConstraint(TableConstraint constraint, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addConstraint(this);
        }
    }

    record RenameColumn(Identifier from, Identifier to, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameColumn(this);
        }
    }

    record RenameTable(Identifier to, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameTable(this);
        }
    }

    record ChangeSchema(Identifier to, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeSchema(this);
        }
    }

    /** ENABLE, DISABLE, FORCE or NO FORCE ROW LEVEL SECURITY. */
    record RowSecurity(boolean enabled, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rowSecurity(this);
        }
    }

    /** ATTACH PARTITION other, DETACH PARTITION other, INHERIT other or NO INHERIT other. */
    record LinkTable(QualifiedName other, boolean linked, TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.linkTable(this);
        }
    }

    /** What changes neither columns nor keys: owner, storage, validation, constraints dropped or renamed. */
    record Harmless(TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.harmless(this);
        }
    }

    /** An action that is not understood. */
    record Unknown(TokenSpan span) implements AlterAction {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unknown(this);
        }
    }

    /** One method a kind. */
    interface Visitor<R> {
        R addColumn(AddColumn action);

        R dropColumn(DropColumn action);

        R redefineColumn(RedefineColumn action);

        R changeCharacterSet(ChangeCharacterSet action);

        R dropPrimaryKey(DropPrimaryKey action);

        R changeType(ChangeType action);

        R changeDefault(ChangeDefault action);

        R changeNullability(ChangeNullability action);

        R changeIdentity(ChangeIdentity action);

        R addConstraint(AddConstraint action);

        R renameColumn(RenameColumn action);

        R renameTable(RenameTable action);

        R changeSchema(ChangeSchema action);

        R rowSecurity(RowSecurity action);

        R linkTable(LinkTable action);

        R harmless(Harmless action);

        R unknown(Unknown action);
    }
}
