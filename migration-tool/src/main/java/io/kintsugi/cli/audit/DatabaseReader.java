package io.kintsugi.cli.audit;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads the definitions of an existing database. Writes nothing. Stateless. */
public interface DatabaseReader {
    /** Every definition of the connection's database, in an order in which they could be run. */
    List<Definition> definitions(Connection database) throws SQLException;

    /** Rows of each table as the server estimates them, by the table's name without its schema. */
    Map<String, Long> estimatedRows(Connection database) throws SQLException;

    /** The reader for a dialect. */
    static DatabaseReader of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new PostgreSqlReader();
            case MYSQL ->
                throw new CliException(
                        ExitCode.FAILURE,
                        "Databases of MySQL cannot be examined yet.",
                        "Dump the schema with mysqldump --no-data and use explain --schema meanwhile.");
        };
    }

    /** The dialect of a native JDBC URL. */
    static Dialect dialect(String url) {
        for (Dialect dialect : Dialect.values()) {
            if (url.startsWith("jdbc:" + dialect.label() + ":")) {
                return dialect;
            }
        }
        throw new CliException(
                ExitCode.USAGE,
                "\"" + url.replaceAll("(?i)(password=)[^&;]*", "$1…") + "\" is no JDBC URL of one plain database.",
                "Give one such as jdbc:postgresql://host:5432/shop?user=u&password=p");
    }

    /** A connection that may only read; the caller closes it. */
    static Connection connect(String url) throws SQLException {
        Connection database = DriverManager.getConnection(url);
        try {
            database.setReadOnly(true);
            return database;
        } catch (SQLException failed) {
            database.close();
            throw failed;
        }
    }
}
