package io.kintsugi.errors;

/**
 * Every error that Kintsugi itself reports. Ids and SQLSTATEs are stable: programs may depend on them.
 *
 * <p>Refusals use the implementation-defined SQLSTATE class {@code KZ}. They never use 0A000, 57P01 to 57P03, 01002 or
 * class 08, nor MySQL's 1105, because connection pools throw a connection away when they see one of those.
 */
public enum ErrorCode {
    // Statements and routing.
    UNSUPPORTED_STATEMENT(
            1001,
            ErrorKind.USER,
            "KZ001",
            "Rewrite the statement with supported features, or send it to one shard by giving the sharding key."),
    UNSUPPORTED_CROSS_SHARD_QUERY(
            1002,
            ErrorKind.USER,
            "KZ002",
            "Restrict every sharded table to one shard by its sharding key, or split the query into simpler ones."),
    UNSUPPORTED_CROSS_SHARD_WRITE(
            1003,
            ErrorKind.USER,
            "KZ003",
            "Give the sharding key in the condition, or write the rows of each shard in a statement of its own."),
    SHARDING_KEY_MISSING(
            1004, ErrorKind.USER, "KZ004", "Name the sharding key column in the statement and give it a value."),
    SHARDING_KEY_NOT_CONSTANT(
            1005,
            ErrorKind.USER,
            "KZ005",
            "Compute the sharding key in the application and pass it as a literal or a parameter."),
    SHARDING_KEY_NULL(
            1006, ErrorKind.USER, "KZ006", "Give the sharding key a value: a row without one belongs to no shard."),
    SHARDING_KEY_INVALID(
            1007,
            ErrorKind.USER,
            "KZ007",
            "Pass the sharding key in the type of its column, in plain form and within its range."),
    SHARDING_KEY_UPDATE(
            1008,
            ErrorKind.USER,
            "KZ008",
            "Insert the row under its new key and delete the old one, in one transaction of the application."),
    UNKNOWN_TABLE(
            1009,
            ErrorKind.USER,
            "KZ009",
            "Check the spelling, or list the table in the topology under the keyspace it belongs to."),
    SYNTAX_NOT_UNDERSTOOD(
            1010,
            ErrorKind.USER,
            "KZ010",
            "Check the syntax; a form that only the database understands needs a certain target shard."),
    VOLATILE_FUNCTION(
            1012,
            ErrorKind.USER,
            "KZ012",
            "Compute the value in the application and pass it as a parameter: each shard would compute another one."),
    UNKNOWN_FUNCTION(
            1013,
            ErrorKind.USER,
            "KZ013",
            "Declare the function under functions: in its keyspace, or restrict the statement to one shard."),
    SYSTEM_COLUMN(
            1014, ErrorKind.USER, "KZ014", "Use an ordinary column: system columns mean something else on each shard."),
    MIXED_SYSTEM_AND_LOGICAL_RELATIONS(
            1015, ErrorKind.USER, "KZ015", "Query the system catalog and the application's tables separately."),
    LOCKING_READ_ACROSS_SHARDS(
            1016, ErrorKind.USER, "KZ016", "Lock rows of one shard at a time, by their sharding key."),
    REFERENCE_WRITE_NOT_DETERMINISTIC(
            1017,
            ErrorKind.USER,
            "KZ017",
            "Write reference tables with constant values, so that every copy gets the same rows."),
    MULTIPLE_STATEMENTS(1018, ErrorKind.USER, "KZ018", "Send one statement at a time."),

    // Schema changes.
    DDL_REFUSED(
            1101,
            ErrorKind.USER,
            "KZ101",
            "Change the definition so that uniqueness and identity can be kept by each shard alone."),
    DDL_INTERRUPTED(
            1102,
            ErrorKind.TRANSIENT,
            "KZ102",
            "Run the same schema change again: it continues at the step where it stopped."),
    DDL_LOCKED(1103, ErrorKind.TRANSIENT, "KZ103", "Wait until the other schema change has finished, then try again."),

    // Transactions.
    MULTI_SHARD_TRANSACTION(
            1201,
            ErrorKind.USER,
            "KZ201",
            "Write to one shard in each transaction, or choose the best-effort mode and accept partial outcomes."),
    TRANSACTION_ABORTED(1202, ErrorKind.USER, "25P02", 50_202, "Roll the transaction back, then start a new one."),
    OUTCOME_UNKNOWN(
            1203,
            ErrorKind.EXTERNAL,
            "08007",
            50_203,
            "The reply to COMMIT was lost: read the data to learn whether the transaction took effect."),

    // Topology and nodes.
    TOPOLOGY_INVALID(1301, ErrorKind.USER, "KZ301", "Correct the named places in the topology."),
    TOPOLOGY_UNREACHABLE(
            1302,
            ErrorKind.EXTERNAL,
            "KZ302",
            "Check that the file exists or that a manager listens at the given address."),
    TOPOLOGY_STALE(
            1303,
            ErrorKind.TRANSIENT,
            "KZ303",
            "Try again: the client has fetched the topology anew, the old one is no longer valid."),
    GUARD_MISMATCH(
            1304,
            ErrorKind.EXTERNAL,
            "KZ304",
            "The database is not the one the topology means: check the node's address and its guard row."),
    GUARD_MISSING(1305, ErrorKind.EXTERNAL, "KZ305", "Prepare the database for this cluster: it has no guard row yet."),
    NODE_UNREACHABLE(
            1306,
            ErrorKind.EXTERNAL,
            "08006",
            50_306,
            "Check that the database server runs and can be reached from here."),
    NODE_NOT_PRIMARY(
            1307,
            ErrorKind.TRANSIENT,
            "KZ307",
            "Try again after the failover, or correct the order of the nodes: the first one is the primary."),
    SESSION_STATE_LOST(
            1308,
            ErrorKind.EXTERNAL,
            "08006",
            50_308,
            "Close this connection and open another one: what the session kept on the server has to be made anew."),
    SERVER_UNSUPPORTED(
            1309,
            ErrorKind.EXTERNAL,
            "KZ309",
            "Run the node on a server that Kintsugi supports: MySQL 8.0.31 or newer, or PostgreSQL."),

    // Limits.
    POOL_EXHAUSTED(
            1401,
            ErrorKind.RESOURCE,
            "KZ401",
            "Use fewer connections at a time, close idle ones, or raise the size of the pool."),
    MERGE_BUDGET_EXCEEDED(
            1402,
            ErrorKind.RESOURCE,
            "KZ402",
            "Restrict the query so that fewer rows have to be merged, or raise the merge budget."),
    STATEMENT_TIMEOUT(1403, ErrorKind.RESOURCE, "57014", 3024, "Make the statement cheaper or raise the timeout."),
    CANCELLED(1404, ErrorKind.USER, "57014", 1317, "The statement was cancelled on request; run it again if needed."),
    VALUE_OVERFLOW(1405, ErrorKind.USER, "22003", 1690, "Cast the expression to a wider type: the total does not fit."),
    RESULT_SHAPE_MISMATCH(
            1406,
            ErrorKind.TRANSIENT,
            "KZ406",
            "Try again after the schema change: the shards returned columns of different names or types."),
    WORKBENCH_BUSY(
            1407,
            ErrorKind.RESOURCE,
            "KZ407",
            "Close open results, try again later, give the cluster more databases for its workbench, or raise"
                    + " workbenchWaitMillis."),
    DIVISION_BY_ZERO(
            1409, ErrorKind.USER, "22012", 1365, "Leave out groups whose divisor is 0, as NULLIF(divisor, 0) does."),

    // Use of the programming interface.
    INVALID_URL(1501, ErrorKind.USER, "KZ501", "Correct the URL; the message shows the accepted forms."),
    INVALID_PROPERTY(1502, ErrorKind.USER, "KZ502", "Correct the property's name or value."),
    CLOSED_OBJECT(1503, ErrorKind.USER, "KZ503", "Do not use a connection, statement or result set after closing it."),
    WRONG_TYPE(1504, ErrorKind.USER, "KZ504", "Read or set the value by a method that fits its type."),
    INVALID_ARGUMENT(1505, ErrorKind.USER, "KZ505", "Pass a value within the documented range."),

    // The embedded servers and the demo.
    PORT_IN_USE(1601, ErrorKind.EXTERNAL, "KZ601", "Choose another port, or stop the program that uses it."),
    EMBEDDED_START_FAILED(
            1602, ErrorKind.EXTERNAL, "KZ602", "Read the server's own log, named in the message, for the cause."),
    DEMO_ALREADY_RUNNING(1603, ErrorKind.USER, "KZ603", "Stop the running demo first with: kintsugi demo stop."),

    // The control plane and what is kept on disk.
    VERSION_CONFLICT(
            1701,
            ErrorKind.TRANSIENT,
            "KZ701",
            "Fetch the topology again, apply the change to it, and send it with the version it then has."),
    STATE_CORRUPT(1702, ErrorKind.EXTERNAL, "KZ702", "Move the named file aside to go back to the version before it."),
    STATE_LOCKED(
            1703,
            ErrorKind.USER,
            "KZ703",
            "Stop the other process that uses the folder, or give this one a folder of its own."),
    STATE_IO(
            1704,
            ErrorKind.EXTERNAL,
            "KZ704",
            "Check that the folder exists, may be written, and that its disk is not full."),
    ACCESS_DENIED(1705, ErrorKind.USER, "KZ705", "Send the manager's token, or ask from the machine on which it runs."),
    LIMIT_REACHED(1706, ErrorKind.RESOURCE, "KZ706", "Try again later, or raise the limit that the message names."),
    NOT_FOUND(1707, ErrorKind.USER, "KZ707", "Check the address; a manager lists its own at /v1/openapi.json."),

    // Defects.
    INTERNAL(1901, ErrorKind.BUG, "KZ901", "Please report this with the message and the statement that caused it.");

    private static final int OWN_MYSQL_NUMBERS = 50_000;

    private final String id;
    private final ErrorKind kind;
    private final String sqlState;
    private final int mysqlNumber;
    private final String advice;

    ErrorCode(int number, ErrorKind kind, String sqlState, String advice) {
        this(number, kind, sqlState, OWN_MYSQL_NUMBERS + number % 1000, advice);
    }

    ErrorCode(int number, ErrorKind kind, String sqlState, int mysqlNumber, String advice) {
        this.id = "K" + number;
        this.kind = kind;
        this.sqlState = sqlState;
        this.mysqlNumber = mysqlNumber;
        this.advice = advice;
    }

    /** The stable id, such as {@code K1001}. */
    public String id() {
        return id;
    }

    public ErrorKind kind() {
        return kind;
    }

    /** Five characters, as PostgreSQL clients and JDBC expect. */
    public String sqlState() {
        return sqlState;
    }

    /** The error number for clients of the MySQL protocol. */
    public int mysqlNumber() {
        return mysqlNumber;
    }

    /** One sentence: what to do about it. */
    public String advice() {
        return advice;
    }
}
