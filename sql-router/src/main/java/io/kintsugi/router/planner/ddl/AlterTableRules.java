package io.kintsugi.router.planner.ddl;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenSpan;
import io.kintsugi.router.schema.ColumnReader;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.FunctionTraits.Volatility;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.router.syntax.AlterAction;
import io.kintsugi.router.syntax.ColumnDefinition;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.TableDistribution.Sharded;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether one action may be done to a table where it lies; answers with notes for the explanation. */
final class AlterTableRules implements AlterAction.Visitor<List<String>> {
    private final LexedSql sql;
    private final Placement table;
    private final Placements placements;
    private final TableDefinitions definitions;
    private final SystemNames systemNames;
    private final Optional<LogicalTable> known;

    AlterTableRules(
            LexedSql sql,
            Placement table,
            Placements placements,
            TableDefinitions definitions,
            SystemNames systemNames,
            Optional<LogicalTable> known) {
        this.sql = sql;
        this.table = table;
        this.placements = placements;
        this.definitions = definitions;
        this.systemNames = systemNames;
        this.known = known;
    }

    private ColumnReader columns() {
        return definitions.columns(Map.of());
    }

    private boolean isKey(String column) {
        return table.keyColumn().filter(column::equals).isPresent();
    }

    @Override
    public List<String> addColumn(AlterAction.AddColumn action) {
        LogicalColumn column = columns().column(table.table(), action.column(), sql);
        boolean exists = action.ifNotExists()
                && known.flatMap(found -> found.column(column.name())).isPresent();
        if (exists) {
            return List.of();
        }
        GeneratedValueRule.check(table, column);
        UserFunctionRule.check(table, column, definitions);
        ConstraintRules rules = new ConstraintRules(sql, table, placements, definitions, List.of());
        action.column().constraints().forEach(constraint -> constraint.accept(rules));
        column.defaultExpression().ifPresent(expression -> checkFilledIn(column.name(), expression));
        return List.of();
    }

    /** The rows that are there already take the default now, each server by its own clock and dice. */
    private void checkFilledIn(String column, String expression) {
        Volatility volatility = DefaultFunctions.volatility(expression, definitions);
        if (volatility == Volatility.IMMUTABLE || !table.isSpread() || isCounted(expression)) {
            return;
        }
        String remedy =
                "Add \"" + column + "\" without the default, give the rows their value with UPDATE and a literal,"
                        + " then ALTER COLUMN … SET DEFAULT.";
        if (table.isReference()) {
            throw Refusal.of(
                    ErrorCode.REFERENCE_WRITE_NOT_DETERMINISTIC,
                    "DEFAULT " + expression + " would fill the copies of the " + table.described() + " differently.",
                    remedy);
        }
        if (volatility == Volatility.STABLE && table.keyspace().shards().size() > 1) {
            throw Refusal.of(
                    ErrorCode.VOLATILE_FUNCTION,
                    "DEFAULT " + expression + " would fill existing rows with another value on each shard of the "
                            + table.described() + ", where one database has one.",
                    remedy);
        }
    }

    @Override
    public List<String> dropColumn(AlterAction.DropColumn action) {
        String column = action.column().name();
        if (isKey(column)) {
            throw Refusal.of(
                    "\"" + column + "\" is the sharding key of the " + table.described() + " and cannot be dropped.",
                    "Move the rows into a table with another key first.");
        }
        if (table.generates(column)) {
            return List.of("The topology still says `generate: {" + column + ": …}` for this table: take it out.");
        }
        return List.of();
    }

    @Override
    public List<String> changeType(AlterAction.ChangeType action) {
        String column = action.column().name();
        if (!isKey(column) || !(table.distribution() instanceof Sharded sharded)) {
            return List.of();
        }
        ColumnType type = columns().type(action.type().text(), action.collation());
        KeyColumnRule.checkType(table, sharded, type, definitions.dialect());
        boolean sameKind = known.flatMap(found -> found.column(column))
                .map(LogicalColumn::type)
                .map(ColumnType::typeClass)
                .flatMap(TypeClass::keyType)
                .equals(type.typeClass().keyType());
        if (action.using() || !sameKind || isShortened(column, type)) {
            throw Refusal.of(
                    "The sharding key \"" + column + "\" of the " + table.described() + " would get type " + type.name()
                            + " and other values: rows would lie on the wrong shard.",
                    "Widen it within its kind (integer to bigint, varchar to text) and without USING, or move the rows"
                            + " into a new table.");
        }
        return List.of();
    }

    private boolean isCounted(String expression) {
        return DefaultFunctions.countsUp(definitions.lex(expression));
    }

    /** A type with modifiers may round or cut values; only one that had none to begin with keeps them all. */
    private boolean isShortened(String column, ColumnType type) {
        String before = known.flatMap(found -> found.column(column))
                .map(found -> found.type().name())
                .orElse("");
        return type.name().contains("(") && !type.name().equals(before);
    }

    @Override
    public List<String> changeDefault(AlterAction.ChangeDefault action) {
        String name = action.column().name();
        action.expression()
                .map(this::text)
                .map(expression -> column(name, Optional.of(expression), LogicalColumn.Identity.NONE))
                .ifPresent(column -> {
                    GeneratedValueRule.check(table, column);
                    UserFunctionRule.check(table, column, definitions);
                });
        return List.of();
    }

    private String text(TokenSpan span) {
        return sql.text(span.first(), span.end());
    }

    private LogicalColumn column(String name, Optional<String> expression, LogicalColumn.Identity identity) {
        ColumnType type = columns().type("bigint", Optional.empty());
        return new LogicalColumn(name, type, false, expression, identity, false);
    }

    @Override
    public List<String> changeNullability(AlterAction.ChangeNullability action) {
        if (!action.notNull() && isKey(action.column().name())) {
            throw KeyColumnRule.nullable(table, action.column().name());
        }
        return List.of();
    }

    @Override
    public List<String> changeIdentity(AlterAction.ChangeIdentity action) {
        if (action.identity() != ColumnDefinition.ColumnIdentity.NONE) {
            String name = action.column().name();
            GeneratedValueRule.check(table, column(name, Optional.empty(), LogicalColumn.Identity.BY_DEFAULT));
        }
        return List.of();
    }

    @Override
    public List<String> addConstraint(AlterAction.AddConstraint action) {
        return action.constraint().accept(new ConstraintRules(sql, table, placements, definitions, List.of()));
    }

    @Override
    public List<String> renameColumn(AlterAction.RenameColumn action) {
        String column = action.from().name();
        if (isKey(column) || table.generates(column)) {
            throw Refusal.of(
                    "The topology names \"" + column + "\" of the " + table.described()
                            + ", so the column keeps its name.",
                    "Give it another name to readers with a view.");
        }
        return List.of();
    }

    @Override
    public List<String> renameTable(AlterAction.RenameTable action) {
        return requireSamePlace(action.to().name());
    }

    /** A table may take another name only where the topology expects the same table under it. */
    List<String> requireSamePlace(String name) {
        Placement target = placements.require(name);
        boolean same = target.sameKeyspace(table)
                && target.distribution().equals(table.distribution())
                && target.generate().equals(table.generate());
        if (!same) {
            throw Refusal.of(
                    "After the renaming the topology would look for the rows of the " + table.described()
                            + " elsewhere: \"" + name + "\" would be the " + target.described() + ".",
                    "Give \"" + name + "\" the same entry in the topology as \"" + table.table() + "\" first.");
        }
        return List.of();
    }

    @Override
    public List<String> changeSchema(AlterAction.ChangeSchema action) {
        systemNames.requireUserSchema(action.to().name());
        return List.of();
    }

    @Override
    public List<String> rowSecurity(AlterAction.RowSecurity action) {
        if (action.enabled() && table.isSpread()) {
            throw rowSecurity(table);
        }
        return List.of();
    }

    static RuntimeException rowSecurity(Placement table) {
        return Refusal.of(
                "Row security on the " + table.described()
                        + " would depend on who Kintsugi logs in as on each shard, not on who the client is.",
                "Keep tables with row security in an unsharded keyspace, or put the condition into the queries.");
    }

    @Override
    public List<String> redefineColumn(AlterAction.RedefineColumn action) {
        LogicalColumn column = columns().column(table.table(), action.column(), sql);
        if (!action.from().name().equals(column.name())) {
            renameColumn(
                    new AlterAction.RenameColumn(action.from(), action.column().name(), action.span()));
        }
        GeneratedValueRule.check(table, column);
        action.column()
                .constraints()
                .forEach(constraint ->
                        constraint.accept(new ConstraintRules(sql, table, placements, definitions, List.of())));
        if (isKey(column.name()) && table.distribution() instanceof Sharded sharded) {
            redefinedKey(sharded, column);
        }
        return List.of();
    }

    private void redefinedKey(Sharded sharded, LogicalColumn column) {
        KeyColumnRule.checkType(table, sharded, column.type(), definitions.dialect());
        Optional<ColumnType> before =
                known.flatMap(found -> found.column(column.name())).map(LogicalColumn::type);
        boolean sameRule =
                before.flatMap(ColumnType::keyRule).equals(column.type().keyRule());
        if (!sameRule
                || before.filter(type -> WiderType.holds(column.type(), type)).isEmpty()) {
            throw Refusal.of(
                    "The sharding key \"" + column.name() + "\" of the " + table.described() + " would get type "
                            + column.type().name() + " and other values or another collation: rows would lie on the"
                            + " wrong shard.",
                    "Widen it within its kind and collation (int to bigint, varchar(20) to varchar(40)), or move the rows"
                            + " into a new table.");
        }
        boolean primary = known.filter(found -> !found.uniqueKeys().isEmpty()
                        && found.uniqueKeys().get(0).contains(column.name()))
                .isPresent();
        if (!column.notNull() && !primary) {
            throw KeyColumnRule.nullable(table, column.name());
        }
    }

    @Override
    public List<String> changeCharacterSet(AlterAction.ChangeCharacterSet action) {
        boolean text = table.keyColumn()
                .flatMap(key -> known.flatMap(found -> found.column(key)))
                .flatMap(key -> key.type().keyRule())
                .flatMap(KeyRule::collation)
                .isPresent();
        if (action.convert() && text) {
            throw Refusal.of(
                    "CONVERT TO CHARACTER SET would change the collation of the sharding key of the "
                            + table.described() + ": rows would lie on the wrong shard.",
                    "Change the other columns one by one with MODIFY COLUMN.");
        }
        return List.of();
    }

    @Override
    public List<String> dropPrimaryKey(AlterAction.DropPrimaryKey action) {
        return List.of();
    }

    @Override
    public List<String> linkTable(AlterAction.LinkTable action) {
        Placement other = placements.require(action.other().name());
        if (action.linked()) {
            CreateTableRules.checkAlike(other, table);
        } else if (!other.sameKeyspace(table)) {
            throw Refusal.of(
                    "\"" + other.table() + "\" is not on the shards of the " + table.described() + ".",
                    "Name a table of the same keyspace.");
        }
        return List.of();
    }

    @Override
    public List<String> harmless(AlterAction.Harmless action) {
        StorageEngineRule.check(sql, table);
        return List.of();
    }

    @Override
    public List<String> unknown(AlterAction.Unknown action) {
        if (!table.isSpread()) {
            return List.of();
        }
        throw Refusal.of(
                "This action on the " + table.described() + " is not known: " + text(action.span()) + " (at "
                        + sql.position(action.span().first()) + ").",
                "Write it as one of PostgreSQL's documented actions of ALTER TABLE, one in each statement.");
    }
}
