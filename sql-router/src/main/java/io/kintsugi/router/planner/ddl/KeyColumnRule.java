package io.kintsugi.router.planner.ddl;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.LogicalColumn;
import io.kintsugi.router.schema.TypeClass;
import io.kintsugi.topology.Hash;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.TableDistribution.Sharded;
import java.util.List;
import java.util.Optional;

/**
 * A sharded table has its sharding key column, of a type whose every spelling has one canonical form, never NULL, and
 * never computed by the server.
 */
final class KeyColumnRule {

    private KeyColumnRule() {}

    /** Checks a table that is about to be created. */
    static void checkTable(Placement table, List<LogicalColumn> columns, SqlDialect dialect) {
        if (!(table.distribution() instanceof Sharded sharded)) {
            return;
        }
        LogicalColumn key = columns.stream()
                .filter(column -> column.name().equals(sharded.keyColumn()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        "The " + table.described() + " must have its sharding key column \"" + sharded.keyColumn()
                                + "\".",
                        "Add the column, or change `key:` of the table in the topology."));
        checkType(table, sharded, key.type(), dialect);
        checkGenerated(table, key);
        if (!key.notNull()) {
            throw nullable(table, key.name());
        }
    }

    /** Checks a new type of the key column. */
    static void checkType(Placement table, Sharded sharded, ColumnType type, SqlDialect dialect) {
        Optional<KeyType> keyType = keyType(type);
        if (keyType.isEmpty()) {
            throw Refusal.of(
                    "The sharding key \"" + sharded.keyColumn() + "\" of the " + table.described() + " has type "
                            + type.name() + ", whose equal values can look different.",
                    "Use " + dialect.keyTypes() + ".");
        }
        boolean weighted = type.keyRule().filter(KeyRule::asksForWeights).isPresent();
        if (weighted && !(table.keyspace().function() instanceof Hash)) {
            throw Refusal.of(
                    "The sharding key \"" + sharded.keyColumn() + "\" of the " + table.described()
                            + " has a collation that compares weights, and only the hash function takes those.",
                    "Give the column a binary collation such as utf8mb4_0900_bin.");
        }
        if (type.keyRule().isEmpty()) {
            throw Refusal.of(
                    "The sharding key \"" + sharded.keyColumn() + "\" of the " + table.described()
                            + " has a collation under which different texts may be equal.",
                    dialect.keyCollationRemedy());
        }
        if (sharded.declaredKeyType().isPresent()
                && !sharded.declaredKeyType().get().equals(keyType.get())) {
            throw Refusal.of(
                    "The sharding key \"" + sharded.keyColumn() + "\" of the " + table.described() + " has type "
                            + type.name() + ", but the topology declares "
                            + sharded.declaredKeyType().get() + ".",
                    "Make the column's type and the topology agree.");
        }
    }

    /** The kind of key; of text under any collation. */
    private static Optional<KeyType> keyType(ColumnType type) {
        boolean textOfMySql = type.mySql().isPresent()
                && (type.typeClass() == TypeClass.CHAR || type.typeClass() == TypeClass.VARCHAR);
        if (textOfMySql) {
            return Optional.of(KeyType.TEXT);
        }
        return type.mySql().isPresent()
                ? type.keyRule().map(KeyRule::type)
                : type.typeClass().keyType();
    }

    private static void checkGenerated(Placement table, LogicalColumn key) {
        if (key.generated()) {
            throw Refusal.of(
                    "The sharding key \"" + key.name() + "\" of the " + table.described()
                            + " is a generated column: its value is not known before a shard has computed it.",
                    "Make it an ordinary column and give its value in each INSERT, or shard by a column it is computed"
                            + " from.");
        }
    }

    static ShardException nullable(Placement table, String keyColumn) {
        return Refusal.of(
                "The sharding key \"" + keyColumn + "\" of the " + table.described()
                        + " may be NULL: a row without a key belongs to no shard.",
                "Add NOT NULL to the column.");
    }
}
