package io.kintsugi.jdbc;

import com.mysql.cj.conf.PropertyDefinition;
import com.mysql.cj.conf.PropertyDefinitions;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

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
    public Optional<CallText> call(String sql) {
        return MySqlCalls.read(withoutEscapes(sql));
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
    public int driverMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int driverMinorVersion() {
        return driver.getMinorVersion();
    }
}
