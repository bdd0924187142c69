package io.kintsugi.examples.tpcc;

import io.kintsugi.embedded.EmbeddedServerException;
import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.examples.tpcc.jdbc.Database;
import io.kintsugi.examples.tpcc.jdbc.Isolation;
import io.kintsugi.examples.tpcc.jdbc.TransactionModeSetup;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** One fresh database for a test class, on the server this JVM's tests share. */
public final class TestServer implements AutoCloseable {

    private final String url;

    private TestServer(String url) {
        this.url = url;
    }

    public static TestServer start() throws EmbeddedServerException, SQLException {
        String plain = SharedPostgres.get().newDatabase().jdbcUrl();
        return new TestServer(plain + (plain.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true");
    }

    public String url() {
        return url;
    }

    public Database database() {
        return new Database(url, null, null, new TransactionModeSetup(Optional.empty()), Isolation.READ_COMMITTED);
    }

    /** Runs one statement in a transaction of its own and gives the number of rows it touched. */
    public int update(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.createStatement().executeUpdate(sql);
        }
    }

    /** Nothing to do: the shared server goes with the JVM. */
    @Override
    public void close() {}
}
