package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.PinnedClock;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.schema.ColumnReader;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.SelectItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL. */
final class PostgreSqlDialect implements SqlDialect {
    static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

    private static final Set<String> SYSTEM_SCHEMAS =
            Set.of("pg_catalog", "information_schema", "pg_toast", "kintsugi");
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

    private final GroupValues groupValues = new PostgreSqlGroupValues();
    private final TypeRules types = new PostgreSqlTypes();

    private PostgreSqlDialect() {}

    @Override
    public SqlLexer lexer(ParameterStyle style, RoutingContext context) {
        return SqlLexer.postgreSql(style);
    }

    @Override
    public SqlLexer definitionLexer(ParameterStyle style, RoutingContext context) {
        return lexer(style, context);
    }

    @Override
    public String mainSchema(RoutingContext context) {
        return "public";
    }

    @Override
    public boolean keepsSchemasApart() {
        return false;
    }

    @Override
    public boolean isSystemSchema(String schema) {
        return SYSTEM_SCHEMAS.contains(schema);
    }

    @Override
    public boolean isSystemTable(String table, RoutingContext context) {
        return table.startsWith("pg_");
    }

    @Override
    public boolean isTemporarySchema(String schema) {
        return schema.equals("pg_temp");
    }

    @Override
    public boolean isNoTable(String name) {
        return false;
    }

    @Override
    public Set<String> systemColumns() {
        return SYSTEM_COLUMNS;
    }

    @Override
    public boolean callsFunctionsByField() {
        return true;
    }

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String fingerprint(List<String> columns) {
        return "ROW(" + String.join(", ", columns) + ")::pg_catalog.text";
    }

    @Override
    public boolean mergedColumnsFollowTables() {
        return false;
    }

    @Override
    public String outputName(SelectItem item, LexedSql sql) {
        return PostgreSqlOutputNames.of(item);
    }

    @Override
    public FunctionKind kindOf(FunctionCall call, Optional<FunctionTraits> traits) {
        return PostgreSqlFunctions.kindOf(call, traits);
    }

    @Override
    public boolean isFunctionSchema(String schema) {
        return schema.equals("pg_catalog");
    }

    @Override
    public boolean pinsClocks() {
        return false;
    }

    @Override
    public boolean pins(FunctionCall call) {
        return PinnedClock.replaces(call.name().name());
    }

    @Override
    public boolean isClock(String name) {
        return PostgreSqlFunctions.isClock(name);
    }

    @Override
    public boolean readsClockFromText() {
        return true;
    }

    @Override
    public String aggregate(String name) {
        return "pg_catalog." + name;
    }

    @Override
    public ColumnReader columns(Map<String, String> options) {
        return new ColumnReader();
    }

    @Override
    public String keyTypes() {
        return "smallint, integer, bigint, numeric, text, varchar, uuid, date, timestamp, timestamptz or bytea";
    }

    @Override
    public String keyCollationRemedy() {
        return "Give the column a deterministic collation, such as COLLATE \"C\".";
    }

    @Override
    public TypeRules types() {
        return types;
    }

    @Override
    public GroupValues groupValues() {
        return groupValues;
    }

    /** Text only in byte order. */
    @Override
    public Optional<MergeForm> order(ColumnType type) {
        return equality(type).filter(form -> !isText(form.comparison()) || type.byteOrder());
    }

    private static boolean isText(Comparison comparison) {
        return comparison == Comparison.TEXT_BYTES || comparison == Comparison.PADDED_TEXT_BYTES;
    }

    /** Text under any deterministic collation. */
    @Override
    public Optional<MergeForm> equality(ColumnType type) {
        return comparison(type).map(MergeForm::plain);
    }

    /** Text by its bytes, which are what makes it equal, whatever it is ordered by elsewhere. */
    @Override
    public Optional<MergeForm> arrival(ColumnType type) {
        return equality(type)
                .map(form -> !isText(form.comparison()) || type.byteOrder()
                        ? form
                        : new MergeForm("(", ") COLLATE pg_catalog.\"C\"", form.comparison()));
    }

    @Override
    public boolean sortsWhole(Comparison comparison) {
        return true;
    }

    @Override
    public Optional<MergeForm> extreme(ColumnType type) {
        return order(type);
    }

    private static Optional<Comparison> comparison(ColumnType type) {
        return switch (type.typeClass()) {
            case INT2, INT4, INT8 -> Optional.of(Comparison.INTEGER);
            case NUMERIC -> Optional.of(Comparison.NUMERIC);
            case FLOAT4, FLOAT8 -> Optional.of(Comparison.FLOAT);
            case BOOLEAN -> Optional.of(Comparison.BOOLEAN);
            case TEXT, VARCHAR -> type.deterministicCollation() ? Optional.of(Comparison.TEXT_BYTES) : Optional.empty();
            case UUID -> Optional.of(Comparison.UUID);
            case DATE -> Optional.of(Comparison.DATE);
            case TIMESTAMP -> Optional.of(Comparison.TIMESTAMP);
            case TIMESTAMP_TZ -> Optional.of(Comparison.TIMESTAMP_TZ);
            case TIME -> Optional.of(Comparison.TIME);
            case BYTEA -> Optional.of(Comparison.BYTES);
            case CHAR -> isPadded(type) ? Optional.of(Comparison.PADDED_TEXT_BYTES) : Optional.empty();
            case MONEY, TIME_TZ, INTERVAL, JSON, JSONB, ENUM, ARRAY, OTHER -> Optional.empty();
        };
    }

    /** A column of type character(n) returns every value filled up to n, so equal values have equal bytes. */
    private static boolean isPadded(ColumnType type) {
        return type.deterministicCollation() && type.name().startsWith("character(");
    }

    @Override
    public MergeForm ofGroup(MergeForm form) {
        return form;
    }

    @Override
    public boolean groupsDecideColumns(RoutingContext context) {
        return true;
    }

    @Override
    public boolean mergedNamesMeanSelectItems() {
        return false;
    }

    @Override
    public boolean computedNamesComeFirst() {
        return false;
    }

    @Override
    public boolean nullsFirst(boolean descending) {
        return descending;
    }

    @Override
    public String unlimited() {
        return "NULL";
    }

    @Override
    public String orderRemedy() {
        return "For text, order by it COLLATE \"C\"; otherwise";
    }
}
