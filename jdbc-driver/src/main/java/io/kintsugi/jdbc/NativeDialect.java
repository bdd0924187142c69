package io.kintsugi.jdbc;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Dialect;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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

    /** A JDBC call as a statement; empty where only the native driver knows how to make calls, on a pinned shard. */
    Optional<CallText> call(String sql) throws SQLException;

    /** A listing of metadata without what Kintsugi keeps in the database for itself. */
    ResultSet withoutOwnSchema(ResultSet listing) throws SQLException;

    int driverMajorVersion();

    int driverMinorVersion();

    /** INVALID_URL for a dialect that this version does not speak. */
    static NativeDialect of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new PostgreSqlDialect();
            case MYSQL ->
                throw new ShardException(ErrorCode.INVALID_URL, "This version does not speak to MySQL servers yet.")
                        .withRemedy("Use jdbc:kintsugi:postgresql: with a cluster of PostgreSQL servers.");
        };
    }
}
