package io.kintsugi.engine.postgresql;

import io.kintsugi.engine.dialect.TransactionRules;
import io.kintsugi.engine.session.Characteristics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** Transactions as pgjdbc runs them: BEGIN goes along with the first statement. */
final class PostgreSqlTransactions implements TransactionRules {
    /**
     * A branch that the plans call a reader may have written all the same, by a function. Row locks take a
     * transaction id too, so rows counted as changed decide; without counting, an id is taken for a write.
     */
    private static final String WROTE = """
            SELECT pg_current_xact_id_if_assigned() IS NOT NULL AND (
                current_setting('track_counts') = 'off' OR EXISTS (
                    SELECT FROM pg_stat_xact_all_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0))""";

    private final PostgreSqlSessions sessions;

    PostgreSqlTransactions(PostgreSqlSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void begin(Connection connection, Characteristics characteristics, List<String> replay) throws SQLException {
        connection.setReadOnly(characteristics.readOnly());
        connection.setAutoCommit(false);
        List<String> commands = new ArrayList<>();
        String modes = modes(characteristics);
        if (!modes.isEmpty()) {
            commands.add("SET TRANSACTION " + modes);
        }
        commands.addAll(replay);
        sessions.run(connection, commands);
    }

    /** READ ONLY is said in BEGIN itself. */
    private static String modes(Characteristics characteristics) {
        String text = characteristics
                .isolation()
                .map(level -> "ISOLATION LEVEL " + Characteristics.name(level))
                .orElse("");
        if (characteristics.deferrable()) {
            return text.isEmpty() ? "DEFERRABLE" : text + ", DEFERRABLE";
        }
        return text;
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollBack(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void leave(Connection connection) throws SQLException {
        if (isInTransaction(connection)) {
            connection.rollback();
        }
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        if (connection.isReadOnly()) {
            connection.setReadOnly(false);
        }
    }

    @Override
    public boolean isInTransaction(Connection connection) {
        return state(connection) != TransactionState.IDLE;
    }

    @Override
    public boolean isFailed(Connection connection) {
        return state(connection) == TransactionState.FAILED;
    }

    private static TransactionState state(Connection connection) {
        return ((PgConnection) connection).getTransactionState();
    }

    @Override
    public void ping(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    @Override
    public boolean hasWritten(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(WROTE)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    @Override
    public boolean errorsDoom() {
        return true;
    }

    @Override
    public boolean commitsImplicitly() {
        return false;
    }

    @Override
    public boolean savepointsReplace() {
        return false;
    }

    @Override
    public int defaultIsolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    @Override
    public Setting isolationOfAll(int level) {
        String name = Characteristics.name(level).toLowerCase(Locale.ROOT);
        return new Setting(
                Characteristics.ISOLATION_SETTING, "SET " + Characteristics.ISOLATION_SETTING + " = '" + name + "'");
    }

    @Override
    public Setting readOnlyForAll(boolean readOnly) {
        String name = "default_transaction_read_only";
        return new Setting(name, "SET " + name + " = " + (readOnly ? "on" : "off"));
    }

    @Override
    public boolean readOnlyHoldsInAutocommit() {
        return false;
    }
}
