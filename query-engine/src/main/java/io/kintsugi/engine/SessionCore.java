package io.kintsugi.engine;

import io.kintsugi.engine.api.BatchResult;
import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.SchemaChangeMode;
import io.kintsugi.engine.api.SessionOptions;
import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ClusterView;
import io.kintsugi.engine.catalog.CatalogSchema;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.dialect.TransactionRules;
import io.kintsugi.engine.execution.ExecutionContext;
import io.kintsugi.engine.execution.FanOut;
import io.kintsugi.engine.execution.RunningStatements;
import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.engine.session.SessionEnvironment;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.engine.transaction.CommitStatistics;
import io.kintsugi.engine.transaction.LogicalTransaction;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.IdDemand;
import io.kintsugi.router.plan.Prelude;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.plan.WeightDemand;
import io.kintsugi.topology.Credentials;
import io.kintsugi.topology.KeyWeights;
import io.kintsugi.topology.Topology;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of one session: its settings, its transaction, the connections it uses. Confined to the session. */
final class SessionCore implements ExecutionContext {
    /** Of a write in a transaction that may only read. */
    private static final String READ_ONLY_STATE = "25006";

    private final EngineCore engine;
    private final Credentials credentials;
    private final int number;
    private final SessionOptions options;
    private final RunningStatements running;
    private final TableLocks tableLocks = new TableLocks();
    private final SessionConnections connections;
    private final Pinning pinning = new Pinning(this);
    private SessionSettings settings = SessionSettings.NONE;
    private int shardsWritten;
    private int workbenchTurn;
    private long lastInsertId;
    private SessionEnvironment environment;
    private Characteristics characteristics;
    private TransactionMode mode;
    private boolean autoCommit;
    private boolean environmentStale;
    private @Nullable LogicalTransaction transaction;
    private @Nullable RoutingContext context;
    private @Nullable CatalogSchema schema;
    private @Nullable Characteristics next;
    private @Nullable Characteristics taken;

    SessionCore(EngineCore engine, Credentials credentials, SessionOptions options) throws SQLException {
        this.engine = engine;
        this.credentials = credentials;
        this.running = new RunningStatements(engine.alarms());
        this.connections = new SessionConnections(engine, credentials, running);
        this.number = engine.nextSessionNumber();
        this.workbenchTurn = number;
        this.environment = engine.environment(credentials);
        this.characteristics = Characteristics.DEFAULT.withReadOnly(options.readOnly());
        this.mode = options.transactionMode();
        this.options = options;
        this.autoCommit = options.autoCommit();
        if (options.readOnly() && dialect().transactions().readOnlyHoldsInAutocommit()) {
            settings = dialect().transactions().readOnlyForAll(true).in(settings);
        }
        pinning.asAtFirst();
    }

    EngineCore engine() {
        return engine;
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public EngineDialect dialect() {
        return engine.dialect();
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

    @Override
    public long lastInsertId() {
        return lastInsertId;
    }

    @Override
    public void noteInsertId(long id) {
        lastInsertId = id;
    }

    KeyWeights weights(List<WeightDemand> demands) throws SQLException {
        return engine.weights().weights(demands, work -> engine.withCatalog(credentials, work));
    }

    SchemaChangeMode schemaChangeMode() {
        return options.schemaChangeMode();
    }

    /** How the session began. */
    SessionOptions options() {
        return options;
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
        if (schema != null && schema != newest) {
            // A search path names schemas that exist: a new one may come before those known until now.
            environmentStale = true;
            refreshEnvironment();
        }
        schema = newest;
        return renewContext(view.topology(), newest);
    }

    private RoutingContext renewContext(Topology topology, CatalogSchema newest) {
        RoutingContext made = engine.context(topology, newest, environment, pinning.shard());
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
        return connections.acquire(shard, settings);
    }

    @Override
    public boolean keepsConnection(ShardId shard) {
        return connections.keeps(shard);
    }

    @Override
    public void keepConnection(ShardId shard) throws SQLException {
        connections.keep(shard, Optional.ofNullable(transaction), settings);
    }

    SessionConnections connections() {
        return connections;
    }

    /** A connection that nothing else of this session uses. */
    private Backend acquireExclusive(ShardId shard) throws SQLException {
        return connections.leased(shard, settings);
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

    /** Whether all that this session says to any server goes over one connection of its own. */
    boolean hasOneConnection() {
        return pinning.shard().isPresent()
                || onlyShard().filter(this::keepsConnection).isPresent();
    }

    private Optional<ShardId> onlyShard() {
        List<ShardId> shards = engine.view().databases().stream()
                .filter(shard -> !shard.equals(ShardId.CATALOG))
                .limit(2)
                .toList();
        return shards.size() == 1 ? Optional.of(shards.get(0)) : Optional.empty();
    }

    Pinning pinning() {
        return pinning;
    }

    /** What statements are planned with is another from now on. */
    void forgetContext() {
        context = null;
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
        Backend backend = connections.leasedAtCatalog(wanted);
        try {
            useEnvironment(dialect().sessions().environment(backend.connection()));
        } finally {
            backend.release();
        }
        settings = wanted;
    }

    /** A setting that no server can refuse, outside a transaction: connections get it with their next statement. */
    void keepUnasked(TransactionRules.Setting setting) {
        settings = setting.in(settings);
        // One that has not begun was to begin with the settings before.
        transaction = null;
    }

    /** A text of MySQL as the router has read it. */
    LexedSql lexed(String text) {
        MySqlSession modes = environment.mySql();
        return SqlLexer.mySql(
                        ParameterStyle.QUESTION_MARK,
                        MySqlModes.parse(modes.sqlMode(), modes.serverVersion())
                                .withLowerCaseTableNames(modes.lowerCaseTableNames() > 0))
                .lex(text);
    }

    /** The value of an expression without tables, as a literal; the catalog computes it with the session's settings. */
    String evaluated(String expression, Prelude prelude) throws SQLException {
        Backend backend = connections.leasedAtCatalog(settings);
        try {
            dialect().preludes().before(backend.connection(), prelude, "", lastInsertId);
            return dialect().sessions().evaluated(backend.connection(), expression);
        } finally {
            backend.release();
        }
    }

    /** Sets what no rollback takes back, inside the open transaction; the catalog tries it first. */
    void useSettings(LogicalTransaction open, SessionSettings wanted) throws SQLException {
        useSettings(wanted);
        open.setForGood(wanted);
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
        Backend backend = connections.leasedAtCatalog(settings);
        try {
            backend.connection().setAutoCommit(false);
            List<String> commands = new ArrayList<>(open.replay());
            commands.add(sql);
            dialect().sessions().run(backend.connection(), commands);
            return dialect().sessions().environment(backend.connection());
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
            useEnvironment(
                    dialect().sessions().environment(open.backends().get(0).connection()));
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

    /** What a server has rolled back is over on all shards; the application goes on with nothing done. */
    private void forgetUndone() {
        if (transaction != null && transaction.isUndone()) {
            rollBack();
        }
    }

    @Override
    public Optional<LogicalTransaction> transaction() {
        forgetUndone();
        if (transaction == null && !autoCommit) {
            begin(takeCharacteristics());
        }
        return Optional.ofNullable(transaction);
    }

    /** The open transaction; empty when none has begun, whatever autocommit says. */
    Optional<LogicalTransaction> openTransaction() {
        forgetUndone();
        return Optional.ofNullable(transaction);
    }

    @Override
    public LogicalTransaction transactionForStatement(boolean readOnly) {
        taken = next;
        Characteristics now = takeCharacteristics();
        return readOnly ? forStatement(now.withReadOnly(true)).onlyReading() : forStatement(now);
    }

    private LogicalTransaction forStatement(Characteristics characteristics) {
        return new LogicalTransaction(
                dialect(),
                shard -> keepsConnection(shard) ? acquire(shard) : acquireExclusive(shard),
                characteristics,
                mode,
                settings,
                engine.statistics());
    }

    @Override
    public LogicalTransaction snapshotForStatement() {
        taken = next;
        Characteristics now = takeCharacteristics().withReadOnly(true);
        return forStatement(now.keepsSnapshot() ? now : now.withIsolation(Connection.TRANSACTION_REPEATABLE_READ))
                .onlyReading();
    }

    @Override
    public LogicalTransaction transactionForWorkbench() {
        // Whatever its end is, nobody has done or undone anything by it.
        CommitStatistics uncounted = new CommitStatistics();
        Characteristics plain = Characteristics.DEFAULT.withIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return new LogicalTransaction(dialect(), this::acquireExclusive, plain, mode, settings, uncounted);
    }

    @Override
    public List<ShardId> workbench() {
        List<ShardId> databases = new ArrayList<>(engine.view().leasable());
        if (databases.isEmpty()) {
            return databases;
        }
        // Sessions begin with another one each.
        Collections.rotate(databases, workbenchTurn++);
        return databases;
    }

    /** A batch on its way. */
    @FunctionalInterface
    interface BatchWork {
        BatchResult run() throws SQLException;
    }

    /** Runs a batch in autocommit mode: all of it, or nothing when an entry fails, as one server would. */
    BatchResult allOrNothing(TransactionMode wanted, BatchWork work) throws SQLException {
        transaction = new LogicalTransaction(
                dialect(), this::acquire, characteristics, wanted, settings, engine.statistics());
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

    @Override
    public boolean nextTransactionDiffers() {
        return next != null;
    }

    /** How the next transaction begins, whatever the session's way is. */
    void setNextCharacteristics(Characteristics wanted) {
        next = wanted;
    }

    /** What a transaction that begins now has, unless it says otherwise. */
    Characteristics takeCharacteristics() {
        Characteristics now = next == null ? characteristics : next;
        next = null;
        return now;
    }

    void begin(Characteristics wanted) {
        transaction = new LogicalTransaction(dialect(), this::acquire, wanted, mode, settings, engine.statistics());
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

    /** A statement that succeeded may have committed on its server; then everything is, as on one server. */
    void followImplicitCommit() throws SQLException {
        LogicalTransaction ending = transaction;
        if (ending != null && ending.isCommittedByServer()) {
            transaction = null;
            settings = ending.commitRest();
            shardsWritten = ending.shardsWritten();
        }
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
        return List.of(pinning.shard().orElse(ShardId.CATALOG));
    }

    boolean autoCommit() {
        return autoCommit;
    }

    TableLocks tableLocks() {
        return tableLocks;
    }

    void setAutoCommit(boolean wanted) throws SQLException {
        if (!wanted) {
            tableLocks.requireNone();
        }
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
        taken = null;
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
            // In MySQL a write that is refused for READ ONLY does not count as the next transaction.
            if (failed instanceof SQLException refused
                    && taken != null
                    && READ_ONLY_STATE.equals(refused.getSQLState())) {
                next = taken;
            }
            return;
        }
        if (failed instanceof SQLException server) {
            transaction.noteFailure(server);
        } else {
            transaction.noteRefusal();
        }
        forgetUndone();
    }

    void close() {
        rollBack();
        pinning.end();
        connections.forgetKept(pinning.shard());
    }
}
