package io.kintsugi.topology;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What a comparison of a key column with a number says about the rows that can satisfy it. */
public sealed interface Match {
    /** Only rows with this key. */
    record Equal(KeyValue key) implements Match {
        public Equal {
            requireNonNull(key, "key");
        }
    }

    /** Provably no row, such as an integer column compared with 7.5. */
    record NoRow() implements Match {}

    /** Nothing can be shown: read everywhere or refuse. */
    record Unknown() implements Match {}

    /** The key in the case of {@link Equal}. */
    default Optional<KeyValue> value() {
        return this instanceof Equal equal ? Optional.of(equal.key()) : Optional.empty();
    }

    default boolean isNoRow() {
        return this instanceof NoRow;
    }
}
