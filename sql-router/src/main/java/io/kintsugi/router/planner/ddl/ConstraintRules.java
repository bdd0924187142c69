package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.TableConstraint;
import java.util.List;

/** Checks one constraint against the place of its table. */
final class ConstraintRules implements TableConstraint.Visitor<List<String>> {
    private final LexedSql sql;
    private final Placement table;
    private final Placements placements;
    private final TableDefinitions definitions;
    /** The primary key that the statement itself gives the table, for a reference to itself. */
    private final List<String> ownPrimaryKey;

    ConstraintRules(
            LexedSql sql,
            Placement table,
            Placements placements,
            TableDefinitions definitions,
            List<String> ownPrimaryKey) {
        this.sql = sql;
        this.table = table;
        this.placements = placements;
        this.definitions = definitions;
        this.ownPrimaryKey = ownPrimaryKey;
    }

    @Override
    public List<String> uniqueKey(TableConstraint.UniqueKey constraint) {
        if (constraint.usingIndex().isPresent()) {
            // The index was checked when it was made.
            return List.of();
        }
        List<String> columns = names(constraint.columns());
        String what = (constraint.primary() ? "PRIMARY KEY (" : "UNIQUE (") + String.join(", ", columns) + ")";
        UniquenessRule.check(table, columns, what);
        return List.of();
    }

    @Override
    public List<String> foreignKey(TableConstraint.ForeignKey constraint) {
        if (!table.isSpread() && placements.isOneShard()) {
            return List.of();
        }
        boolean self = constraint.target().name().equals(table.table());
        Placement target = self ? table : placements.require(constraint.target().name());
        List<String> primaryKey =
                self && !ownPrimaryKey.isEmpty() ? ownPrimaryKey : definitions.primaryKey(constraint.target());
        ForeignKeyRule.check(table, constraint, target, primaryKey);
        return List.of();
    }

    @Override
    public List<String> index(TableConstraint.Index constraint) {
        return List.of();
    }

    @Override
    public List<String> exclusion(TableConstraint.Exclusion constraint) {
        UniquenessRule.check(table, names(constraint.equalColumns()), "EXCLUDE");
        return List.of();
    }

    @Override
    public List<String> notNull(TableConstraint.NotNull constraint) {
        return List.of();
    }

    @Override
    public List<String> check(TableConstraint.Check constraint) {
        String text = sql.text(constraint.span().first(), constraint.span().end());
        UserFunctionRule.check(table, "A CHECK", text, definitions);
        return List.of();
    }

    private static List<String> names(List<Identifier> columns) {
        return columns.stream().map(Identifier::name).toList();
    }
}
