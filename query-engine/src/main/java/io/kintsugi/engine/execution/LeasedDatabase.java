package io.kintsugi.engine.execution;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.ShardSql;
import io.kintsugi.router.plan.WorkbenchTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database with the definitions of all tables and without rows, which one query has for itself: it puts the rows it
 * has pulled into the real tables, in a transaction that is never committed, and runs there as it is written. An
 * advisory lock makes the others wait: their rows may have the same keys. Confined to one execution.
 */
final class LeasedDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedDatabase.class);

    /** Two numbers, for an application's own locks mostly have one: "kint", and what it is about. */
    private static final String LOCK = "(1802399348, 1)";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Classes of errors by which a server says that it cannot do this, not that something has happened to it. */
    private static final List<String> CANNOT = List.of("0A", "22", "23", "42", "44");

    private static final int CLASS_LENGTH = 2;

    private final Held held;
    private final Backend backend;
    private final WorkbenchCalls calls;
    private boolean quiet;
    private List<String> notedAsEmpty = List.of();

    private LeasedDatabase(Held held, Backend backend, WorkbenchCalls calls) {
        this.held = held;
        this.backend = backend;
        this.calls = calls;
    }

    /** One that nobody has, or the first one once it is free; WORKBENCH_BUSY where that takes too long. */
    static LeasedDatabase lease(ExecutionContext context, List<ShardId> databases, Deadline deadline)
            throws SQLException {
        for (ShardId database : databases.subList(0, databases.size() - 1)) {
            Optional<LeasedDatabase> free = free(context, database, deadline);
            if (free.isPresent()) {
                return free.get();
            }
        }
        Held held = Held.uncommitted(context);
        try {
            Backend last = held.open(databases.get(databases.size() - 1), false, context);
            LeasedDatabase leased = begin(context, held, last, deadline);
            leased.await(context.config().get(EngineProperty.WORKBENCH_WAIT_MILLIS));
            return leased;
        } catch (SQLException | RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    /** Empty where somebody else has it, or it gives no connection: there are others. */
    private static Optional<LeasedDatabase> free(ExecutionContext context, ShardId database, Deadline deadline)
            throws SQLException {
        Held held = Held.uncommitted(context);
        try {
            Optional<Backend> backend = backend(context, held, database);
            if (backend.isPresent()) {
                LeasedDatabase leased = begin(context, held, backend.get(), deadline);
                if (leased.isFree()) {
                    return Optional.of(leased);
                }
            }
            held.closed();
            return Optional.empty();
        } catch (SQLException | RuntimeException failed) {
            held.giveUp(failed);
            throw failed;
        }
    }

    private static Optional<Backend> backend(ExecutionContext context, Held held, ShardId database) {
        try {
            return Optional.of(held.open(database, false, context));
        } catch (SQLException | ShardException failed) {
            WorkbenchCalls.requireStatementGoesOn(failed);
            LOG.warn("{} gives no connection; the next database is asked", database, failed);
            return Optional.empty();
        }
    }

    private static LeasedDatabase begin(ExecutionContext context, Held held, Backend backend, Deadline deadline)
            throws SQLException {
        WorkbenchCalls calls = new WorkbenchCalls(context, deadline, backend);
        calls.run("SET TRANSACTION READ WRITE; SET LOCAL lock_timeout = "
                + context.config().get(EngineProperty.WORKBENCH_WAIT_MILLIS));
        return new LeasedDatabase(held, backend, calls);
    }

    private boolean isFree() throws SQLException {
        return calls.read(
                new ShardSql(ShardId.CATALOG, "SELECT pg_catalog.pg_try_advisory_xact_lock" + LOCK, List.of()),
                Bindings.NONE,
                LeasedDatabase::isTrue);
    }

    private static boolean isTrue(ResultSet rows) throws SQLException {
        return rows.next() && rows.getBoolean(1);
    }

    private void await(long millis) throws SQLException {
        try {
            calls.read(
                    new ShardSql(ShardId.CATALOG, "SELECT pg_catalog.pg_advisory_xact_lock" + LOCK, List.of()),
                    Bindings.NONE,
                    ResultSet::next);
        } catch (SQLException failed) {
            if (LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
                throw new ShardException(
                        ErrorCode.WORKBENCH_BUSY,
                        "No database of the workbench was free for this query within " + millis
                                + " ms: other queries, or open results of this session, have them.",
                        failed);
            }
            throw failed;
        }
    }

    Held held() {
        return held;
    }

    Backend backend() {
        return backend;
    }

    /** Makes sure that the query reads what is about to be loaded, and nothing else; refuses it otherwise. */
    void prepare(ExecutionPlan.Workbench plan, Bindings bindings) throws SQLException {
        LeasedTables tables = LeasedTables.of(plan.tables(), calls);
        tables.requireReads(ServerPlan.tables(ServerPlan.of(calls, plan.original(), bindings)));
        notedAsEmpty = tables.notedAsEmpty();
        calls.limitCopies();
        if (tables.haveTriggers()) {
            // Foreign keys too: not all that they point to is here.
            able(() -> calls.run("SET LOCAL session_replication_role = replica"));
            quiet = true;
        }
    }

    /** Puts rows into their tables. */
    void load(List<WorkbenchTable> tables, PulledRows rows) throws SQLException {
        for (int table = 0; table < tables.size(); table++) {
            WorkbenchTable to = tables.get(table);
            List<String> own = rows.take(table);
            if (!own.isEmpty()) {
                able(() -> load(to, own));
            }
        }
    }

    /** Whatever kept a row from its table would make the answer wrong. */
    private void load(WorkbenchTable table, List<String> rows) throws SQLException {
        boolean copies = table.copy().isPresent() && rows.stream().allMatch(calls.rules()::copies);
        long loaded = copies
                ? calls.copy(table.copy().get(), rows)
                : calls.change(table.load(), PulledRows.alone(rows, calls.rules()));
        if (loaded != rows.size()) {
            throw WorkbenchReading.unsuited(
                    "of " + rows.size() + " rows only " + loaded + " came into a table of "
                            + backend.node().name(),
                    null);
        }
    }

    /** Nothing more is loaded: from here on nothing can be written. */
    void seal() throws SQLException {
        StringBuilder all = new StringBuilder();
        if (!notedAsEmpty.isEmpty()) {
            // Whose right to it is missing gets a warning and a worse plan.
            all.append("ANALYZE ").append(String.join(", ", notedAsEmpty)).append("; ");
        }
        if (quiet) {
            all.append("SET LOCAL session_replication_role = origin; ");
        }
        // A plan that was kept is one for other rows.
        calls.run(all + "SET LOCAL plan_cache_mode = force_custom_plan; SET TRANSACTION READ ONLY");
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** What goes wrong here is not the application's mistake. */
    private void able(Work work) throws SQLException {
        try {
            work.run();
        } catch (SQLException failed) {
            String state = failed.getSQLState();
            if (state != null && state.length() > CLASS_LENGTH && CANNOT.contains(state.substring(0, CLASS_LENGTH))) {
                throw WorkbenchReading.unsuited(
                        "rows cannot be put into the tables of "
                                + backend.node().name() + ": " + failed.getMessage(),
                        failed);
            }
            throw failed;
        }
    }
}
