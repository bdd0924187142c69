package io.kintsugi.engine.dialect;

import io.kintsugi.engine.session.Characteristics;
import io.kintsugi.engine.session.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How a transaction runs on one connection. */
public interface TransactionRules {
    /** Begins, and runs what the transaction did before this connection joined it. */
    void begin(Connection connection, Characteristics characteristics, List<String> replay) throws SQLException;

    void commit(Connection connection) throws SQLException;

    void rollBack(Connection connection) throws SQLException;

    /** Ends what is left of a transaction, so that the next statement is on its own. */
    void leave(Connection connection) throws SQLException;

    /** Whether the connection stands inside a transaction, by the server's own word. */
    boolean isInTransaction(Connection connection);

    /** Whether the server waits for a rollback. */
    boolean isFailed(Connection connection);

    /** The cheapest round trip: fails unless the connection is alive. */
    void ping(Connection connection) throws SQLException;

    /** A round trip as {@link #ping}, and whether the transaction has written rows that no plan spoke of. */
    boolean hasWritten(Connection connection) throws SQLException;

    /**
     * Whether any error dooms the whole transaction. Where not, a failed statement is undone alone, unless the server
     * has rolled back everything.
     */
    boolean errorsDoom();

    /** Whether BEGIN and schema changes inside a transaction commit it first. */
    boolean commitsImplicitly();

    /** Whether a new savepoint takes the place of one of the same name, and names do not tell cases apart. */
    boolean savepointsReplace();

    /** A {@code Connection.TRANSACTION_} constant. */
    int defaultIsolation();

    /**
     * The setting that gives every transaction of a connection this level, those of single statements in autocommit
     * among them, which no BEGIN could tell.
     *
     * @param level a {@code Connection.TRANSACTION_} constant
     */
    Setting isolationOfAll(int level);

    /** The setting that lets no transaction of a connection write, or lets all. */
    Setting readOnlyForAll(boolean readOnly);

    /** Whether {@code Connection.setReadOnly} of the native driver holds in autocommit too. */
    boolean readOnlyHoldsInAutocommit();

    /** A setting's name and the statement that makes it. */
    record Setting(String name, String statement) {
        /** Settings with this one. */
        public SessionSettings in(SessionSettings settings) {
            return settings.with(name, statement);
        }
    }
}
