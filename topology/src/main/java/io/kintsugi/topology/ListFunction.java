package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys listed one by one, such as tenants: the token is the key's place in the list, sorted by canonical form so that
 * it does not depend on how the list is written. Keys that are not listed have the token {@value #UNLISTED} when
 * there is a default shard for them, and are refused otherwise.
 */
public final class ListFunction implements ShardingFunction {
    /** The token of every key that is not listed. */
    public static final long UNLISTED = -1;

    private final KeyType keyType;
    private final List<KeyValue> values;
    private final boolean acceptsUnlisted;
    private final Map<KeyValue, Long> tokens;

    public ListFunction(KeyType keyType, List<KeyValue> values, boolean acceptsUnlisted) {
        this.keyType = requireNonNull(keyType, "keyType");
        this.values = values.stream().sorted(KeyValue.CANONICAL_ORDER).toList();
        this.acceptsUnlisted = acceptsUnlisted;
        this.tokens = index(keyType, this.values);
    }

    private static Map<KeyValue, Long> index(KeyType keyType, List<KeyValue> values) {
        Map<KeyValue, Long> tokens = new HashMap<>();
        for (KeyValue value : values) {
            if (value.type() != keyType) {
                throw TopologyErrors.invalid("Listed key " + value + " is not of type " + keyType.label() + ".");
            }
            if (tokens.putIfAbsent(value, (long) tokens.size()) != null) {
                throw TopologyErrors.invalid("Key " + value + " is listed twice.");
            }
        }
        return tokens;
    }

    public KeyType keyType() {
        return keyType;
    }

    /** The listed keys, sorted; a key's token is its place here, from 0. */
    public List<KeyValue> values() {
        return values;
    }

    public boolean acceptsUnlisted() {
        return acceptsUnlisted;
    }

    @Override
    public long token(KeyValue value) {
        Long token = value.type() == keyType ? tokens.get(value) : null;
        if (token != null) {
            return token;
        }
        if (value.type() != keyType || !acceptsUnlisted) {
            throw TopologyErrors.invalidKey(
                    "Key " + value + " is not in the list of keys, and there is no default shard.");
        }
        return UNLISTED;
    }

    @Override
    public TokenOrder order() {
        return TokenOrder.SIGNED;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof ListFunction other
                && keyType == other.keyType
                && values.equals(other.values)
                && acceptsUnlisted == other.acceptsUnlisted;
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "ListFunction[" + keyType.label() + ", " + values.size() + " keys]";
    }
}
