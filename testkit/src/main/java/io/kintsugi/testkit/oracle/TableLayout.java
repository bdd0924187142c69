package io.kintsugi.testkit.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a table's rows lie.
 *
 * @param key the sharding key; empty unless the table is sharded
 * @param generated columns whose values Kintsugi makes up, and by what
 */
public record TableLayout(String name, Place place, Optional<String> key, Map<String, String> generated) {
    /** Spread by a key, whole on every shard, or whole on one. */
    public enum Place {
        SHARDED,
        REFERENCE,
        UNSHARDED
    }

    public TableLayout {
        generated = Map.copyOf(generated);
    }

    /**
     * From words such as {@code key user_id, generate order_id by sequence}, {@code reference}, {@code unsharded}.
     *
     * @throws IllegalArgumentException when they say something else
     */
    public static TableLayout of(String name, String words) {
        Optional<String> key = Optional.empty();
        Place place = Place.SHARDED;
        Map<String, String> generated = new LinkedHashMap<>();
        for (String clause : words.split(",")) {
            String[] parts = clause.strip().split(" +");
            if (parts.length == 2 && parts[0].equals("key")) {
                key = Optional.of(parts[1]);
            } else if (parts.length == 4 && parts[0].equals("generate") && parts[2].equals("by")) {
                generated.put(parts[1], parts[3]);
            } else if (parts.length == 1 && (parts[0].equals("reference") || parts[0].equals("unsharded"))) {
                place = parts[0].equals("reference") ? Place.REFERENCE : Place.UNSHARDED;
            } else {
                throw new IllegalArgumentException("'" + clause.strip()
                        + "' says nothing about a table; expected: key <column>, reference, unsharded,"
                        + " generate <column> by sequence|tsid");
            }
        }
        if (place == Place.SHARDED && key.isEmpty()) {
            throw new IllegalArgumentException(
                    "Table '" + name + "' has neither a key nor is it reference or unsharded");
        }
        return new TableLayout(name, place, key, generated);
    }

    /** Its entry in a topology. */
    String yaml() {
        StringBuilder fields = new StringBuilder();
        key.ifPresent(column -> fields.append("key: ").append(column));
        if (place == Place.REFERENCE) {
            fields.append("reference: true");
        }
        if (!generated.isEmpty()) {
            fields.append(fields.isEmpty() ? "" : ", ").append("generate: {");
            String separator = "";
            for (Map.Entry<String, String> column : generated.entrySet()) {
                fields.append(separator).append(column.getKey()).append(": ").append(column.getValue());
                separator = ", ";
            }
            fields.append('}');
        }
        return name + ": {" + fields + "}";
    }
}
