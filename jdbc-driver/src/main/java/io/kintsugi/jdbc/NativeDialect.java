package io.kintsugi.jdbc;

import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this driver needs to know about the native driver of a dialect. Stateless. */
interface NativeDialect {
    /** The names that may be passed on to the native driver. */
    Set<String> passedProperties();

    /** Names the native driver has, but the topology decides. */
    Set<String> topologyProperties();

    List<DriverPropertyInfo> propertyInfo();

    /** The text with JDBC escapes such as <code>{ts '…'}</code> replaced by the database's own syntax. */
    String withoutEscapes(String sql) throws SQLException;

    /** The parts of a plain text that consists of several commands of the session; any other text as its only part. */
    List<String> commands(String sql);

    /** A plain text, which has no parameters, as the text of a prepared statement. */
    String asPrepared(String plain);

    /** Refuses, before anything runs, to run a text as a query where the native driver knows that it gives no rows. */
    void requireQuery(String sql) throws SQLException;

    /** A JDBC call as a statement; empty for a text that calls nothing. */
    Optional<CallText> call(String sql) throws SQLException;

    /** The same rows, such that reading them needs no connection and waits for none; small results only. */
    ResultSet apart(ResultSet rows) throws SQLException;

    /**
     * The empty result that the native driver gives where a statement has made no keys, or its error.
     *
     * @param asked whether the statement was told to return keys
     */
    ResultSet noKeys(Connection catalog, boolean asked) throws SQLException;

    /** The keys that an application asks for by the positions of columns in the written table; never none. */
    GeneratedKeys keyColumns(String sql, int[] positions, KintsugiConnection connection) throws SQLException;

    /**
     * The statement that tells the servers the application's name, the only client info they have; empty where the
     * native driver keeps whatever it is given, under any name.
     */
    Optional<String> tellingApplicationName(String name);

    /** {@link Connection#setSchema} as in the native driver. */
    void setSchema(@Nullable String schema, KintsugiConnection connection) throws SQLException;

    /** Whether a session may go from one catalog to another. */
    boolean changesCatalog();

    /** {@link Connection#setCatalog} as in the native driver. */
    void setCatalog(@Nullable String catalog, KintsugiConnection connection) throws SQLException;

    /** A listing of metadata without what Kintsugi keeps in the database for itself. */
    ResultSet withoutOwnSchema(ResultSet listing) throws SQLException;

    /** What ResultSet calls the holdability of results for which nobody asked for one. */
    int defaultHoldability();

    /** Whether rows stay readable after the end of their transaction without being fetched before it. */
    boolean keepsRowsOverCommit();

    /** Whether identifiers and texts are quoted as JDBC says by default, and not by the session's modes. */
    boolean quotesAsStandard();

    /** Whether large texts and URLs are values like other texts, and no objects beside the rows. */
    boolean hasTextLobs();

    /** The fetch size by which an application asks for as few rows at a time as possible, if there is one. */
    OptionalInt streamingFetchSize();

    /** The state of an error that names a column which the result does not have. */
    String undefinedColumnState();

    int driverMajorVersion();

    int driverMinorVersion();

    /** INVALID_URL where the native driver is not on the class path: MySQL's is the application's to add. */
    static NativeDialect of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new PostgreSqlDialect();
            case MYSQL -> mySql();
        };
    }

    private static NativeDialect mySql() {
        try {
            Class.forName("com.mysql.cj.jdbc.Driver", false, NativeDialect.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new ShardException(
                            ErrorCode.INVALID_URL,
                            "MySQL's own driver, Connector/J, is not on the class path.",
                            missing)
                    .withRemedy("Add com.mysql:mysql-connector-j, version 9.7 or later, to the application.");
        }
        return new MySqlDialect();
    }
}
