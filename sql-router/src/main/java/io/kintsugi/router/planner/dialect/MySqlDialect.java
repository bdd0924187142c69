package io.kintsugi.router.planner.dialect;

import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.plan.Comparison;
import io.kintsugi.router.schema.ColumnReader;
import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.FunctionTraits;
import io.kintsugi.router.schema.MySqlType;
import io.kintsugi.router.syntax.ColumnReference;
import io.kintsugi.router.syntax.FunctionCall;
import io.kintsugi.router.syntax.Identifier;
import io.kintsugi.router.syntax.SelectItem;
import io.kintsugi.topology.KeyCollation;
import io.kintsugi.topology.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** MySQL. */
final class MySqlDialect implements SqlDialect {
    static final MySqlDialect INSTANCE = new MySqlDialect();

    private static final Set<String> SYSTEM_SCHEMAS =
            Set.of("information_schema", "mysql", "performance_schema", "sys", "kintsugi");
    private static final String UNSIGNED = " AS UNSIGNED)";

    private final GroupValues groupValues = new MySqlGroupValues();
    private final TypeRules types = new MySqlTypeRules();

    private MySqlDialect() {}

    @Override
    public SqlLexer lexer(ParameterStyle style, RoutingContext context) {
        return lexer(style, context.mySql(), context.mySql().sqlMode());
    }

    @Override
    public SqlLexer definitionLexer(ParameterStyle style, RoutingContext context) {
        return lexer(style, context.mySql(), "");
    }

    private static SqlLexer lexer(ParameterStyle style, MySqlSession session, String sqlMode) {
        MySqlModes modes = MySqlModes.parse(sqlMode, session.serverVersion())
                .withLowerCaseTableNames(session.lowerCaseTableNames() > 0);
        return SqlLexer.mySql(style, modes);
    }

    /** The database of the nodes' addresses, which is one for all. */
    @Override
    public String mainSchema(RoutingContext context) {
        return context.topology().nodes().values().stream()
                .findFirst()
                .map(Node::database)
                .orElse("");
    }

    /** A schema is a database of its own. */
    @Override
    public boolean keepsSchemasApart() {
        return true;
    }

    @Override
    public boolean isSystemSchema(String schema) {
        return SYSTEM_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isSystemTable(String table, RoutingContext context) {
        return !context.searchPath().isEmpty()
                && isSystemSchema(context.searchPath().get(0));
    }

    @Override
    public boolean isTemporarySchema(String schema) {
        return false;
    }

    @Override
    public boolean isNoTable(String name) {
        return name.equalsIgnoreCase("dual");
    }

    @Override
    public Set<String> systemColumns() {
        return Set.of();
    }

    @Override
    public boolean callsFunctionsByField() {
        return false;
    }

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** In JSON floats and bytes are told in full; what it cannot tell is NULL from the null of a JSON column. */
    @Override
    public String fingerprint(List<String> columns) {
        String absent = columns.stream().map(column -> "ISNULL(" + column + ")").collect(Collectors.joining(", "));
        return "SHA2(JSON_ARRAY(" + String.join(", ", columns) + ", CONCAT(" + absent + ")), 256)";
    }

    @Override
    public boolean mergedColumnsFollowTables() {
        return true;
    }

    /** A column's own name, else the text as it stands. */
    @Override
    public String outputName(SelectItem item, LexedSql sql) {
        return item.alias()
                .map(Identifier::name)
                .orElseGet(() -> unnamed(item, sql).toLowerCase(Locale.ROOT));
    }

    private static String unnamed(SelectItem item, LexedSql sql) {
        return item.expression() instanceof ColumnReference reference
                ? reference.column()
                : sql.text(
                        item.expression().span().first(),
                        item.expression().span().end());
    }

    @Override
    public FunctionKind kindOf(FunctionCall call, Optional<FunctionTraits> traits) {
        return MySqlFunctions.kindOf(call, traits);
    }

    @Override
    public boolean isFunctionSchema(String schema) {
        return false;
    }

    @Override
    public boolean pinsClocks() {
        return true;
    }

    @Override
    public boolean pins(FunctionCall call) {
        return true;
    }

    @Override
    public boolean isClock(String name) {
        return MySqlFunctions.isClock(name);
    }

    @Override
    public boolean readsClockFromText() {
        return false;
    }

    @Override
    public String aggregate(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public ColumnReader columns(Map<String, String> options) {
        return ColumnReader.mySql(options);
    }

    @Override
    public String keyTypes() {
        return "an integer type, decimal, char, varchar, date, datetime, binary or varbinary";
    }

    @Override
    public String keyCollationRemedy() {
        return "Give the column one of the collations utf8mb4_0900_…, utf8mb4_general_ci or a binary one.";
    }

    @Override
    public TypeRules types() {
        return types;
    }

    @Override
    public GroupValues groupValues() {
        return groupValues;
    }

    @Override
    public Optional<MergeForm> order(ColumnType type) {
        return equality(type);
    }

    @Override
    public Optional<MergeForm> equality(ColumnType type) {
        MySqlType facts = type.mySql().orElse(null);
        if (facts == null) {
            return Optional.empty();
        }
        return switch (facts.base()) {
            case "tinyint", "smallint", "mediumint", "int" -> plain(Comparison.INTEGER);
            case "bigint" -> plain(facts.unsigned() ? Comparison.NUMERIC : Comparison.INTEGER);
            case "decimal" -> plain(Comparison.NUMERIC);
            case "double" -> plain(Comparison.FLOAT);
            // The text of a float has fewer digits than the float.
            case "float" -> form("(", ")+0e0", Comparison.FLOAT);
            case "date" -> plain(Comparison.DATE);
            case "datetime" -> plain(Comparison.TIMESTAMP);
            // A moment: the text repeats where clocks are set back.
            case "timestamp" -> form("UNIX_TIMESTAMP(", ")", Comparison.NUMERIC);
            // Hours may be negative and above 24; as a number they sort right.
            case "time" -> form("(", ")+0", Comparison.NUMERIC);
            case "enum", "set", "bit", "year" -> form("CAST(", UNSIGNED, Comparison.NUMERIC);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> plain(Comparison.BYTES);
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> text(facts);
            default -> Optional.empty();
        };
    }

    private static Optional<MergeForm> plain(Comparison comparison) {
        return Optional.of(MergeForm.plain(comparison));
    }

    private static Optional<MergeForm> form(String before, String after, Comparison comparison) {
        return Optional.of(new MergeForm(before, after, comparison));
    }

    /**
     * Text by its weights, which compare as bytes. Under a collation that pads, weights are taken of the text filled up
     * to the column's length, so that length must be known.
     */
    private static Optional<MergeForm> text(MySqlType type) {
        KeyCollation collation = type.collation().flatMap(KeyCollation::of).orElse(null);
        if (collation == null) {
            return Optional.empty();
        }
        if (!collation.padded()) {
            return form("WEIGHT_STRING(", ")", Comparison.BYTES);
        }
        return type.length() > 0
                ? form("WEIGHT_STRING(", " AS CHAR(" + type.length() + "))", Comparison.BYTES)
                : Optional.empty();
    }

    @Override
    public Optional<MergeForm> arrival(ColumnType type) {
        Optional<MergeForm> order = order(type);
        return order.equals(equality(type))
                ? order.filter(form -> form.isPlain() && sortsWhole(form.comparison()))
                : Optional.empty();
    }

    /** Bytes only as far as max_sort_length says. */
    @Override
    public boolean sortsWhole(Comparison comparison) {
        return comparison != Comparison.BYTES && comparison != Comparison.TEXT_BYTES;
    }

    /** Members of ENUM and SET are compared by number everywhere but in MIN and MAX, which compare their text. */
    @Override
    public Optional<MergeForm> extreme(ColumnType type) {
        boolean byText = type.mySql()
                .filter(facts -> facts.base().equals("enum") || facts.base().equals("set"))
                .isPresent();
        return byText ? Optional.empty() : order(type);
    }

    /** An expression of an expression in GROUP BY is not recognized as one of the keys. */
    @Override
    public MergeForm ofGroup(MergeForm form) {
        return new MergeForm("ANY_VALUE(" + form.before(), form.after() + ")", form.comparison());
    }

    @Override
    public boolean groupsDecideColumns(RoutingContext context) {
        return context.mySql().sqlMode().toUpperCase(Locale.ROOT).contains("ONLY_FULL_GROUP_BY");
    }

    @Override
    public boolean mergedNamesMeanSelectItems() {
        return true;
    }

    @Override
    public boolean computedNamesComeFirst() {
        return true;
    }

    @Override
    public boolean nullsFirst(boolean descending) {
        return !descending;
    }

    @Override
    public String unlimited() {
        return "18446744073709551615";
    }

    @Override
    public String orderRemedy() {
        return "For text, give the column a collation such as utf8mb4_0900_ai_ci; otherwise";
    }
}
