package io.kintsugi.router.planner.analysis;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.router.planner.bind.ReferenceShards;
import io.kintsugi.router.planner.bind.Refusal;
import io.kintsugi.router.planner.dialect.FunctionKind;
import io.kintsugi.router.planner.scope.CalledFunction;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.Topology;
import java.util.List;
import java.util.Optional;

/** The user's own functions: those declared in the topology have a key, others may read any table (sql-pitfalls 19). */
public final class DeclaredFunctions {
    /** Of MySQL, {@code DEFAULT(column)}: reserved, so that no function has the name. */
    private static final String COLUMN_DEFAULT = "default";

    private DeclaredFunctions() {}

    /** The keyspace that declares a function. */
    public static Optional<Keyspace> keyspace(CalledFunction called, Topology topology) {
        String name = called.call().name().name();
        return topology.keyspaces().values().stream()
                .filter(keyspace -> keyspace.functions().containsKey(name))
                .findFirst();
    }

    /** The key arguments of all declared functions the statement calls. */
    public static List<ReferenceShards> references(Analysis analysis, Keyspace keyspace) {
        KeyRule type = keyRule(analysis, keyspace);
        return analysis.functions().all(FunctionKind.DECLARED).stream()
                .map(called -> analysis.shardsOf(called, keyspace, type).orElseThrow(() -> undeclared(called)))
                .toList();
    }

    /** The type of the keyspace's keys: that of its first sharded table the catalog knows. */
    private static KeyRule keyRule(Analysis analysis, Keyspace keyspace) {
        for (TableDefinition table : keyspace.tables().values()) {
            if (table.distribution() instanceof TableDistribution.Sharded sharded) {
                Optional<KeyRule> declared = sharded.declaredKeyType()
                        .flatMap(type ->
                                KeyRule.declared(analysis.context().topology().dialect(), type));
                Optional<KeyRule> known = analysis.context()
                        .searchedTable(table.name())
                        .flatMap(logical -> keyRule(logical, sharded.keyColumn()));
                if (declared.or(() -> known).isPresent()) {
                    return declared.or(() -> known).orElseThrow();
                }
            }
        }
        return new KeyRule(analysis.context().topology().dialect(), KeyType.INTEGER, Optional.empty());
    }

    private static Optional<KeyRule> keyRule(LogicalTable table, String column) {
        return table.column(column).flatMap(c -> c.type().keyRule());
    }

    /** Refuses functions that nobody has declared. */
    public static void refuseUndeclared(Analysis analysis) {
        analysis.functions().first(FunctionKind.USER, FunctionKind.UNKNOWN).ifPresent(called -> {
            throw undeclared(called);
        });
        int attribute = analysis.scopes().attributeCallToken();
        if (attribute >= 0) {
            throw undeclared(analysis.source().sql().identifier(attribute), attribute);
        }
    }

    private static RuntimeException undeclared(CalledFunction called) {
        String name = called.call().name().name();
        return name.equals(COLUMN_DEFAULT) ? columnDefault(called.token()) : undeclared(name, called.token());
    }

    /** It is read as the call of a function, but nobody could declare it. */
    private static RuntimeException columnDefault(int token) {
        return new Refusal(
                        ErrorCode.UNSUPPORTED_STATEMENT,
                        "DEFAULT(column) is not supported",
                        "Write the value itself; where a column is set to its own default, the word DEFAULT alone.",
                        token)
                .thrown();
    }

    private static RuntimeException undeclared(String name, int token) {
        return new Refusal(
                        ErrorCode.UNKNOWN_FUNCTION,
                        "Function " + name + " is not a built-in one, so it may read tables of any shard",
                        "Declare the argument that is its sharding key under functions: in the keyspace, for example "
                                + name + ": {key: 1}, or bind the session to a shard.",
                        token)
                .thrown();
    }
}
