package io.kintsugi.router;

import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Topology;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a statement's meaning depends on beside its text; part of the plan-cache key.
 *
 * @param topology the map in force
 * @param schema the logical tables in force
 * @param searchPath schema names with {@code $user} resolved, in MySQL the default database if there is one; where
 *     unqualified names are looked up
 * @param sessionTimeZone the session's TimeZone setting, for timestamptz keys given as text
 * @param pinned where every statement of this session goes, by {@code SET kintsugi.shard}
 * @param temporaryTables names of this session's temporary tables, which hide logical ones
 * @param mySql what only a session of MySQL has; the stock settings where the topology is of MySQL and says nothing
 */
public record RoutingContext(
        Topology topology,
        LogicalSchema schema,
        List<String> searchPath,
        String sessionTimeZone,
        Optional<ShardId> pinned,
        List<String> temporaryTables,
        MySqlSession mySql) {
    public RoutingContext {
        Objects.requireNonNull(topology, "topology");
        Objects.requireNonNull(schema, "schema");
        searchPath = List.copyOf(searchPath);
        Objects.requireNonNull(sessionTimeZone, "sessionTimeZone");
        Objects.requireNonNull(pinned, "pinned");
        temporaryTables = List.copyOf(temporaryTables);
        Objects.requireNonNull(mySql, "mySql");
    }

    /** A session of PostgreSQL, or one of MySQL with the settings of a stock server. */
    public RoutingContext(
            Topology topology,
            LogicalSchema schema,
            List<String> searchPath,
            String sessionTimeZone,
            Optional<ShardId> pinned,
            List<String> temporaryTables) {
        this(topology, schema, searchPath, sessionTimeZone, pinned, temporaryTables, MySqlSession.STOCK);
    }

    /** The table that an unqualified name means to this session. */
    public Optional<LogicalTable> searchedTable(String name) {
        return searchPath.stream()
                .flatMap(path -> schema.table(path, name).stream())
                .findFirst();
    }
}
