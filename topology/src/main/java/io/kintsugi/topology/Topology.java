package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole cluster at one version. Immutable; two topologies with the same content are equal. A class instead of a
 * record, because it keeps an index of its tables.
 */
public final class Topology {
    /** The version of a topology that has never been changed. */
    public static final long FIRST_VERSION = 1;

    /** Under this name the workbench's nodes stand beside the keyspaces. */
    public static final String WORKBENCH = "workbench";

    private final long version;
    private final String cluster;
    private final Dialect dialect;
    private final Map<String, Node> nodes;
    private final ReplicaSet catalog;
    private final List<String> workbench;
    private final Map<String, Keyspace> keyspaces;
    private final Optional<Credentials> credentials;
    private final Map<String, TableLocation> tables;
    private final Optional<Keyspace> defaultKeyspace;

    /** A cluster whose catalog finishes the queries that no shard can. */
    public Topology(
            long version,
            String cluster,
            Dialect dialect,
            Map<String, Node> nodes,
            ReplicaSet catalog,
            Map<String, Keyspace> keyspaces,
            Optional<Credentials> credentials) {
        this(version, cluster, dialect, nodes, catalog, List.of(), keyspaces, credentials);
    }

    /** Checks that names are unique and known; TOPOLOGY_INVALID otherwise. */
    public Topology(
            long version,
            String cluster,
            Dialect dialect,
            Map<String, Node> nodes,
            ReplicaSet catalog,
            List<String> workbench,
            Map<String, Keyspace> keyspaces,
            Optional<Credentials> credentials) {
        this.version = version;
        this.cluster = requireNonNull(cluster, "cluster");
        this.dialect = requireNonNull(dialect, "dialect");
        this.nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        this.catalog = requireNonNull(catalog, "catalog");
        this.workbench = List.copyOf(workbench);
        this.keyspaces = Collections.unmodifiableMap(new LinkedHashMap<>(keyspaces));
        this.credentials = requireNonNull(credentials, "credentials");
        requireVersion(version);
        requireKnownNodes();
        this.tables = indexTables(this.keyspaces);
        this.defaultKeyspace = findDefaultKeyspace(this.keyspaces);
    }

    private Topology(Topology other, long version, Optional<Credentials> credentials) {
        requireVersion(version);
        this.version = version;
        this.cluster = other.cluster;
        this.dialect = other.dialect;
        this.nodes = other.nodes;
        this.catalog = other.catalog;
        this.workbench = other.workbench;
        this.keyspaces = other.keyspaces;
        this.credentials = credentials;
        this.tables = other.tables;
        this.defaultKeyspace = other.defaultKeyspace;
    }

    public long version() {
        return version;
    }

    public String cluster() {
        return cluster;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Nodes by name, in written order. */
    public Map<String, Node> nodes() {
        return nodes;
    }

    /** The replica set with the definitions of all logical tables. */
    public ReplicaSet catalog() {
        return catalog;
    }

    /**
     * The nodes that finish queries no shard can: databases with the definitions of all tables, and without rows. Empty
     * where the catalog does it.
     */
    public List<String> workbench() {
        return workbench;
    }

    /** Keyspaces by name, in written order. */
    public Map<String, Keyspace> keyspaces() {
        return keyspaces;
    }

    public Optional<Credentials> credentials() {
        return credentials;
    }

    /** The node of this name; INTERNAL callers only pass names that the topology itself gave out. */
    public Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw TopologyErrors.invalid("There is no node '" + name + "' in cluster '" + cluster + "'.");
        }
        return node;
    }

    /** The listed table of this name, as the database folds it; a single look-up. */
    public Optional<TableLocation> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The keyspace of all tables that are not listed anywhere. */
    public Optional<Keyspace> defaultKeyspace() {
        return defaultKeyspace;
    }

    public Topology withVersion(long newVersion) {
        return new Topology(this, newVersion, credentials);
    }

    public Topology withCredentials(Optional<Credentials> newCredentials) {
        return new Topology(this, version, requireNonNull(newCredentials, "newCredentials"));
    }

    private static void requireVersion(long version) {
        if (version < FIRST_VERSION) {
            throw TopologyErrors.invalid("Version " + version + " is below " + FIRST_VERSION + ".");
        }
    }

    private void requireKnownNodes() {
        requireKnownNodes("the catalog", catalog.nodes());
        requireKnownNodes("the workbench", workbench);
        if (!workbench.isEmpty() && keyspaces.containsKey(WORKBENCH)) {
            throw TopologyErrors.invalid(
                    "A cluster that has a workbench cannot have a keyspace of the name '" + WORKBENCH + "'.");
        }
        for (Keyspace keyspace : keyspaces.values()) {
            for (Shard shard : keyspace.shards()) {
                requireKnownNodes(
                        "shard '" + shard.name() + "' of keyspace '" + keyspace.name() + "'",
                        shard.replicas().nodes());
            }
        }
    }

    private void requireKnownNodes(String user, List<String> names) {
        for (String name : names) {
            if (!nodes.containsKey(name)) {
                throw TopologyErrors.invalid("There is no node '" + name + "', named by " + user + ".");
            }
        }
    }

    private static Map<String, TableLocation> indexTables(Map<String, Keyspace> keyspaces) {
        Map<String, TableLocation> index = new HashMap<>();
        for (Keyspace keyspace : keyspaces.values()) {
            for (TableDefinition table : keyspace.tables().values()) {
                TableLocation other = index.putIfAbsent(table.name(), new TableLocation(keyspace, table));
                if (other != null) {
                    throw TopologyErrors.invalid("Table '" + table.name() + "' is in keyspace '"
                            + other.keyspace().name() + "' and in keyspace '" + keyspace.name() + "'.");
                }
            }
        }
        return index;
    }

    private static Optional<Keyspace> findDefaultKeyspace(Map<String, Keyspace> keyspaces) {
        List<Keyspace> marked =
                keyspaces.values().stream().filter(Keyspace::isDefault).toList();
        if (marked.size() > 1) {
            throw TopologyErrors.invalid("Keyspaces '" + marked.get(0).name() + "' and '"
                    + marked.get(1).name() + "' are both marked as default.");
        }
        if (marked.size() == 1) {
            return Optional.of(marked.get(0));
        }
        boolean oneShard = keyspaces.size() == 1
                && keyspaces.values().iterator().next().shards().size() == 1;
        return oneShard ? Optional.of(keyspaces.values().iterator().next()) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Topology other
                && version == other.version
                && cluster.equals(other.cluster)
                && dialect == other.dialect
                && nodes.equals(other.nodes)
                && catalog.equals(other.catalog)
                && workbench.equals(other.workbench)
                && keyspaces.equals(other.keyspaces)
                && credentials.equals(other.credentials);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, cluster, dialect, nodes, catalog, workbench, keyspaces, credentials);
    }

    @Override
    public String toString() {
        return "Topology[" + cluster + " version " + version + ", " + keyspaces.keySet() + "]";
    }
}
