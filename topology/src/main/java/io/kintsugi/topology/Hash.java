package io.kintsugi.topology;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash function: the first eight bytes, big-endian, of SHA-256 over a key's canonical bytes. Frozen: rows lie
 * where it put them. SHA-256 is chosen because PostgreSQL and MySQL compute it themselves, so a database can tell
 * which of its rows belong to a range. See docs/hash.md. Thread-safe.
 */
public record Hash() implements ShardingFunction {
    private static final int DIGEST_LENGTH = 32;
    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    @Override
    public long token(KeyValue value) {
        return tokenOfBytes(value.canonicalBytes());
    }

    @Override
    public TokenOrder order() {
        return TokenOrder.UNSIGNED;
    }

    /** The token of an integer key, without allocating. */
    public static long tokenOfLong(long value) {
        Scratch scratch = SCRATCH.get();
        int start = DecimalDigits.write(value, scratch.buffer);
        return scratch.token(scratch.buffer, start, DIGEST_LENGTH - start);
    }

    /** The token of canonical bytes. */
    static long tokenOfBytes(byte[] canonical) {
        return SCRATCH.get().token(canonical, 0, canonical.length);
    }

    /** A digest and its buffer, confined to one thread. */
    private static final class Scratch {
        private final MessageDigest digest = newDigest();
        private final byte[] buffer = new byte[DIGEST_LENGTH];

        long token(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
            try {
                digest.digest(buffer, 0, DIGEST_LENGTH);
            } catch (DigestException e) {
                throw new IllegalStateException("SHA-256 does not fit " + DIGEST_LENGTH + " bytes", e);
            }
            return (long) BIG_ENDIAN_LONG.get(buffer, 0);
        }

        private static MessageDigest newDigest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }
    }
}
