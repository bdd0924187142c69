package io.kintsugi.engine.mysql;

import com.mysql.cj.MysqlConnection;
import io.kintsugi.engine.dialect.TransactionRules;
import io.kintsugi.engine.session.Characteristics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Transactions begun by START TRANSACTION on connections that stay in autocommit mode. So the server says at any time
 * whether it still has the transaction: a deadlock ends one without being asked, and what followed would be committed
 * by itself.
 */
final class MySqlTransactions implements TransactionRules {
    private final MySqlSessions sessions;

    MySqlTransactions(MySqlSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void begin(Connection connection, Characteristics characteristics, List<String> replay) throws SQLException {
        List<String> commands = new ArrayList<>();
        characteristics
                .isolation()
                .ifPresent(level -> commands.add("SET TRANSACTION ISOLATION LEVEL " + Characteristics.name(level)));
        commands.add(characteristics.readOnly() ? "START TRANSACTION READ ONLY" : "START TRANSACTION");
        commands.addAll(replay);
        sessions.run(connection, commands);
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        sessions.run(connection, List.of("COMMIT AND NO CHAIN NO RELEASE"));
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        sessions.run(connection, List.of("ROLLBACK AND NO CHAIN NO RELEASE"));
    }

    @Override
    public void leave(Connection connection) throws SQLException {
        if (isInTransaction(connection)) {
            rollBack(connection);
        }
    }

    @Override
    public boolean isInTransaction(Connection connection) {
        return ((MysqlConnection) connection).getSession().getServerSession().inTransactionOnServer();
    }

    /** The server has rolled back: there is nothing to commit. */
    @Override
    public boolean isFailed(Connection connection) {
        return !isInTransaction(connection);
    }

    @Override
    public void ping(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DO 0");
        }
    }

    /** A function that writes must be declared to be called at all, so what the plans say of writes is all. */
    @Override
    public boolean hasWritten(Connection connection) throws SQLException {
        ping(connection);
        return false;
    }

    @Override
    public boolean errorsDoom() {
        return false;
    }

    @Override
    public boolean commitsImplicitly() {
        return true;
    }

    @Override
    public boolean savepointsReplace() {
        return true;
    }

    @Override
    public int defaultIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public Setting isolationOfAll(int level) {
        String name = Characteristics.name(level).replace(' ', '-');
        return new Setting("transaction_isolation", "SET SESSION transaction_isolation = '" + name + "'");
    }

    @Override
    public Setting readOnlyForAll(boolean readOnly) {
        return new Setting(
                MySqlSessions.READ_ONLY, "SET SESSION " + MySqlSessions.READ_ONLY + " = " + (readOnly ? 1 : 0));
    }

    @Override
    public boolean readOnlyHoldsInAutocommit() {
        return true;
    }
}
