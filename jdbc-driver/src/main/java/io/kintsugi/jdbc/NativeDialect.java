package io.kintsugi.jdbc;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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

    /** A JDBC call as a statement; empty for a text that calls nothing. */
    Optional<CallText> call(String sql) throws SQLException;

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
