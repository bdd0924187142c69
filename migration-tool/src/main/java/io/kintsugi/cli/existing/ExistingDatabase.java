package io.kintsugi.cli.existing;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** One database, looked at through its own driver. Closes its connection. */
public final class ExistingDatabase implements AutoCloseable {
    private static final String JDBC = "jdbc:";

    private final Connection connection;
    private final Dialect dialect;

    private ExistingDatabase(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * @param url {@code postgresql://host:5432/shop?user=app} or {@code mysql://…}, with or without {@code jdbc:}
     */
    public static ExistingDatabase open(String url) {
        String full = url.startsWith(JDBC) ? url : JDBC + url;
        Dialect dialect = dialect(url, full);
        try {
            Connection connection = DriverManager.getConnection(full);
            connection.setReadOnly(true);
            return new ExistingDatabase(connection, dialect);
        } catch (SQLException unreachable) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "The database cannot be read: " + unreachable.getMessage(),
                    "Check the address, and give the user in the URL: ?user=NAME&password=SECRET.",
                    unreachable);
        }
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
                ? new MySqlDefinitions(connection).read()
                : new PostgreSqlDefinitions(connection).read();
    }

    /** What a sharded database needs to be told of, although nothing refuses it: one sentence and a remedy each. */
    public List<Note> notes() throws SQLException {
        return dialect == Dialect.MYSQL ? List.of() : new PostgreSqlNotes(connection).read();
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
