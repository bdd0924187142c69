package io.kintsugi.router.planner.bind;

import io.kintsugi.router.schema.ColumnType;
import io.kintsugi.topology.KeyType;
import io.kintsugi.topology.KeyValue;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a column stores a key as it is. A column with a modifier may round or cut a value while storing it, and the
 * row would then be looked for on another shard than the one it was sent to.
 */
public final class StoredForm {
    private static final Pattern MODIFIERS = Pattern.compile("\\((\\d+)(?:\\s*,\\s*(-?\\d+))?\\)");
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int MICRO_DIGITS = 6;

    private StoredForm() {}

    /** Whether the column stores exactly this key. */
    public static boolean keeps(ColumnType type, KeyOutcome.Exact value) {
        if (type.mySql().isPresent()) {
            return MySqlStoredForm.keeps(type.mySql().get(), value);
        }
        return type.name().indexOf('(') < 0 || keeps(type, value.key());
    }

    private static boolean keeps(ColumnType type, KeyValue key) {
        Matcher modifiers = MODIFIERS.matcher(type.name());
        if (!modifiers.find()) {
            return true;
        }
        int first = Integer.parseInt(modifiers.group(1));
        String second = modifiers.group(2);
        return switch (key.type()) {
            case TEXT -> key.toString().codePointCount(0, key.toString().length()) <= first;
            case DECIMAL -> new BigDecimal(key.toString()).scale() <= (second == null ? 0 : Integer.parseInt(second));
            case TIMESTAMP, TIMESTAMP_TZ -> Long.parseLong(key.toString()) % step(first) == 0;
            case INTEGER, UUID, DATE, BYTES -> false;
        };
    }

    /** Microseconds between two values of a timestamp with so many digits. */
    private static long step(int digits) {
        long step = MICROS_PER_SECOND;
        for (int i = 0; i < Math.min(digits, MICRO_DIGITS); i++) {
            step /= 10;
        }
        return step;
    }

    /** Whether the type has modifiers at all. */
    public static boolean isModified(ColumnType type) {
        if (type.mySql().isPresent()) {
            return !type.mySql().get().base().equals("date");
        }
        return type.typeClass().keyType().filter(key -> key != KeyType.BYTES).isPresent()
                && type.name().contains("(");
    }
}
