package io.kintsugi.engine.merge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes in unsigned order; a prefix comes first. A class instead of a record: records compare arrays by identity. */
public final class ByteKey implements Comparable<ByteKey> {
    private final byte[] bytes;

    public ByteKey(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int compareTo(ByteKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof ByteKey other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
