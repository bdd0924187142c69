package io.kintsugi.engine.transaction;

import io.kintsugi.engine.api.TransactionMode;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.engine.session.ReplayLog;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ShardId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One transaction of a session over the shards it touches. Confined to the session.
 *
 * <p>In PostgreSQL an error dooms all of it: no shard may go on as if the statement had not been, and a later COMMIT
 * must not keep a part. An implicit savepoint for each statement is not needed there: whatever a failed statement did
 * on other shards can only be undone, by a rollback or by going back to a savepoint of the application. In MySQL an
 * error undoes its statement alone, on all shards it ran on; a shard that ended the transaction ends it on all.
 */
public final class LogicalTransaction {
    private final EngineDialect dialect;
    private final BackendSource source;
    private final Characteristics characteristics;
    private final TransactionMode mode;
    private SessionSettings settingsBefore;
    private final CommitStatistics statistics;
    private final Map<ShardId, Branch> branches = new LinkedHashMap<>();
    private final ReplayLog<ShardId> log;
    private Set<ShardId> written = new LinkedHashSet<>();
    private boolean aborted;
    private boolean undone;
    private boolean lost;
    /** A shard has ended its part, and may have committed it. */
    private boolean torn;

    private boolean committedByServer;
    private boolean parsingChanged;
    /** A setting reached some shards and perhaps not others. */
    private boolean settingsUnsure;

    private boolean onlyReads;

    /** @param settingsBefore the session's settings when it begins: what {@code source} gives connections */
    public LogicalTransaction(
            EngineDialect dialect,
            BackendSource source,
            Characteristics characteristics,
            TransactionMode mode,
            SessionSettings settingsBefore,
            CommitStatistics statistics) {
        this.dialect = dialect;
        this.log = new ReplayLog<>(dialect.sessions()::quoted);
        this.source = source;
        this.characteristics = characteristics;
        this.mode = mode;
        this.settingsBefore = settingsBefore;
        this.statistics = statistics;
    }

    /**
     * Says that it is one statement's own and begins READ ONLY everywhere: no shard can have written, and nothing that
     * was written rests on its locks. So none is asked about it at the end, which would be a round trip for each.
     */
    public LogicalTransaction onlyReading() {
        onlyReads = true;
        return this;
    }

    /** Whether any shard has joined. */
    public boolean hasBranches() {
        return !branches.isEmpty();
    }

    /** Whether it did anything: a shard joined, or a setting or savepoint waits for the first one. */
    public boolean hasBegun() {
        return hasBranches() || !log.statements().isEmpty();
    }

    public Characteristics characteristics() {
        return characteristics;
    }

    public boolean isAborted() {
        return aborted;
    }

    /** The settings in force inside it; empty when it changed none. */
    public Optional<SessionSettings> settings() {
        return log.settings();
    }

    /** What a joining shard runs, in order. */
    public List<String> replay() {
        return log.statements();
    }

    public Collection<ShardId> shards() {
        return branches.keySet();
    }

    public List<Backend> backends() {
        return branches.values().stream().map(Branch::backend).toList();
    }

    /** The connection of a shard that has joined. */
    public Optional<Backend> backendOf(ShardId shard) {
        return Optional.ofNullable(branches.get(shard)).map(Branch::backend);
    }

    /** TRANSACTION_ABORTED after an error; asked before every statement. */
    public void requireActive() {
        if (aborted) {
            throw abortedError();
        }
    }

    private ShardException abortedError() {
        String failed = torn ? "a statement ended it on one shard by itself" : "an earlier statement failed";
        String why = lost ? "a shard's connection was lost" : failed;
        return new ShardException(
                ErrorCode.TRANSACTION_ABORTED,
                "The transaction is aborted because " + why + "; statements are ignored until it is rolled back.");
    }

    /** Dooms it; a lost connection cannot come back even by a savepoint. */
    public void abort() {
        aborted = true;
    }

    /** Refuses, before anything runs, writes that would make a second written shard. */
    public void requireWritable(Collection<ShardId> shards) {
        if (mode == TransactionMode.BEST_EFFORT) {
            return;
        }
        Set<ShardId> all = new LinkedHashSet<>(written);
        all.addAll(shards);
        if (all.size() > 1) {
            throw multiShard(all);
        }
    }

    /** The way out of a transaction that would write on several shards. */
    public static ShardException multiShard(Collection<ShardId> shards) {
        List<ShardId> all = List.copyOf(shards);
        return new ShardException(
                        ErrorCode.MULTI_SHARD_TRANSACTION,
                        "The transaction would write on shard " + all.get(0) + " and on shard " + all.get(1)
                                + (all.size() > 2 ? " and on " + (all.size() - 2) + " more" : "") + ".")
                .withRemedy("Commit between them, give rows that change together one sharding key, or accept partial "
                        + "outcomes with SET kintsugi.transaction_mode = 'best-effort'.");
    }

    /** The shard's connection inside this transaction; joins it if need be. Check {@link #requireWritable} before. */
    public Backend join(ShardId shard, boolean write) throws SQLException {
        requireActive();
        Branch branch = branches.get(shard);
        if (branch == null) {
            requireMayJoin(shard);
            branch = Branch.begin(shard, source.lease(shard), characteristics, replay());
            // First of all: whatever fails from now on, the transaction's end gives the connection back.
            branches.put(shard, branch);
            if (parsingChanged) {
                branch.forgetPrepared();
            }
        } else if (branch.hasEnded()) {
            // Whatever ended it was not seen; what came now would be committed by itself.
            tear();
            throw abortedError();
        }
        if (write) {
            branch.markWritten();
            written.add(shard);
        }
        return branch.backend();
    }

    /** Two shards' own SERIALIZABLE transactions together are not serializable: write skew was seen. */
    private void requireMayJoin(ShardId shard) {
        if (characteristics.isSerializable() && !branches.isEmpty()) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_CROSS_SHARD_QUERY,
                            "The SERIALIZABLE transaction on shard "
                                    + branches.keySet().iterator().next() + " cannot take in shard " + shard + ".")
                    .withRemedy("Use REPEATABLE READ, or keep the transaction on one shard.");
        }
    }

    /**
     * Changes a setting on all shards, now and later.
     *
     * @param after the session's settings once this commits
     */
    public void set(String sql, SessionSettings after) throws SQLException {
        requireActive();
        runEverywhere(sql);
        log.addSetting(sql, after);
    }

    /** Begins under the settings that another open one has made: shards that join get them too. */
    public void beginUnderSettingsOf(LogicalTransaction other) {
        log.addSettingsOf(other.log);
    }

    /** Settings that no rollback takes back: on all shards, now and later. */
    public void setForGood(SessionSettings now) throws SQLException {
        requireActive();
        settingsUnsure = true;
        everywhere(branch -> branch.backend().apply(now));
        settingsUnsure = false;
        settingsBefore = now;
    }

    /** What is prepared on the shards was parsed under other settings: forgets it, now and when they change back. */
    public void forgetPrepared() throws SQLException {
        parsingChanged = true;
        everywhere(Branch::forgetPrepared);
    }

    public void savepoint(String asWritten) throws SQLException {
        requireActive();
        String name = folded(asWritten);
        runEverywhere("SAVEPOINT " + dialect.sessions().quoted(name));
        if (dialect.transactions().savepointsReplace()) {
            log.forgetSavepoint(name);
        }
        log.addSavepoint(name, written);
    }

    private String folded(String name) {
        return dialect.transactions().savepointsReplace() ? name.toLowerCase(Locale.ROOT) : name;
    }

    public void release(String asWritten) throws SQLException {
        requireActive();
        String name = folded(asWritten);
        requireSavepoint(name);
        runEverywhere("RELEASE SAVEPOINT " + dialect.sessions().quoted(name));
        log.release(name);
    }

    private void tear() {
        torn = true;
        aborted = true;
    }

    /** Undoes what came after the savepoint on every shard, and lifts the doom. */
    public void rollBackTo(String asWritten) throws SQLException {
        if (lost || torn) {
            throw abortedError();
        }
        String name = folded(asWritten);
        requireSavepoint(name);
        aborted = true;
        runEverywhere("ROLLBACK TO SAVEPOINT " + dialect.sessions().quoted(name));
        written = log.rollBackTo(name);
        aborted = false;
        if (parsingChanged) {
            everywhere(Branch::forgetPrepared);
        }
    }

    private void requireSavepoint(String name) {
        if (!log.hasSavepoint(name)) {
            aborted |= dialect.transactions().errorsDoom();
            throw new ShardException(
                    ErrorCode.INVALID_ARGUMENT, "There is no savepoint \"" + name + "\" in this transaction.");
        }
    }

    private void runEverywhere(String sql) throws SQLException {
        everywhere(branch -> branch.run(sql));
    }

    private interface BranchWork {
        void run(Branch branch) throws SQLException;
    }

    private void everywhere(BranchWork work) throws SQLException {
        for (Branch branch : branches.values()) {
            try {
                work.run(branch);
            } catch (SQLException failed) {
                noteFailure(failed);
                // Some shards have done it and others not: only going back can make them agree.
                aborted = true;
                throw failed;
            }
        }
    }

    /** After a server's error: dooms the transaction, where the dialect has it so or a connection is gone. */
    public void noteFailure(SQLException failed) {
        lost |= dialect.failures().isConnectionLoss(failed);
        aborted |= lost || dialect.transactions().errorsDoom();
        if (!aborted && !undone) {
            noteWhatIsGone(dialect.failures().rollsBack(failed));
        }
    }

    /**
     * A server that meets a deadlock rolls back all of its transaction by itself; its error does not say so. Where
     * another error came of a transaction that is over (of a procedure that committed before it failed), it may have
     * been committed: then the rest must not be.
     */
    private void noteWhatIsGone(boolean rolledBack) {
        boolean over = false;
        for (Branch branch : branches.values()) {
            Branch.State state = branch.state();
            lost |= state == Branch.State.LOST;
            over |= state == Branch.State.OVER;
        }
        aborted |= lost;
        undone = over && !lost && (rolledBack || branches.size() == 1);
        if (over && !undone) {
            tear();
        }
    }

    /** After an error of Kintsugi's own, in the middle of a statement some of whose parts a server may have refused. */
    public void noteUncertain() {
        if (!dialect.transactions().errorsDoom() && !aborted && !undone) {
            noteWhatIsGone(false);
        }
    }

    /** After an error of Kintsugi's own. */
    public void noteRefusal() {
        aborted |= dialect.transactions().errorsDoom();
    }

    /** Whether a shard has rolled back its part by itself, so that the rest must follow. */
    public boolean isUndone() {
        return undone;
    }

    /**
     * Whether a server has committed its part, because a statement that has just succeeded there commits. Asks the
     * answer to that statement alone: no round trip.
     */
    public boolean isCommittedByServer() {
        for (Branch branch : branches.values()) {
            if (branch.hasEnded()) {
                return !aborted;
            }
        }
        return false;
    }

    /** Commits the rest of what {@link #isCommittedByServer a server has committed}, as one server would have. */
    public SessionSettings commitRest() throws SQLException {
        committedByServer = true;
        return commit();
    }

    /**
     * Commits everywhere and gives the connections back; the transaction is over whatever happens.
     *
     * <p>The writer commits first and readers end last: a reader may hold locks that protect what the writer relied on,
     * and giving them up before the write is decided would let others in between. Once the writer has committed,
     * nothing depends on the readers.
     *
     * @return the session's settings from now on
     */
    public SessionSettings commit() throws SQLException {
        SessionSettings after = log.settings().orElse(settingsBefore);
        boolean committed = false;
        try {
            requireCommittable();
            requireOneWriter();
            commitWriters();
            committed = true;
            branches.values().stream().filter(branch -> !isWriter(branch)).forEach(Branch::end);
            statistics.countCommit(branches.size());
            return after;
        } finally {
            // Where one shard has committed and another not, each keeps other settings than the session knows of.
            settingsUnsure |= !committed && log.settings().isPresent();
            finish(committed ? after : settingsBefore);
        }
    }

    /** COMMIT of a failed transaction would return as if nothing were wrong: the server only says ROLLBACK. */
    private void requireCommittable() {
        if (aborted) {
            throw abortedError();
        }
        for (Branch branch : branches.values()) {
            if (!committedByServer && branch.backend().isFailed()) {
                throw abortedError();
            }
        }
    }

    private void requireOneWriter() throws SQLException {
        if (branches.size() < 2 || onlyReads) {
            return;
        }
        for (Branch branch : branches.values()) {
            if (branch.wroteUnannounced()) {
                written.add(branch.shard());
            }
        }
        requireWritable(List.of());
    }

    /** How many shards it wrote to, as far as is known; for certain once it has committed over several shards. */
    public int shardsWritten() {
        return written.size();
    }

    private boolean isWriter(Branch branch) {
        return branches.size() == 1 || written.contains(branch.shard());
    }

    private void commitWriters() throws SQLException {
        // What a server has committed already comes first, so that a failure after it is called what it is.
        List<Branch> writers = branches.values().stream()
                .filter(this::isWriter)
                .sorted(Comparator.comparing(branch -> !branch.hasEnded()))
                .toList();
        if (writers.size() > 1) {
            statistics.countMultiShard();
        }
        for (int index = 0; index < writers.size(); index++) {
            try {
                writers.get(index).commit();
            } catch (SQLException | ShardException failed) {
                // A first shard that refused to commit has rolled back, and so will the others: nothing is half done.
                boolean certain = failed instanceof SQLException;
                if (writers.size() == 1 || (index == 0 && certain)) {
                    throw failed;
                }
                statistics.countPartial();
                throw partial(writers, index, failed);
            }
        }
    }

    /** Some shards have committed, or may have: says which. */
    private static ShardException partial(List<Branch> writers, int failedIndex, Exception failed) {
        String state = failed instanceof SQLException ? "rolled back" : "unknown";
        return new ShardException(
                ErrorCode.OUTCOME_UNKNOWN,
                "The best-effort transaction is committed on " + names(writers.subList(0, failedIndex)) + ", "
                        + state + " on " + names(writers.subList(failedIndex, failedIndex + 1))
                        + " and rolled back on " + names(writers.subList(failedIndex + 1, writers.size())) + ": "
                        + failed.getMessage(),
                failed);
    }

    private static String names(List<Branch> some) {
        return some.isEmpty()
                ? "no shard"
                : some.stream().map(branch -> branch.shard().toString()).collect(Collectors.joining(", "));
    }

    /**
     * Undoes everything and gives the connections back. Never fails: a lost connection is rolled back by its server.
     */
    public void rollBack() {
        if (hasBranches()) {
            statistics.countRollback();
        }
        branches.values().forEach(Branch::rollBack);
        finish(settingsBefore);
    }

    private void finish(SessionSettings settings) {
        for (Branch branch : branches.values()) {
            branch.backend().leaveTransaction();
            if (parsingChanged) {
                branch.backend().forgetPrepared();
            }
            if (settingsUnsure) {
                branch.backend().evict();
            }
            branch.backend().remember(settings);
            branch.release();
        }
        branches.clear();
    }
}
