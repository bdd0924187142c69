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
 * @param searchPath schema names with {@code $user} resolved; where unqualified names are looked up
 * @param sessionTimeZone the session's TimeZone setting, for timestamptz keys given as text
 * @param pinned where every statement of this session goes, by {@code SET kintsugi.shard}
 * @param temporaryTables names of this session's temporary tables, which hide logical ones
 */
public record RoutingContext(
        Topology topology,
        LogicalSchema schema,
        List<String> searchPath,
        String sessionTimeZone,
        Optional<ShardId> pinned,
        List<String> temporaryTables) {
    public RoutingContext {
        Objects.requireNonNull(topology, "topology");
        Objects.requireNonNull(schema, "schema");
        searchPath = List.copyOf(searchPath);
        Objects.requireNonNull(sessionTimeZone, "sessionTimeZone");
        Objects.requireNonNull(pinned, "pinned");
        temporaryTables = List.copyOf(temporaryTables);
    }

    /** The table that an unqualified name means to this session. */
    public Optional<LogicalTable> searchedTable(String name) {
        return searchPath.stream()
                .flatMap(path -> schema.table(path, name).stream())
                .findFirst();
    }
}
