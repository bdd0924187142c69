package io.kintsugi.benchmarks.stub;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server has answered on one connection, by the bytes of the request. Prepared statements have names that mean
 * something on one connection only, so connections share nothing. A look-up does not allocate. Confined to one thread.
 */
final class Replies {
    private final Map<Request, byte[]> known = new HashMap<>();
    private final Request probe = new Request(new byte[0], 0);

    /** Bytes up to a length; the probe is filled anew for each look-up. */
    private static final class Request {
        private byte[] bytes;
        private int length;

        Request(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Request other && Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
        }

        @Override
        public int hashCode() {
            int hash = length;
            for (int i = 0; i < length; i++) {
                hash = 31 * hash + bytes[i];
            }
            return hash;
        }
    }

    /** Null when this was never asked before. */
    byte @Nullable [] find(byte[] request, int length) {
        probe.bytes = request;
        probe.length = length;
        return known.get(probe);
    }

    void add(byte[] request, int length, byte[] reply) {
        known.put(new Request(Arrays.copyOf(request, length), length), reply);
    }
}
