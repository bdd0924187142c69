package io.kintsugi.engine.ddl;

import io.kintsugi.engine.api.EngineConfig;
import io.kintsugi.engine.api.EngineProperty;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.backend.ClusterView;
import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.node.DdlJob;
import io.kintsugi.node.DdlJournal;
import io.kintsugi.node.DdlObject;
import io.kintsugi.node.NodeAccess;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.syntax.DdlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs schema changes. Confined to one session.
 *
 * <p>The statement first runs in an open transaction on every database, so that what one of them refuses (a constraint
 * that some row breaks, a lock that does not come) changes none. Then the catalog commits, then the shards in order. A
 * stop in between leaves databases with and without the change's mark; the next change, or {@link #resume}, finishes
 * it.
 */
public final class DdlRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DdlRunner.class);

    private final EngineDialect dialect;
    private final NodeAccess access;
    private final ClusterView view;
    private final EngineConfig config;
    private final String client;
    private final Control controls;
    private final DdlTargets targets;
    private final DdlTargets plain;

    /** Where the connection to the catalog comes from that holds the lock and writes the journal. */
    @FunctionalInterface
    public interface Control {
        Backend lease() throws SQLException;
    }

    /** @param plain as {@code targets}, but without the session's settings: for changes that another one has begun */
    public DdlRunner(
            EngineDialect dialect,
            NodeAccess access,
            ClusterView view,
            EngineConfig config,
            String client,
            Control controls,
            DdlTargets targets,
            DdlTargets plain) {
        this.dialect = dialect;
        this.access = access;
        this.view = view;
        this.config = config;
        this.client = client;
        this.controls = controls;
        this.targets = targets;
        this.plain = plain;
    }

    /**
     * Changes the schema of the catalog and these shards; finishes interrupted changes before.
     *
     * @throws SQLException a server's own refusal; then nothing has changed anywhere
     */
    public void run(String statement, String kind, List<ShardId> shards) throws SQLException {
        withLock(control -> {
            resumeAll(control);
            DdlJournal.NewJob job = new DdlJournal.NewJob(
                    statement,
                    dialect.ddl().searchPath(control),
                    dialect.ddl().settings(control),
                    kind,
                    client,
                    guardNames(shards));
            execute(control, access.ddlJournal().begin(control, job));
        });
    }

    /** Finishes interrupted changes. */
    public void resume() throws SQLException {
        withLock(this::resumeAll);
    }

    /** Gives an interrupted change up, whatever has been done of it: a person's decision. */
    public void abandon(long number) throws SQLException {
        withLock(control -> {
            for (DdlJob job : access.ddlJournal().unfinished(control)) {
                if (job.number() == number) {
                    access.ddlJournal().end(control, job, DdlJob.State.ABANDONED, "given up by " + client);
                }
            }
        });
    }

    /** Where each change commits by itself, one that shows in no named object could not be told from one not made. */
    public void requireResumable(DdlStatement statement) {
        if (!dialect.ddl().isTransactional()
                && statement.accept(new DdlObjects(Optional.empty())).isEmpty()) {
            throw new ShardException(
                            ErrorCode.DDL_REFUSED,
                            "The statement names nothing that could show whether it has run, so it could not be resumed"
                                    + " if it stopped half way.")
                    .withRemedy("Run it on each server by itself.");
        }
    }

    private interface Locked {
        void run(Connection control) throws SQLException;
    }

    private void withLock(Locked work) throws SQLException {
        Backend holder = controls.lease();
        try {
            access.ddlJournal()
                    .lock(holder.connection(), Duration.ofMillis(config.get(EngineProperty.DDL_LOCK_WAIT_MILLIS)));
            try {
                work.run(holder.connection());
            } finally {
                unlock(holder);
            }
        } catch (SQLException failed) {
            holder.noteFailure(failed);
            throw failed;
        } finally {
            holder.release();
        }
    }

    /** The lock lives as long as its session: where it cannot be given back, the session goes. */
    private void unlock(Backend holder) {
        try {
            access.ddlJournal().unlock(holder.connection());
        } catch (SQLException failed) {
            holder.evict();
        }
    }

    /** The catalog first, then its likes; a database that is catalog and shard is changed once. */
    private List<String> guardNames(List<ShardId> shards) {
        Set<String> names = new LinkedHashSet<>();
        names.add(view.guardName(ShardId.CATALOG));
        view.workbench().forEach(database -> names.add(view.guardName(database)));
        shards.forEach(shard -> names.add(view.guardName(shard)));
        return List.copyOf(names);
    }

    private void execute(Connection control, DdlJob job) throws SQLException {
        if (!dialect.ddl().isTransactional()) {
            executeStepByStep(control, job, objectsAtFirst(control, job), false);
            return;
        }
        List<DdlStep> steps = new ArrayList<>();
        try {
            executeAll(control, job, steps);
            commitAll(control, job, steps);
        } finally {
            steps.forEach(DdlStep::close);
        }
        access.ddlJournal().end(control, job, DdlJob.State.DONE, "");
    }

    /**
     * Where nothing can be undone the catalog, which has no rows, goes first: what it refuses changes nothing. A shard
     * that refuses (some row of it breaks a constraint) leaves a change half made, and says so.
     */
    private void executeStepByStep(Connection control, DdlJob job, List<DdlObject> objects, boolean resumed)
            throws SQLException {
        for (DdlJob.Step step : job.steps()) {
            try (StepByStep opened = openStep(step, resumed ? plain : targets)) {
                opened.run(job, objects, config.get(EngineProperty.DDL_LOCK_WAIT_MILLIS));
                access.ddlJournal().stepDone(control, job, step.ordinal());
            } catch (SQLException | RuntimeException failed) {
                if (!resumed && step == job.steps().get(0) && hasNotRun(step, job)) {
                    endAfter(control, job, failed);
                    throw failed;
                }
                access.ddlJournal().stepFailed(control, job, step.ordinal(), String.valueOf(failed.getMessage()));
                throw interrupted(job, step, failed);
            }
        }
        access.ddlJournal().end(control, job, DdlJob.State.DONE, "");
    }

    private List<DdlObject> objectsAtFirst(Connection control, DdlJob job) throws SQLException {
        try {
            return objects(control, job);
        } catch (SQLException | RuntimeException failed) {
            endAfter(control, job, failed);
            throw failed;
        }
    }

    private List<DdlObject> objects(Connection control, DdlJob job) throws SQLException {
        Optional<String> database = Optional.of(job.searchPath()).filter(name -> !name.isEmpty());
        return dialect.ddl().parse(control, job.statement(), job.settings()).accept(new DdlObjects(database));
    }

    /** Asked on a new connection: the step's own may have been lost. */
    private boolean hasNotRun(DdlJob.Step step, DdlJob job) {
        try (StepByStep opened = openStep(step, plain)) {
            return !opened.isDone(job);
        } catch (SQLException | RuntimeException unknown) {
            LOG.debug("Whether a schema change has begun cannot be told now", unknown);
            return false;
        }
    }

    private void resumeStepByStep(Connection control, DdlJob job) throws SQLException {
        for (DdlJob.Step step : job.steps()) {
            try (StepByStep opened = openStep(step, plain)) {
                if (opened.isDone(job)) {
                    executeStepByStep(control, job, objects(control, job), true);
                    return;
                }
            }
        }
        access.ddlJournal().end(control, job, DdlJob.State.FAILED, "it stopped before it changed anything");
    }

    private void executeAll(Connection control, DdlJob job, List<DdlStep> steps) throws SQLException {
        try {
            for (DdlJob.Step step : job.steps()) {
                DdlStep opened = open(step, targets);
                steps.add(opened);
                opened.execute(job, config.get(EngineProperty.DDL_LOCK_WAIT_MILLIS));
            }
        } catch (SQLException | RuntimeException failed) {
            steps.forEach(DdlStep::close);
            steps.clear();
            endAfter(control, job, failed);
            throw failed;
        }
    }

    private void endAfter(Connection control, DdlJob job, Exception failed) {
        try {
            access.ddlJournal().end(control, job, DdlJob.State.FAILED, String.valueOf(failed.getMessage()));
        } catch (SQLException second) {
            // The job stays open; whoever resumes it finds no mark anywhere and ends it.
            failed.addSuppressed(second);
        }
    }

    private void commitAll(Connection control, DdlJob job, List<DdlStep> steps) throws SQLException {
        for (DdlStep step : steps) {
            try {
                step.commit();
                access.ddlJournal().stepDone(control, job, step.step().ordinal());
            } catch (SQLException failed) {
                if (step == steps.get(0) && !dialect.failures().isConnectionLoss(failed)) {
                    endAfter(control, job, failed);
                    throw failed;
                }
                throw interrupted(job, step.step(), failed);
            }
        }
    }

    private void resumeAll(Connection control) throws SQLException {
        for (DdlJob job : access.ddlJournal().unfinished(control)) {
            resume(control, job);
        }
    }

    private void resume(Connection control, DdlJob job) throws SQLException {
        if (job.settings().isEmpty()) {
            LOG.warn(
                    "Schema change {} was recorded without the settings of its session, by an older version; what of it"
                            + " depends on them is resumed under the defaults of the servers",
                    job.number());
        }
        if (!dialect.ddl().isTransactional()) {
            resumeStepByStep(control, job);
            return;
        }
        List<DdlStep> open = new ArrayList<>();
        try {
            for (DdlJob.Step step : job.steps()) {
                open.add(open(step, plain));
            }
            if (isGivenUp(control, job, open)) {
                return;
            }
            for (DdlStep step : open) {
                finish(control, job, step);
            }
            access.ddlJournal().end(control, job, DdlJob.State.DONE, "");
        } finally {
            open.forEach(DdlStep::close);
        }
    }

    /** One that stopped before it changed anything; nobody may begin to change anything while that is looked at. */
    private boolean isGivenUp(Connection control, DdlJob job, List<DdlStep> steps) throws SQLException {
        AtomicBoolean givenUp = new AtomicBoolean();
        access.ddlJournal()
                .unheld(control, job, Duration.ofMillis(config.get(EngineProperty.DDL_LOCK_WAIT_MILLIS)), () -> {
                    for (DdlStep step : steps) {
                        if (step.isDone(job)) {
                            return;
                        }
                    }
                    givenUp.set(true);
                    access.ddlJournal().end(control, job, DdlJob.State.FAILED, "it stopped before it changed anything");
                });
        return givenUp.get();
    }

    private void finish(Connection control, DdlJob job, DdlStep step) throws SQLException {
        try {
            if (!step.isDone(job)) {
                step.execute(job, config.get(EngineProperty.DDL_LOCK_WAIT_MILLIS));
                step.commit();
            }
            access.ddlJournal().stepDone(control, job, step.step().ordinal());
        } catch (SQLException | RuntimeException failed) {
            access.ddlJournal().stepFailed(control, job, step.step().ordinal(), String.valueOf(failed.getMessage()));
            throw interrupted(job, step.step(), failed);
        }
    }

    private DdlStep open(DdlJob.Step step, DdlTargets from) throws SQLException {
        ShardId shard = shard(step);
        return new DdlStep(step, from.lease(shard), access, isCatalog(shard));
    }

    private StepByStep openStep(DdlJob.Step step, DdlTargets from) throws SQLException {
        ShardId shard = shard(step);
        return new StepByStep(step, from.lease(shard), access, isCatalog(shard));
    }

    private boolean isCatalog(ShardId shard) {
        return shard.equals(view.canonical(ShardId.CATALOG));
    }

    private ShardId shard(DdlJob.Step step) {
        return view.byGuardName(step.shard())
                .orElseThrow(
                        () -> new ShardException(
                                        ErrorCode.DDL_INTERRUPTED,
                                        "An interrupted schema change needs shard '" + step.shard()
                                                + "', which is not in the topology any more.")
                                .withRemedy(
                                        "See it with kintsugi ddl list --cluster FILE, and give it up with kintsugi ddl abandon NUMBER."));
    }

    private static ShardException interrupted(DdlJob job, DdlJob.Step step, Exception cause) {
        return new ShardException(
                        ErrorCode.DDL_INTERRUPTED,
                        "Schema change " + job.number() + " stopped at '" + step.shard() + "': " + cause.getMessage(),
                        cause)
                .withRemedy(
                        "Remove the cause; the next schema change, or kintsugi ddl resume --cluster FILE, continues there.");
    }
}
