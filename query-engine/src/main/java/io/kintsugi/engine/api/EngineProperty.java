package io.kintsugi.engine.api;

import java.util.Arrays;
import java.util.Optional;

/** Every limit and default of the engine; {@link EngineConfig} reads them by {@link #text()} as whole numbers. */
public enum EngineProperty {
    POOL_SIZE_PER_NODE("poolSizePerNode", 10, 1, 10_000, "most connections to one node for one user"),
    POOL_WAIT_MILLIS("poolWaitMillis", 5_000, 250, 600_000, "longest wait for a free connection"),
    POOL_WAITERS_MAX("poolWaitersMax", 500, 0, 100_000, "most callers that wait for a connection to one node"),
    POOLS_MAX("poolsMax", 20_000, 1, 1_000_000, "most pools (one for each node and user)"),
    IDLE_TIMEOUT_MILLIS("idleTimeoutMillis", 600_000, 10_000, 86_400_000, "an idle connection is closed after this"),
    CONNECTION_LIFETIME_MILLIS(
            "connectionLifetimeMillis", 1_800_000, 30_000, 86_400_000, "a connection is replaced after this"),
    CONNECT_TIMEOUT_SECONDS("connectTimeoutSeconds", 10, 1, 3_600, "longest wait for a server to accept a connection"),
    FAN_OUT_MAX("fanOutMax", 1_024, 1, 100_000, "most shards that one statement may run on"),
    FAN_OUT_THREADS("fanOutThreads", 16, 1, 10_000, "threads that run statements on several shards at a time"),
    MERGE_ROWS_MAX("mergeRowsMax", 1_000_000, 1, Integer.MAX_VALUE, "most rows held in memory to group or scroll"),
    MERGE_BYTES_MAX("mergeBytesMax", 256L << 20, 1, 1L << 40, "most bytes held in memory to group or scroll"),
    MERGE_FETCH_SIZE("mergeFetchSize", 1_000, 1, 1_000_000, "rows fetched at a time from each shard of a merge"),
    WORKBENCH_ROWS_MAX(
            "workbenchRowsMax",
            1_000_000,
            0,
            1_000_000_000,
            "most rows pulled to finish a query that no shard can finish"),
    WORKBENCH_MEMBER_ROWS_MAX(
            "workbenchMemberRowsMax",
            1_000,
            0,
            100_000,
            "most pulled rows that go along with their query; more are put into a database leased for it"),
    WORKBENCH_LOAD_ROWS(
            "workbenchLoadRows",
            8_000,
            1,
            1_000_000,
            "pulled rows that are put into a leased database at a time; so many are held meanwhile"),
    WORKBENCH_KEYS_MAX(
            "workbenchKeysMax",
            10_000,
            0,
            1_000_000,
            "most values of pulled rows by which a shard is asked for those of another table that match; 0 = never"),
    WORKBENCH_WAIT_MILLIS(
            "workbenchWaitMillis",
            30_000,
            1,
            86_400_000,
            "longest wait for a database of the workbench that other queries have leased"),
    WORKBENCH_CHARACTERS_MAX(
            "workbenchCharactersMax",
            256L << 20,
            0,
            1L << 40,
            "most characters of rows pulled to finish a query that no shard can finish"),
    WORKBENCH_HELD_CHARACTERS_MAX(
            "workbenchHeldCharactersMax",
            32L << 20,
            0,
            1L << 40,
            "most characters of pulled rows held in memory; more are put into a leased database, or refused in MySQL"),
    ESTIMATE_MILLIS("estimateMillis", 1_000, 1, 600_000, "longest wait for the servers' estimates in EXPLAIN (ROUTE)"),
    FETCH_SIZE("fetchSize", 0, 0, 1_000_000, "rows fetched at a time from one shard; 0 = all"),
    STATEMENT_TIMEOUT_MILLIS(
            "statementTimeoutMillis", 0, 0, 86_400_000, "a statement is cancelled after this; 0 = never"),
    CANCEL_WAIT_MILLIS(
            "cancelWaitMillis",
            2_000,
            100,
            600_000,
            "a server may take so long to obey a cancel at the network timeout"),
    CATALOG_WAIT_MILLIS(
            "catalogWaitMillis",
            30_000,
            1_000,
            3_600_000,
            "longest wait for what the catalog says about the schema, ids and keys"),
    VALID_FOR_MILLIS("validForMillis", 1_000, 0, 600_000, "a server's answer vouches for so long for its cluster"),
    SCHEMA_REFRESH_MILLIS("schemaRefreshMillis", 10_000, 0, 86_400_000, "how old the known schema may get unchecked"),
    DDL_LOCK_WAIT_MILLIS("ddlLockWaitMillis", 10_000, 0, 3_600_000, "longest wait for another schema change"),
    DRAIN_MILLIS("drainMillis", 30_000, 0, 3_600_000, "how long connections in use may end when a node is given up"),
    SEQUENCE_BLOCK_SIZE("sequenceBlockSize", 1_000, 1, 1_000_000, "ids leased at a time from the catalog"),
    KEY_WEIGHTS_MAX(
            "keyWeightsMax", 10_000, 1, 10_000_000, "texts of sharding keys whose weights in MySQL are remembered");

    private final String text;
    private final long defaultValue;
    private final long least;
    private final long most;
    private final String meaning;

    EngineProperty(String text, long defaultValue, long least, long most, String meaning) {
        this.text = text;
        this.defaultValue = defaultValue;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
    }

    /** The name in URLs and properties, camelCase; units go last. */
    public String text() {
        return text;
    }

    public long defaultValue() {
        return defaultValue;
    }

    public long least() {
        return least;
    }

    public long most() {
        return most;
    }

    /** What it limits, for help texts. */
    public String meaning() {
        return meaning;
    }

    /** The property of that name, letters compared exactly. */
    public static Optional<EngineProperty> of(String text) {
        return Arrays.stream(values())
                .filter(property -> property.text.equals(text))
                .findFirst();
    }
}
