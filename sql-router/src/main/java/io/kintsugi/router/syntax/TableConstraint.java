package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.TokenSpan;
import java.util.List;
import java.util.Optional;

/** A constraint of a table, written inline or on its own. */
public sealed interface TableConstraint {
    TokenSpan span();

    <R> R accept(Visitor<R> visitor);

    /**
     * PRIMARY KEY or UNIQUE; {@code usingIndex} instead of columns where it takes over an index. {@code partial} when
     * a part is the prefix of a column or an expression, which MySQL allows: such a part is not among the columns, and
     * two rows may collide although their columns differ.
     */
    record UniqueKey(
            boolean primary, List<Identifier> columns, boolean partial, Optional<Identifier> usingIndex, TokenSpan span)
            implements TableConstraint {
        public UniqueKey(boolean primary, List<Identifier> columns, Optional<Identifier> usingIndex, TokenSpan span) {
            this(primary, columns, false, usingIndex, span);
        }

        public UniqueKey {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.uniqueKey(this);
        }
    }

    /** FOREIGN KEY or REFERENCES; no referenced columns means the primary key. */
    record ForeignKey(
            List<Identifier> columns,
            QualifiedName target,
            List<Identifier> referenced,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            List<Identifier> setColumns,
            TokenSpan span)
            implements TableConstraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            referenced = List.copyOf(referenced);
            setColumns = List.copyOf(setColumns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.foreignKey(this);
        }
    }

    /** EXCLUDE; {@code equalColumns} are the plain columns compared with {@code =}. */
    record Exclusion(List<Identifier> equalColumns, TokenSpan span) implements TableConstraint {
        public Exclusion {
            equalColumns = List.copyOf(equalColumns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exclusion(this);
        }
    }

    /** NOT NULL as a constraint of the table. */
    record NotNull(Identifier column, TokenSpan span) implements TableConstraint {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.notNull(this);
        }
    }

    /** KEY, INDEX, FULLTEXT or SPATIAL of MySQL: no constraint, but written among them. */
    record Index(Optional<Identifier> name, List<Identifier> columns, TokenSpan span) implements TableConstraint {
        public Index {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.index(this);
        }
    }

    /** CHECK. */
    record Check(TokenSpan span) implements TableConstraint {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.check(this);
        }
    }

    /** What happens to referencing rows. */
    enum ReferentialAction {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT
    }

    /** One method a kind. */
    interface Visitor<R> {
        R uniqueKey(UniqueKey constraint);

        R foreignKey(ForeignKey constraint);

        R exclusion(Exclusion constraint);

        R notNull(NotNull constraint);

        R index(Index constraint);

        R check(Check constraint);
    }
}
