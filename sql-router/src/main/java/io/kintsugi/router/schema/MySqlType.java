package io.kintsugi.router.schema;

import io.kintsugi.topology.KeyCollation;
import io.kintsugi.topology.KeyRule;
import io.kintsugi.topology.KeyType;
import java.util.Objects;
import java.util.Optional;

/**
 * What a type of MySQL has beside its class.
 *
 * @param base the type's own word, lower case: {@code bigint}, {@code varchar}, {@code datetime}
 * @param unsigned whether its numbers start at 0
 * @param length characters, bytes, digits or fractional digits, as the type counts; -1 where none is given
 * @param scale digits after the point of a decimal; otherwise 0
 * @param collation of text, an enum and a set, lower case; empty where it is not known
 */
public record MySqlType(String base, boolean unsigned, int length, int scale, Optional<String> collation) {
    public MySqlType {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(collation, "collation");
    }

    /**
     * How a column of this type is hashed. Not keys: floating point, whose equality is not that of its text; enum, set,
     * bit and year, which compare as numbers and as text; time and timestamp, which mean something else in each
     * session; json; text that an index does not hold whole.
     */
    Optional<KeyRule> keyRule() {
        return switch (base) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> Optional.of(KeyRule.mySql(KeyType.INTEGER));
            case "decimal" -> Optional.of(KeyRule.mySql(KeyType.DECIMAL));
            case "date" -> Optional.of(KeyRule.mySql(KeyType.DATE));
            case "datetime" -> Optional.of(KeyRule.mySql(KeyType.TIMESTAMP));
            case "binary", "varbinary" -> Optional.of(KeyRule.mySql(KeyType.BYTES));
            case "char", "varchar" -> collation.flatMap(KeyCollation::of).map(KeyRule::mySql);
            default -> Optional.empty();
        };
    }
}
