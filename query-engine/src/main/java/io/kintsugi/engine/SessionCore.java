package io.kintsugi.engine;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.SchemaChangeMode;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ClusterView;
import io.kintsugi.engine.catalog.CatalogSchema;
import io.kintsugi.engine.execution.ExecutionContext;
import io.kintsugi.engine.execution.FanOut;
import io.kintsugi.engine.execution.RunningStatements;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.engine.transaction.Characteristics;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.Topology;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of one session: its settings, its transaction, the connections it uses. Confined to the session. */
final class SessionCore implements ExecutionContext {
    private static final Logger LOG = LoggerFactory.getLogger(SessionCore.class);
    private static final int SHARDS_NAMED_MAX = 20;

    private final EngineCore engine;
    private final Credentials credentials;
    private final int number;
    private final SchemaChangeMode schemaChangeMode;
    private final RunningStatements running = new RunningStatements();
    private final Map<ShardId, Backend> used = new HashMap<>();
    private SessionSettings settings = SessionSettings.NONE;
    private int shardsWritten;
    private SessionEnvironment environment;
    private Characteristics characteristics;
    private TransactionMode mode;
    private boolean autoCommit;
    private boolean environmentStale;
    private @Nullable LogicalTransaction transaction;
    private @Nullable ShardId pinned;
    private @Nullable Backend pinnedBackend;
    private @Nullable RoutingContext context;
    private @Nullable CatalogSchema schema;

    SessionCore(EngineCore engine, Credentials credentials, SessionOptions options) throws SQLException {
        this.engine = engine;
        this.credentials = credentials;
        this.number = engine.nextSessionNumber();
        this.environment = engine.environment(credentials);
        this.characteristics = Characteristics.DEFAULT.withReadOnly(options.readOnly());
        this.mode = options.transactionMode();
        this.schemaChangeMode = options.schemaChangeMode();
        this.autoCommit = options.autoCommit();
        if (options.pinnedShard().isPresent()) {
            pin(options.pinnedShard().get());
        }
    }

    EngineCore engine() {
        return engine;
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public EngineConfig config() {
        return engine.config();
    }

    @Override
    public FanOut fanOut() {
        return engine.fanOut();
    }

    @Override
    public RunningStatements running() {
        return running;
    }

    @Override
    public TransactionMode transactionMode() {
        return mode;
    }

    SchemaChangeMode schemaChangeMode() {
        return schemaChangeMode;
    }

    void setTransactionMode(TransactionMode wanted) {
        requireNoTransaction("The transaction mode");
        mode = wanted;
    }

    // Routing.

    /** What statements are planned with; the same object until something in it changes. */
    @SuppressWarnings("ReferenceEquality")
    RoutingContext routingContext() throws SQLException {
        refreshEnvironment();
        ClusterView view = engine.view();
        CatalogSchema newest = engine.schema(credentials);
        RoutingContext known = context;
        if (known != null && known.topology() == view.topology() && schema == newest) {
            return known;
        }
        schema = newest;
        return renewContext(view.topology(), newest);
    }

    private RoutingContext renewContext(Topology topology, CatalogSchema newest) {
        RoutingContext made = new RoutingContext(
                topology,
                newest,
                environment.searchPath(),
                environment.timeZone(),
                Optional.ofNullable(pinned),
                List.of());
        context = made;
        return made;
    }

    /** Looks whether the schema or the topology has changed since the last statement was planned. */
    @SuppressWarnings("ReferenceEquality")
    boolean refreshContext() throws SQLException {
        RoutingContext before = context;
        engine.refreshedSchema(credentials);
        return routingContext() != before;
    }

    List<Long> ids(List<IdDemand> demands) throws SQLException {
        if (demands.isEmpty()) {
            return List.of();
        }
        return engine.ids().take(demands, (name, count) -> engine.leaseIds(credentials, name, count));
    }

    // Connections.

    @Override
    public ShardId canonical(ShardId shard) {
        return engine.view().canonical(shard);
    }

    @Override
    public Backend acquire(ShardId shard) throws SQLException {
        ShardId canonical = canonical(shard);
        Backend known = used.get(canonical);
        // After a change of topology what was leased before leads to the old primary.
        if (known != null
                && known.isShareable()
                && known.node().equals(engine.view().primary(canonical))) {
            known.apply(settings);
            known.retain();
            return known;
        }
        Backend leased = engine.pools().lease(canonical, credentials, settings);
        used.put(canonical, leased);
        return leased;
    }

    /** A connection that nothing else of this session uses. */
    Backend acquireExclusive(ShardId shard) throws SQLException {
        return engine.pools().lease(shard, credentials, settings);
    }

    @Override
    public ShardId preferred(List<ShardId> candidates) {
        if (transaction != null) {
            for (ShardId joined : transaction.shards()) {
                if (candidates.contains(joined)) {
                    return joined;
                }
            }
        }
        return candidates.get(Math.floorMod(number, candidates.size()));
    }

    // Pinning.

    @Override
    public boolean isPinned() {
        return pinned != null;
    }

    Optional<ShardId> pinnedShard() {
        return Optional.ofNullable(pinned);
    }

    Optional<Backend> pinnedBackend() {
        return Optional.ofNullable(pinnedBackend);
    }

    /** Sends everything to one shard over one connection from now on; an empty name routes again. */
    void pin(String name) throws SQLException {
        requireNoTransaction("kintsugi.shard");
        Optional<ShardId> wanted = name.isEmpty() ? Optional.empty() : Optional.of(shardNamed(name));
        unpin();
        if (wanted.isPresent()) {
            Backend backend = acquire(wanted.get());
            // Whatever the application does there beside rows must not meet the next borrower.
            backend.taint();
            pinnedBackend = backend;
            pinned = wanted.get();
        }
        context = null;
    }

    private void unpin() {
        Backend backend = pinnedBackend;
        pinnedBackend = null;
        pinned = null;
        if (backend != null) {
            backend.release();
        }
    }

    private ShardId shardNamed(String name) {
        List<ShardId> all = engine.view().databases();
        List<ShardId> matching = all.stream()
                .filter(shard -> shard.toString().equals(name) || shard.shard().equals(name))
                .toList();
        if (matching.size() != 1) {
            throw new ShardException(
                            ErrorCode.INVALID_ARGUMENT,
                            matching.isEmpty()
                                    ? "There is no shard '" + name + "'."
                                    : "'" + name + "' names several shards.")
                    .withRemedy("Name one of: " + names(all) + ".");
        }
        return matching.get(0);
    }

    private static String names(List<ShardId> shards) {
        return shards.stream().limit(SHARDS_NAMED_MAX).map(ShardId::toString).collect(Collectors.joining(", "));
    }

    // Settings.

    SessionSettings settings() {
        return transaction == null ? settings : transaction.settings().orElse(settings);
    }

    /** Whether the settings that routing depends on must be asked for again before the next statement is planned. */
    void environmentMayHaveChanged() {
        environmentStale = true;
    }

    /**
     * Sets the session's settings outside a transaction. The catalog tries them first: what it refuses changes nothing.
     */
    void useSettings(SessionSettings wanted) throws SQLException {
        Backend backend = engine.pools().lease(ShardId.CATALOG, credentials, wanted);
        try {
            useEnvironment(SessionEnvironment.read(backend.connection()));
        } finally {
            backend.release();
        }
        settings = wanted;
    }

    /** Sets something inside the open transaction; before any shard has joined, the catalog tries it. */
    void setInTransaction(LogicalTransaction open, String sql, SessionSettings after) throws SQLException {
        open.requireActive();
        if (!open.hasBranches()) {
            dryRun(open, sql);
        }
        open.set(sql, after);
        environmentStale = true;
    }

    /** Runs, on the catalog, what a joining shard would run, and reads what routing depends on; then undoes it. */
    private SessionEnvironment dryRun(LogicalTransaction open, String sql) throws SQLException {
        Backend backend = acquireExclusive(ShardId.CATALOG);
        try {
            backend.connection().setAutoCommit(false);
            try (Statement statement = backend.connection().createStatement()) {
                statement.execute(open.replayText() + "\n;" + sql);
            }
            return SessionEnvironment.read(backend.connection());
        } finally {
            backend.leaveTransaction();
            backend.release();
        }
    }

    private void refreshEnvironment() throws SQLException {
        LogicalTransaction open = transaction;
        if (!environmentStale || (open != null && open.isAborted())) {
            return;
        }
        if (open == null) {
            useSettings(settings);
        } else if (open.hasBranches()) {
            useEnvironment(SessionEnvironment.read(open.backends().get(0).connection()));
        } else {
            useEnvironment(dryRun(open, ""));
        }
        environmentStale = false;
    }

    private void useEnvironment(SessionEnvironment now) {
        if (!now.equals(environment)) {
            environment = now;
            context = null;
        }
    }

    // Transactions.

    @Override
    public Optional<LogicalTransaction> transaction() {
        if (transaction == null && !autoCommit) {
            begin(characteristics);
        }
        return Optional.ofNullable(transaction);
    }

    /** The open transaction; empty when none has begun, whatever autocommit says. */
    Optional<LogicalTransaction> openTransaction() {
        return Optional.ofNullable(transaction);
    }

    @Override
    public LogicalTransaction transactionForStatement(boolean readOnly) {
        return new LogicalTransaction(
                this::acquireExclusive,
                readOnly ? characteristics.withReadOnly(true) : characteristics,
                mode,
                settings,
                engine.statistics());
    }

    /** A batch on its way. */
    @FunctionalInterface
    interface BatchWork {
        BatchResult run() throws SQLException;
    }

    /** Runs a batch in autocommit mode: all of it, or nothing when an entry fails, as one server would. */
    BatchResult allOrNothing(TransactionMode wanted, BatchWork work) throws SQLException {
        transaction = new LogicalTransaction(this::acquire, characteristics, wanted, settings, engine.statistics());
        try {
            BatchResult result = work.run();
            if (result.failure().isPresent()) {
                rollBack();
                return result.undone();
            }
            commit();
            return result;
        } catch (SQLException | RuntimeException failed) {
            rollBack();
            throw failed;
        }
    }

    void begin(Characteristics wanted) {
        transaction = new LogicalTransaction(this::acquire, wanted, mode, settings, engine.statistics());
    }

    void commit() throws SQLException {
        LogicalTransaction ending = transaction;
        if (ending == null) {
            return;
        }
        transaction = null;
        environmentStale |= ending.settings().isPresent();
        settings = ending.commit();
        shardsWritten = ending.shardsWritten();
    }

    int shardsWritten() {
        return shardsWritten;
    }

    void rollBack() {
        LogicalTransaction ending = transaction;
        if (ending == null) {
            return;
        }
        transaction = null;
        environmentStale |= ending.settings().isPresent();
        ending.rollBack();
    }

    void rollBackTo(LogicalTransaction open, String savepoint) throws SQLException {
        environmentStale |= open.settings().isPresent();
        open.rollBackTo(savepoint);
    }

    /** Where a question about the session's settings can be answered: a shard that has joined, or the catalog. */
    List<ShardId> shardsInUse() {
        if (transaction != null && transaction.hasBranches()) {
            return List.copyOf(transaction.shards());
        }
        return List.of(pinned != null ? pinned : ShardId.CATALOG);
    }

    /** A round trip to every shard of the transaction, or to the catalog. */
    boolean answers(int seconds) {
        try {
            if (transaction == null || !transaction.hasBranches()) {
                Backend backend = acquire(ShardId.CATALOG);
                try {
                    return backend.connection().isValid(seconds);
                } finally {
                    backend.release();
                }
            }
            for (Backend backend : transaction.backends()) {
                if (!backend.connection().isValid(seconds)) {
                    return false;
                }
            }
            return true;
        } catch (SQLException | ShardException failed) {
            LOG.debug("The session is not valid", failed);
            return false;
        }
    }

    boolean autoCommit() {
        return autoCommit;
    }

    void setAutoCommit(boolean wanted) throws SQLException {
        if (wanted && !autoCommit) {
            commit();
        }
        autoCommit = wanted;
    }

    Characteristics characteristics() {
        return characteristics;
    }

    void setCharacteristics(Characteristics wanted) {
        characteristics = wanted;
    }

    void requireNoTransaction(String what) {
        if (transaction != null && transaction.hasBegun()) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, what + " cannot be changed inside a transaction.")
                    .withRemedy("Commit or roll back first.");
        }
    }

    /** An error inside a transaction dooms it, whoever raised it: going on could commit half of what was meant. */
    void noteFailure(Exception failed) {
        if (transaction == null) {
            return;
        }
        if (failed instanceof SQLException server) {
            transaction.noteFailure(server);
        } else {
            transaction.abort();
        }
    }

    void close() {
        rollBack();
        unpin();
    }
}
