package io.kintsugi.router.schema;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes columns of what {@code information_schema.columns} of MySQL says of them. Stateless. */
public final class MySqlColumns {
    private static final Pattern ON_UPDATE = Pattern.compile("on update .*", Pattern.CASE_INSENSITIVE);

    private static final Pattern INVISIBLE = Pattern.compile("\\binvisible\\b");

    private MySqlColumns() {}

    /**
     * One column.
     *
     * @param name COLUMN_NAME; names of columns do not tell cases apart, so it is folded here
     * @param columnType COLUMN_TYPE
     * @param collation COLLATION_NAME
     * @param nullable whether IS_NULLABLE is YES
     * @param columnDefault COLUMN_DEFAULT: a value without quotes, or an expression where EXTRA says DEFAULT_GENERATED
     * @param extra EXTRA
     */
    public static LogicalColumn column(
            String name,
            String columnType,
            @Nullable String collation,
            boolean nullable,
            @Nullable String columnDefault,
            String extra) {
        String said = extra.toLowerCase(Locale.ROOT);
        boolean generated = said.contains("stored generated") || said.contains("virtual generated");
        return new LogicalColumn(
                fold(name),
                MySqlTypes.of(columnType, Optional.ofNullable(collation)),
                !nullable,
                defaultExpression(columnDefault, extra),
                said.contains("auto_increment") ? LogicalColumn.Identity.BY_DEFAULT : LogicalColumn.Identity.NONE,
                generated,
                INVISIBLE.matcher(said).find(),
                Optional.of(new LogicalColumn.Declaration(name, columnType, Optional.ofNullable(collation))));
    }

    /** The name of a column as the router knows it. */
    public static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> defaultExpression(@Nullable String columnDefault, String extra) {
        boolean expression = extra.toUpperCase(Locale.ROOT).contains("DEFAULT_GENERATED");
        Optional<String> value = Optional.ofNullable(columnDefault)
                .map(text ->
                        expression ? text : "'" + text.replace("\\", "\\\\").replace("'", "''") + "'");
        Matcher onUpdate = ON_UPDATE.matcher(extra);
        return onUpdate.find() ? Optional.of(value.orElse("NULL") + " " + onUpdate.group()) : value;
    }
}
