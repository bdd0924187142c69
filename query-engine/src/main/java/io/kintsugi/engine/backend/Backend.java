package io.kintsugi.engine.backend;

import io.kintsugi.engine.dialect.EngineDialect;
import io.kintsugi.engine.dialect.FailureRules;
import io.kintsugi.engine.session.SessionSettings;
import io.kintsugi.topology.Node;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leased connection to a node. Confined to one session, except {@link #cut}.
 *
 * <p>Held by everyone who retains it (the transaction it is a branch of, each open result) and given back by the last
 * one: a result of one session must never share its connection with another session's statement.
 */
public final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    private final NodePool pool;
    private final Connection proxy;
    private final Connection connection;
    private int holders = 1;
    private boolean evicted;
    private boolean tainted;
    private boolean lent;
    private int ownTimeoutMillis;
    private boolean limited;
    private volatile boolean cut;

    /** Guarded by this. */
    private boolean givenBack;

    Backend(NodePool pool, Connection proxy, Connection connection) {
        this.pool = pool;
        this.proxy = proxy;
        this.connection = connection;
    }

    /** The native connection. */
    public Connection connection() {
        return connection;
    }

    /** The pool's own object for it; the native connection where it is beside the pool. */
    Connection proxy() {
        return proxy;
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isPooled() {
        return proxy != connection;
    }

    /** What the node's dialect asks of connections. */
    public EngineDialect dialect() {
        return pool.dialect();
    }

    public Node node() {
        return pool.node();
    }

    /** Whether the connection stands inside a transaction, by the server's own word. */
    public boolean isInTransaction() {
        return dialect().transactions().isInTransaction(connection);
    }

    /** Whether the server waits for a rollback. */
    public boolean isFailed() {
        return dialect().transactions().isFailed(connection);
    }

    /** Brings the connection's settings to these; where they are transactional, only outside a transaction. */
    public void apply(SessionSettings wanted) throws SQLException {
        SessionSettings current = pool.settingsOf(connection);
        if (wanted.equals(current)) {
            return;
        }
        try {
            dialect().sessions().apply(connection, current, wanted);
        } catch (SQLException failed) {
            // Part of it may have run: nobody may rely on this connection any more.
            evict();
            throw failed;
        }
        pool.remember(connection, wanted);
    }

    /** Notes settings that a committed transaction has left on the connection. */
    public void remember(SessionSettings now) {
        pool.remember(connection, now);
    }

    /**
     * Ends prepared statements that were parsed under settings which are no more; drops the connection if that fails.
     */
    public void forgetPrepared() {
        if (evicted) {
            return;
        }
        try {
            dialect().sessions().forgetPrepared(connection);
        } catch (SQLException failed) {
            dropAfter(failed);
        }
    }

    /**
     * The connection carries state that no setting undoes (temporary tables, locks, cursors): discard it at the end.
     */
    public void taint() {
        tainted = true;
    }

    /** The application gets it as it is, with what only its driver knows of it: nobody else may have it afterwards. */
    public Connection lend() {
        lent = true;
        return connection;
    }

    /** Bounds every wait for this server until the connection is given back; 0 = as the node's configuration says. */
    public void limit(int millis) throws SQLException {
        if (!limited && millis == 0) {
            return;
        }
        if (!limited) {
            ownTimeoutMillis = connection.getNetworkTimeout();
            limited = true;
        }
        connection.setNetworkTimeout(Runnable::run, millis == 0 ? ownTimeoutMillis : millis);
    }

    /** One more holder. */
    public void retain() {
        holders++;
    }

    /** Whether the session still has it, and may still use it. */
    public boolean isUsable() {
        return holders > 0 && !evicted && !cut;
    }

    /** Whether another statement of the same session may use it now: held, alive, and in no transaction. */
    public boolean isShareable() {
        return isUsable() && !isInTransaction();
    }

    /** Keeps the connection from being used again after its release. */
    public void evict() {
        evicted = true;
    }

    public boolean isEvicted() {
        return evicted;
    }

    /** Evicts when this error says that the connection is gone. */
    public void noteFailure(SQLException failed) {
        if (dialect().failures().isConnectionLoss(failed)) {
            evict();
        }
    }

    /** After a failure while rows were read by a cursor: closes a connection whose next answer may be an old one. */
    public void noteCursorFailure(SQLException failed) {
        if (dialect().failures().leavesAnswersBehind(failed)) {
            drop();
        }
    }

    /**
     * After an error of a statement that was to be read by a cursor: reads what the server has sent too many, or closes
     * the connection.
     */
    public void settle(SQLException failed) {
        FailureRules failures = dialect().failures();
        if (failures.isConnectionLoss(failed) || failures.leavesAnswersBehind(failed)) {
            return;
        }
        try {
            dialect().connections().settle(connection, failed);
        } catch (SQLException lost) {
            failed.addSuppressed(lost);
            drop();
        }
    }

    private void drop() {
        evict();
        try {
            connection.abort(Runnable::run);
        } catch (SQLException second) {
            LOG.debug("A connection to {} failed to close", node().name(), second);
        }
    }

    /** One holder less; the last one gives the connection back clean, or drops it. */
    public void release() {
        if (holders == 0) {
            throw new IllegalStateException("connection to " + node().name() + " is released twice");
        }
        holders--;
        if (holders > 0) {
            return;
        }
        if (!evicted) {
            clean();
        }
        giveBack();
    }

    /** From here on it may be another session's, which no cut may reach. */
    private synchronized void giveBack() {
        givenBack = true;
        if (evicted || cut) {
            pool.evict(this);
        }
        close();
    }

    /**
     * Cuts the connection off, from any thread: whoever waits for its server gets an error of a lost connection. Never
     * waits; nothing happens once it is given back.
     */
    public synchronized void cut() {
        if (givenBack) {
            return;
        }
        cut = true;
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failed) {
            LOG.debug("A connection to {} could not be cut off", node().name(), failed);
        }
    }

    /** Whether no session has it any more; callable from any thread. */
    public synchronized boolean isGivenBack() {
        return givenBack;
    }

    /** Ends what is left of a transaction, so that the next statement is on its own; evicts when that fails. */
    public void leaveTransaction() {
        try {
            dialect().transactions().leave(connection);
        } catch (SQLException failed) {
            dropAfter(failed);
        }
    }

    private void clean() {
        if (lent) {
            evict();
            return;
        }
        leaveTransaction();
        try {
            if (!evicted && tainted) {
                discard();
            }
            connection.clearWarnings();
            if (!evicted) {
                limit(0);
            }
        } catch (SQLException failed) {
            dropAfter(failed);
        }
    }

    private void dropAfter(SQLException failed) {
        LOG.debug("A connection to {} could not be cleaned and is dropped", node().name(), failed);
        evict();
    }

    private void discard() throws SQLException {
        if (!dialect().sessions().discard(connection)) {
            evict();
            return;
        }
        pool.remember(connection, SessionSettings.NONE);
    }

    private void close() {
        try {
            proxy.close();
        } catch (SQLException failed) {
            // The pool has let go of it either way.
            LOG.debug("A connection to {} failed to close", node().name(), failed);
        }
    }
}
