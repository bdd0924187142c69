package io.kintsugi.router.planner.cache;

import static java.util.Objects.requireNonNull;

import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.schema.LogicalSchema;
import io.kintsugi.topology.Topology;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a plan-cache key that comes from the session (sql-pitfalls 29). Topology and schema are told apart by
 * identity beside their versions: comparing ten thousand tables would cost more than planning, and two maps of one
 * version must never be taken for each other.
 */
record SessionPart(
        Topology topology,
        LogicalSchema schema,
        long schemaVersion,
        List<String> searchPath,
        String timeZone,
        Optional<ShardId> pinned,
        List<String> temporaryTables,
        MySqlSession mySql) {

    SessionPart {
        requireNonNull(topology, "topology");
        requireNonNull(schema, "schema");
    }

    static SessionPart of(RoutingContext context) {
        return new SessionPart(
                context.topology(),
                context.schema(),
                context.schema().version(),
                context.searchPath(),
                context.sessionTimeZone(),
                context.pinned(),
                context.temporaryTables(),
                context.mySql());
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object object) {
        return object instanceof SessionPart other
                && topology == other.topology
                && schema == other.schema
                && schemaVersion == other.schemaVersion
                && searchPath.equals(other.searchPath)
                && timeZone.equals(other.timeZone)
                && pinned.equals(other.pinned)
                && temporaryTables.equals(other.temporaryTables)
                && mySql.equals(other.mySql);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                System.identityHashCode(topology),
                System.identityHashCode(schema),
                schemaVersion,
                searchPath,
                timeZone,
                pinned,
                temporaryTables,
                mySql);
    }
}
