package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

/** Tokens in the order of the key: an integer itself, a date's epoch day, a timestamp's microseconds since 1970. */
public record Range(KeyType keyType) implements ShardingFunction {
    public Range {
        requireNonNull(keyType, "keyType");
        if (!keyType.isOrdered()) {
            throw TopologyErrors.invalid("The range function cannot order keys of type " + keyType.label()
                    + "; it takes integer, date, timestamp or timestamp_tz.");
        }
    }

    @Override
    public long token(KeyValue value) {
        if (value.type() != keyType) {
            throw TopologyErrors.invalidKey("The key is of type " + value.type().label()
                    + ", but the ranges are of type " + keyType.label() + ".");
        }
        return value.orderedToken();
    }

    @Override
    public TokenOrder order() {
        return TokenOrder.SIGNED;
    }
}
