package io.kintsugi.engine;

import io.kintsugi.engine.api.SchemaChangeMode;
import io.kintsugi.engine.api.StatementResult;
import io.kintsugi.engine.backend.Backend;
import io.kintsugi.engine.ddl.DdlRunner;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.plan.ExecutionPlan;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.router.syntax.DdlStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Schema changes of one session. Confined to it. */
final class SchemaChanges {
    /** MySQL: the marks of a change are kept for the database that the connection was opened with. */
    private static final String NODE_DATABASE = "use";

    private static final String COMMIT_FIRST =
            "For a migration tool, schemaChangeInTransaction=commit in the URL commits before it.";

    private final SessionCore session;

    SchemaChanges(SessionCore session) {
        this.session = session;
    }

    StatementResult run(ExecutionPlan.Ddl plan) throws SQLException {
        DdlRunner runner = runner();
        runner.requireResumable(plan.statement());
        boolean commits = session.dialect().transactions().commitsImplicitly();
        if (commits || session.schemaChangeMode() == SchemaChangeMode.COMMIT) {
            session.commit();
        } else {
            requireAlone(plan);
        }
        try {
            runner.run(plan.text(), kind(plan), plan.shards());
        } finally {
            session.refreshContext();
        }
        return new StatementResult.UpdateCount(0, Optional.empty(), Optional.empty());
    }

    /** A schema change is a job of its own, and no rollback undoes it: so no transaction may hold one. */
    private void requireAlone(ExecutionPlan.Ddl plan) {
        if (session.openTransaction().map(open -> open.hasBegun()).orElse(false)) {
            throw new ShardException(
                            ErrorCode.DDL_REFUSED, "A schema change cannot be part of a transaction with other work.")
                    .withRemedy("Commit before it, or run it on a connection of its own. " + COMMIT_FIRST);
        }
        if (!session.autoCommit() || session.openTransaction().isPresent()) {
            // One server would undo it on rollback.
            throw new ShardException(
                            ErrorCode.DDL_REFUSED,
                            "A schema change takes effect at once on all shards, so it cannot be in a transaction.")
                    .withRemedy(
                            plan.statement() instanceof DdlStatement.Truncate
                                    ? "Run it in autocommit mode, or use DELETE."
                                    : "Run it in autocommit mode. " + COMMIT_FIRST);
        }
    }

    private static String kind(ExecutionPlan.Ddl plan) {
        return plan.statement().getClass().getSimpleName();
    }

    DdlRunner runner() {
        EngineCore engine = session.engine();
        return new DdlRunner(
                engine.dialect(),
                engine.access(),
                engine.view(),
                engine.config(),
                engine.clientId() + " " + session.credentials().user(),
                () -> session.connections().leasedAtCatalog(session.settings().without(NODE_DATABASE)),
                shard -> beside(shard, session.settings().without(NODE_DATABASE)),
                shard -> beside(shard, SessionSettings.NONE));
    }

    /** One schema change runs at a time in the whole cluster, so this is one connection for each node. */
    private Backend beside(ShardId shard, SessionSettings settings) throws SQLException {
        return session.connections().leasedBeside(shard, settings);
    }
}
