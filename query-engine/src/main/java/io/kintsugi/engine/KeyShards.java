package io.kintsugi.engine;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.topology.Dialect;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import io.kintsugi.topology.Topology;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which shard owns a sharding key: the one that a query for that key would go to. Confined to the session. */
final class KeyShards {
    private final SessionCore session;
    private final StatementRunner statements;

    KeyShards(SessionCore session, StatementRunner statements) {
        this.session = session;
        this.statements = statements;
    }

    /** The shard's name, as {@code SET kintsugi.shard} takes it. */
    String shardOf(Optional<String> keyspace, Object key) throws SQLException {
        Topology topology = session.routingContext().topology();
        Keyspace chosen = chosen(topology, keyspace);
        ShardException refusal = null;
        for (String question : questions(chosen, topology.dialect())) {
            try {
                return shardOf(question, key);
            } catch (ShardException refused) {
                // The table may not exist yet, or have a key of another type; another table may do.
                refusal = refused;
            }
        }
        throw refusal != null ? refusal : noTable(chosen);
    }

    private String shardOf(String question, Object key) throws SQLException {
        ExecutionPlan plan = statements.planUnpinned(question, new OneKey(key));
        if (plan instanceof ExecutionPlan.SingleShard single) {
            return single.sql().shard().toString();
        }
        throw new ShardException(
                ErrorCode.SHARDING_KEY_INVALID,
                "The sharding key " + key.getClass().getName() + " names no one shard.");
    }

    private static Keyspace chosen(Topology topology, Optional<String> name) {
        List<Keyspace> sharded = topology.keyspaces().values().stream()
                .filter(keyspace ->
                        name.isEmpty() ? keyspace.isSharded() : keyspace.name().equals(name.get()))
                .toList();
        if (sharded.size() == 1) {
            return sharded.get(0);
        }
        String known = String.join(", ", topology.keyspaces().keySet());
        throw new ShardException(
                        ErrorCode.INVALID_ARGUMENT,
                        name.isPresent()
                                ? "There is no keyspace '" + name.get() + "'."
                                : "The cluster has " + sharded.size() + " sharded keyspaces.")
                .withRemedy("Name the keyspace by the super sharding key; there are: " + known + ".");
    }

    private static List<String> questions(Keyspace keyspace, Dialect dialect) {
        String quote = dialect == Dialect.MYSQL ? "`" : "\"";
        List<String> questions = new ArrayList<>();
        for (TableDefinition table : keyspace.tables().values()) {
            if (table.distribution() instanceof TableDistribution.Sharded sharded) {
                questions.add("SELECT 1 FROM " + quoted(table.name(), quote) + " WHERE "
                        + quoted(sharded.keyColumn(), quote) + " = ?");
            }
        }
        return questions;
    }

    /** Of a name with its schema each part by itself. */
    private static String quoted(String name, String quote) {
        return List.of(name.split("\\.")).stream()
                .map(part -> quote + part.replace(quote, quote + quote) + quote)
                .collect(Collectors.joining("."));
    }

    private static ShardException noTable(Keyspace keyspace) {
        return new ShardException(
                ErrorCode.INVALID_ARGUMENT, "Keyspace '" + keyspace.name() + "' has no table with a sharding key.");
    }

    private record OneKey(Object key) implements Bindings {
        @Override
        public @Nullable Object value(int number) {
            return key;
        }

        @Override
        public void bind(PreparedStatement target, int number, int targetIndex) {
            throw new IllegalStateException("the statement is only routed");
        }
    }
}
