package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.router.schema.MySqlType;
import java.util.List;
import java.util.Optional;

/** Whether a type of MySQL holds every value of another one, unchanged. */
final class WiderType {
    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "int", "bigint");

    private WiderType() {}

    static boolean holds(ColumnType wide, ColumnType narrow) {
        Optional<MySqlType> one = wide.mySql();
        Optional<MySqlType> other = narrow.mySql();
        return one.isPresent() && other.isPresent() && holds(one.get(), other.get());
    }

    private static boolean holds(MySqlType wide, MySqlType narrow) {
        int size = INTEGERS.indexOf(wide.base());
        if (size >= 0) {
            int before = INTEGERS.indexOf(narrow.base());
            boolean sameSign = wide.unsigned() == narrow.unsigned();
            return sameSign ? size >= before : !wide.unsigned() && size > before;
        }
        boolean sameBase = wide.base().equals(narrow.base());
        return switch (wide.base()) {
            case "decimal" ->
                wide.scale() >= narrow.scale()
                        && wide.length() - wide.scale() >= narrow.length() - narrow.scale()
                        && (!wide.unsigned() || narrow.unsigned());
            case "binary" -> sameBase && wide.length() == narrow.length();
            case "varchar", "varbinary" ->
                wide.length() >= narrow.length() && !narrow.base().equals("binary");
            default -> sameBase && wide.length() >= narrow.length();
        };
    }
}
