package io.kintsugi.engine;

import io.kintsugi.router.PreparedRoute;
import io.kintsugi.router.plan.TransactionEffect;
import java.sql.SQLException;

/** Transactions that end without a COMMIT, as MySQL has it. Confined to the session. */
final class ImplicitEnds {
    private final SessionCore session;

    ImplicitEnds(SessionCore session) {
        this.session = session;
    }

    /** What is known to commit, whether it succeeds or not, commits everywhere first. */
    void before(PreparedRoute route) throws SQLException {
        TransactionEffect effect = route.transactionEffect();
        if (effect != TransactionEffect.COMMITS_FIRST && effect != TransactionEffect.LOCKS_TABLES) {
            return;
        }
        if (effect == TransactionEffect.LOCKS_TABLES) {
            TableLocks.requireAutoCommit(session.autoCommit());
        }
        session.openTransaction().ifPresent(open -> open.requireActive());
        session.commit();
    }

    /** What the server has committed by itself is committed everywhere. */
    void after(PreparedRoute route) throws SQLException {
        session.followImplicitCommit();
        switch (route.transactionEffect()) {
            case LOCKS_TABLES -> session.tableLocks().note(true);
            case UNLOCKS_TABLES -> session.tableLocks().note(false);
            case NONE, COMMITS_FIRST, MAY_COMMIT -> {}
        }
    }
}
