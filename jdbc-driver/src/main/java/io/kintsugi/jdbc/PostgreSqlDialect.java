package io.kintsugi.jdbc;

import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.topology.Dialect;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.core.JdbcCallParseInfo;
import org.postgresql.core.Parser;
import org.postgresql.jdbc.EscapeSyntaxCallMode;

/** PostgreSQL's own driver. */
final class PostgreSqlDialect implements NativeDialect {
    private static final String OWN_SCHEMA = "kintsugi";

    /** As the native driver counts versions. */
    private static final int LEAST_SERVER_VERSION = 120_000;

    /** Where to connect is the topology's business; replication connections carry no SQL of applications. */
    private static final Set<PGProperty> OURS = EnumSet.of(
            PGProperty.USER,
            PGProperty.PASSWORD,
            PGProperty.PG_HOST,
            PGProperty.PG_PORT,
            PGProperty.PG_DBNAME,
            PGProperty.SERVICE,
            PGProperty.TARGET_SERVER_TYPE,
            PGProperty.LOAD_BALANCE_HOSTS,
            PGProperty.HOST_RECHECK_SECONDS,
            PGProperty.REPLICATION);

    @Override
    public Set<String> passedProperties() {
        return names(EnumSet.complementOf(EnumSet.copyOf(OURS)));
    }

    @Override
    public Set<String> topologyProperties() {
        Set<PGProperty> decided = EnumSet.copyOf(OURS);
        decided.remove(PGProperty.USER);
        decided.remove(PGProperty.PASSWORD);
        return names(decided);
    }

    private static Set<String> names(Set<PGProperty> properties) {
        return properties.stream().map(PGProperty::getName).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<DriverPropertyInfo> propertyInfo() {
        Properties none = new Properties();
        return Arrays.stream(PGProperty.values())
                .filter(property -> !OURS.contains(property))
                .map(property -> property.toDriverPropertyInfo(none))
                .toList();
    }

    @Override
    public String withoutEscapes(String sql) throws SQLException {
        // Braces outside of strings and comments occur in escapes only; most texts have none at all.
        return sql.indexOf('{') < 0 ? sql : Parser.replaceProcessing(sql, true, true);
    }

    @Override
    public List<String> commands(String sql) {
        return SessionCommands.split(sql);
    }

    @Override
    public String asPrepared(String plain) {
        return SessionCommands.withOperatorsMarked(plain);
    }

    /** Only the server knows. */
    @Override
    public void requireQuery(String sql) {
        // As in the native driver.
    }

    @Override
    public Optional<CallText> call(String sql) throws SQLException {
        JdbcCallParseInfo parsed = Parser.modifyJdbcCall(sql, true, LEAST_SERVER_VERSION, EscapeSyntaxCallMode.SELECT);
        return Optional.of(new CallText(withoutEscapes(parsed.getSql()), parsed.isFunction(), Dialect.POSTGRESQL));
    }

    /** Results without a cursor lie in memory, and their getters read nothing else. */
    @Override
    public ResultSet apart(ResultSet rows) throws SQLException {
        // The native driver asks for the columns' tables at the first such question: not when others have the
        // connection. Some listings that it knows to be empty it does not describe at all.
        if (rows.isBeforeFirst()) {
            rows.getMetaData().isNullable(1);
        }
        return rows;
    }

    @Override
    public ResultSet noKeys(Connection catalog, boolean asked) throws SQLException {
        return catalog.createStatement().getGeneratedKeys();
    }

    @Override
    public GeneratedKeys keyColumns(String sql, int[] positions, KintsugiConnection connection) throws SQLException {
        return connection.onCatalog(catalog -> GeneratedKeyColumns.of(catalog, sql, positions));
    }

    @Override
    public Optional<String> tellingApplicationName(String name) {
        return Optional.of("SET application_name = " + KintsugiConnection.literal(name));
    }

    @Override
    public boolean changesCatalog() {
        return false;
    }

    @Override
    public void setSchema(@Nullable String schema, KintsugiConnection connection) throws SQLException {
        connection.command(
                "SET SESSION search_path TO " + (schema == null ? "DEFAULT" : KintsugiConnection.literal(schema)));
    }

    /** Without effect: a connection stays with its database. */
    @Override
    public void setCatalog(@Nullable String catalog, KintsugiConnection connection) {
        // As in the native driver.
    }

    @Override
    public ResultSet withoutOwnSchema(ResultSet listing) throws SQLException {
        return VisibleRows.of(listing, label -> label.endsWith("_SCHEM"), OWN_SCHEMA);
    }

    @Override
    public int defaultHoldability() {
        return ResultSet.CLOSE_CURSORS_AT_COMMIT;
    }

    @Override
    public boolean keepsRowsOverCommit() {
        return false;
    }

    @Override
    public boolean quotesAsStandard() {
        return true;
    }

    @Override
    public boolean hasTextLobs() {
        return false;
    }

    @Override
    public OptionalInt streamingFetchSize() {
        return OptionalInt.empty();
    }

    @Override
    public String undefinedColumnState() {
        return "42703";
    }

    @Override
    public int driverMajorVersion() {
        return org.postgresql.util.DriverInfo.MAJOR_VERSION;
    }

    @Override
    public int driverMinorVersion() {
        return org.postgresql.util.DriverInfo.MINOR_VERSION;
    }
}
