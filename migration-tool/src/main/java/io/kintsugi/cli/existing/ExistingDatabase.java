package io.kintsugi.cli.existing;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.console.NativeDriver;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** One database, looked at through its own driver. Closes its connection. */
public final class ExistingDatabase implements AutoCloseable {
    private static final String JDBC = "jdbc:";

    private static final int CONNECT_SECONDS_MAX = 10;
    private static final int CAUSES_MAX = 16;

    private final Connection connection;
    private final Dialect dialect;
    private final MySqlSession mySql;

    private ExistingDatabase(Connection connection, Dialect dialect, MySqlSession mySql) {
        this.connection = connection;
        this.dialect = dialect;
        this.mySql = mySql;
    }

    /**
     * @param url {@code postgresql://host:5432/shop?user=app} or {@code mysql://…}, with or without {@code jdbc:}
     * @param password where the URL holds none; empty for none at all
     */
    public static ExistingDatabase open(String url, String password) {
        String full = url.startsWith(JDBC) ? url : JDBC + url;
        Dialect dialect = dialect(url, full);
        NativeDriver.require(full);
        try {
            Connection connection = DriverManager.getConnection(full, properties(full, dialect, password));
            return prepared(connection, dialect);
        } catch (SQLException unreachable) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "The database cannot be read: " + reason(unreachable),
                    "Check the address, and give the user in the URL: ?user=NAME&password=SECRET.",
                    unreachable);
        }
    }

    private static Properties properties(String url, Dialect dialect, String password) {
        Properties properties = new Properties();
        if (!password.isEmpty() && !url.contains("password=")) {
            properties.setProperty("password", password);
        }
        if (!url.contains("connectTimeout=")) {
            int limit = dialect == Dialect.MYSQL ? CONNECT_SECONDS_MAX * 1_000 : CONNECT_SECONDS_MAX;
            properties.setProperty("connectTimeout", Integer.toString(limit));
        }
        return properties;
    }

    /** A connection that reads only, and in MySQL prints what the lexer expects. */
    private static ExistingDatabase prepared(Connection connection, Dialect dialect) throws SQLException {
        try {
            MySqlSession session = MySqlSession.STOCK;
            if (dialect == Dialect.MYSQL) {
                session = MySqlServerFacts.prepare(connection);
            }
            connection.setReadOnly(true);
            return new ExistingDatabase(connection, dialect, session);
        } catch (SQLException | CliException refused) {
            connection.close();
            throw refused;
        }
    }

    /** Connector/J wraps its reason in a long explanation. */
    private static String reason(SQLException failure) {
        Throwable last = failure;
        for (int depth = 0; last.getCause() != null && depth < CAUSES_MAX; depth++) {
            last = last.getCause();
        }
        String first = String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        String root =
                String.valueOf(last.getMessage()).lines().findFirst().orElse("").strip();
        return first.contains(root) ? first : first + ": " + root;
    }

    private static Dialect dialect(String url, String full) {
        if (full.startsWith("jdbc:postgresql:")) {
            return Dialect.POSTGRESQL;
        }
        if (full.startsWith("jdbc:mysql:")) {
            return Dialect.MYSQL;
        }
        throw new CliException(
                ExitCode.USAGE,
                "'" + url.replaceAll("\\?.*", "?…") + "' is no address of a PostgreSQL or MySQL database.",
                "Write postgresql://host:5432/shop?user=app or mysql://host:3306/shop?user=app.");
    }

    public Dialect dialect() {
        return dialect;
    }

    /** How a server of MySQL reads the statements of its applications; the stock settings for PostgreSQL. */
    public MySqlSession mySql() {
        return mySql;
    }

    /** The default schema, or the database in MySQL. */
    public String schema() throws SQLException {
        return dialect == Dialect.MYSQL ? connection.getCatalog() : "public";
    }

    /** The name of the database. */
    public String name() throws SQLException {
        return connection.getCatalog();
    }

    public List<ExistingTable> tables() throws SQLException {
        return new TableReader(connection, dialect).read();
    }

    /** Every definition, in an order in which they could be made. */
    public List<Definition> definitions() throws SQLException {
        return dialect == Dialect.MYSQL
                ? new MySqlDefinitions(connection, MySqlServerFacts.lexer(mySql)).read()
                : new PostgreSqlDefinitions(connection).read();
    }

    /** What a sharded database needs to be told of, although nothing refuses it: one sentence and a remedy each. */
    public List<Note> notes() throws SQLException {
        return dialect == Dialect.MYSQL ? new MySqlNotes(connection).read() : new PostgreSqlNotes(connection).read();
    }

    /** What the server has counted of its applications' statements. */
    public StatementStatistics statistics() throws SQLException {
        return dialect == Dialect.MYSQL
                ? new MySqlStatistics(connection).read()
                : new PostgreSqlStatistics(connection).read();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new CliException(
                    ExitCode.FAILURE, "The database could not be left: " + failed.getMessage(), "Try again.", failed);
        }
    }
}
