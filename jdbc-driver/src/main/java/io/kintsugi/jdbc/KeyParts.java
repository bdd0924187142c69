package io.kintsugi.jdbc;

import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.ShardingKey;
import java.sql.ShardingKeyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sharding key as JDBC builds it: here always one part, the value of the key column. Immutable. */
record KeyParts(List<Object> parts) implements ShardingKey {
    KeyParts {
        parts = List.copyOf(parts);
    }

    /** Empty for no key. */
    static Optional<Object> value(@Nullable ShardingKey key) throws SQLException {
        if (key == null) {
            return Optional.empty();
        }
        if (!(key instanceof KeyParts ours)) {
            throw Errors.argument(
                    "The sharding key was built by another driver.", "Build it by createShardingKeyBuilder.");
        }
        return Optional.of(ours.parts().get(0));
    }

    /** The keyspace that a super sharding key names. */
    static Optional<String> keyspace(@Nullable ShardingKey superKey) throws SQLException {
        return value(superKey).map(String::valueOf);
    }

    /** A keyspace without a key names nothing. */
    static void requireNotAlone(@Nullable ShardingKey key, @Nullable ShardingKey superKey) throws SQLException {
        if (key == null && superKey != null) {
            throw Errors.argument(
                    "A super sharding key is given without a sharding key.", "Give the sharding key as well.");
        }
    }

    /** Collects the parts of a key. Confined to its caller. */
    static final class Builder implements ShardingKeyBuilder {
        private final List<Object> parts = new ArrayList<>();

        @Override
        public ShardingKeyBuilder subkey(@Nullable Object subkey, @Nullable SQLType subkeyType) {
            if (subkey != null) {
                parts.add(subkey);
            }
            return this;
        }

        @Override
        public ShardingKey build() throws SQLException {
            if (parts.size() != 1) {
                throw Errors.argument(
                        "The sharding key has " + parts.size() + " parts that are not null.",
                        "Give one part, the value of the key column; a keyspace is named by the super sharding key.");
            }
            return new KeyParts(parts);
        }
    }
}
