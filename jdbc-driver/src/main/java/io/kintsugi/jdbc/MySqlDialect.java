package io.kintsugi.jdbc;

import com.mysql.cj.QueryInfo;
import com.mysql.cj.QueryReturnType;
import com.mysql.cj.conf.PropertyDefinition;
import com.mysql.cj.conf.PropertyDefinitions;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.Driver;
import io.kintsugi.engine.api.GeneratedKeys;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** MySQL's own driver, Connector/J, which the application adds. */
final class MySqlDialect implements NativeDialect {
    /** Where to connect, and which of several servers to take, is the topology's business. */
    private static final Set<String> OURS =
            Set.of(PropertyDefinitions.CATEGORY_HA, PropertyDefinitions.CATEGORY_XDEVAPI);

    private static final Set<PropertyKey> PLACE = Set.of(
            PropertyKey.USER,
            PropertyKey.PASSWORD,
            PropertyKey.HOST,
            PropertyKey.PORT,
            PropertyKey.DBNAME,
            PropertyKey.PROTOCOL,
            PropertyKey.PATH,
            PropertyKey.TYPE,
            PropertyKey.ADDRESS,
            PropertyKey.PRIORITY,
            PropertyKey.createDatabaseIfNotExist);

    private static final String OWN_DATABASE = "kintsugi";

    /** The native driver's state for what it refuses itself. */
    private static final String ILLEGAL_ARGUMENT = "S1009";

    private final Driver driver;

    MySqlDialect() {
        try {
            this.driver = new Driver();
        } catch (SQLException impossible) {
            throw new IllegalStateException("the native driver cannot be made", impossible);
        }
    }

    private static boolean isPassed(PropertyDefinition<?> definition) {
        return !OURS.contains(definition.getCategory()) && !PLACE.contains(definition.getPropertyKey());
    }

    @Override
    public Set<String> passedProperties() {
        return PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.values().stream()
                .filter(MySqlDialect::isPassed)
                .map(PropertyDefinition::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> topologyProperties() {
        Set<String> decided = PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.values().stream()
                .filter(definition -> !isPassed(definition))
                .map(PropertyDefinition::getName)
                .collect(Collectors.toSet());
        decided.remove(PropertyKey.USER.getKeyName());
        decided.remove(PropertyKey.PASSWORD.getKeyName());
        return Set.copyOf(decided);
    }

    @Override
    public List<DriverPropertyInfo> propertyInfo() {
        return PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.values().stream()
                .filter(MySqlDialect::isPassed)
                .map(MySqlDialect::info)
                .toList();
    }

    private static DriverPropertyInfo info(PropertyDefinition<?> definition) {
        Object value = definition.getDefaultValue();
        DriverPropertyInfo info = new DriverPropertyInfo(definition.getName(), value == null ? null : value.toString());
        info.description = definition.getDescription();
        info.choices = definition.getAllowableValues();
        return info;
    }

    @Override
    public String withoutEscapes(String sql) {
        return MySqlEscapes.replace(sql);
    }

    /** The native driver sends several statements only where it is told to, so nobody expects it. */
    @Override
    public List<String> commands(String sql) {
        return List.of(sql);
    }

    @Override
    public String asPrepared(String plain) {
        return plain;
    }

    @Override
    public void requireQuery(String sql) throws SQLException {
        if (QueryInfo.getQueryReturnType(sql, false) == QueryReturnType.DOES_NOT_PRODUCE_RESULT_SET) {
            throw new SQLException(
                    "executeQuery cannot run statements that do not produce result sets.", ILLEGAL_ARGUMENT);
        }
    }

    @Override
    public Optional<CallText> call(String sql) {
        return MySqlCalls.read(withoutEscapes(sql));
    }

    /** Getters of the native driver wait for its connection, which others use meanwhile. */
    @Override
    public ResultSet apart(ResultSet rows) throws SQLException {
        return RowsSnapshot.of(rows);
    }

    @Override
    public ResultSet noKeys(Connection catalog, boolean asked) throws SQLException {
        // The native driver remembers every statement that is not closed.
        try (Statement statement = catalog.createStatement()) {
            if (asked) {
                statement.executeUpdate("DO 0", Statement.RETURN_GENERATED_KEYS);
            }
            return apart(statement.getGeneratedKeys());
        }
    }

    /** There is one generated column, whatever is asked for. */
    @Override
    public GeneratedKeys keyColumns(String sql, int[] positions, KintsugiConnection connection) {
        return StatementOptions.ALL_KEYS;
    }

    @Override
    public Optional<String> tellingApplicationName(String name) {
        return Optional.empty();
    }

    @Override
    public boolean changesCatalog() {
        return true;
    }

    /** Without effect where a database is a catalog, which is the native driver's default. */
    @Override
    public void setSchema(@Nullable String schema, KintsugiConnection connection) throws SQLException {
        if (connection.getSchema() != null && schema != null) {
            use(schema, connection);
        }
    }

    /** The same for the other way round. */
    @Override
    public void setCatalog(@Nullable String catalog, KintsugiConnection connection) throws SQLException {
        if (connection.getSchema() != null) {
            return;
        }
        if (catalog == null) {
            throw Errors.argument("The catalog's name is null.", "Name the database.");
        }
        if (!catalog.equals(connection.getCatalog())) {
            use(catalog, connection);
        }
    }

    private static void use(String database, KintsugiConnection connection) throws SQLException {
        connection.command("USE `" + database.replace("`", "``") + "`");
    }

    /** A database is a catalog. */
    @Override
    public ResultSet withoutOwnSchema(ResultSet listing) throws SQLException {
        return VisibleRows.of(listing, label -> label.endsWith("_CAT"), OWN_DATABASE);
    }

    @Override
    public int defaultHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    /** A cursor of the server reads from a copy of its rows, and lives as long as its statement. */
    @Override
    public boolean keepsRowsOverCommit() {
        return true;
    }

    @Override
    public boolean quotesAsStandard() {
        return false;
    }

    @Override
    public boolean hasTextLobs() {
        return true;
    }

    @Override
    public OptionalInt streamingFetchSize() {
        return OptionalInt.of(Integer.MIN_VALUE);
    }

    @Override
    public String undefinedColumnState() {
        return "42S22";
    }

    @Override
    public int driverMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int driverMinorVersion() {
        return driver.getMinorVersion();
    }
}
