package io.kintsugi.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.sql.SQLException;
import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Copies of parameter values, taken when they are set: the native drivers look at them then, ours looks later. */
@SuppressWarnings("JavaUtilDate")
final class Snapshots {
    private static final int BUFFER_SIZE = 8192;

    private Snapshots() {}

    static @Nullable Object of(@Nullable Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof Date date) {
            return date.clone();
        }
        if (value instanceof Calendar calendar) {
            return calendar.clone();
        }
        if (value instanceof PGobject object) {
            return copy(object);
        }
        return value != null && value.getClass().isArray() ? array(value) : value;
    }

    private static Object copy(PGobject object) throws SQLException {
        try {
            return object.clone();
        } catch (CloneNotSupportedException wrong) {
            throw Errors.argument("The " + object.getClass().getName() + " cannot be copied.", "Make it cloneable.");
        }
    }

    private static Object array(Object value) throws SQLException {
        int length = Array.getLength(value);
        Object copy = Array.newInstance(value.getClass().getComponentType(), length);
        if (value.getClass().getComponentType().isPrimitive()) {
            System.arraycopy(value, 0, copy, 0, length);
            return copy;
        }
        for (int index = 0; index < length; index++) {
            Array.set(copy, index, of(Array.get(value, index)));
        }
        return copy;
    }

    /** @param length how many bytes to take; negative: all */
    static byte[] bytes(InputStream stream, long length, long most) throws SQLException {
        try {
            if (length > most) {
                throw tooLong(most);
            }
            byte[] bytes =
                    stream.readNBytes(Math.toIntExact(length < 0 ? Math.min(most + 1, Integer.MAX_VALUE - 8) : length));
            if (bytes.length > most) {
                throw tooLong(most);
            }
            requireLength(length, bytes.length);
            return bytes;
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    /** @param length how many characters to take; negative: all */
    static String text(Reader reader, long length, long most) throws SQLException {
        long wanted = length < 0 ? Long.MAX_VALUE : length;
        StringWriter text = new StringWriter();
        char[] buffer = new char[BUFFER_SIZE];
        try {
            while (text.getBuffer().length() < wanted) {
                int left =
                        (int) Math.min(buffer.length, wanted - text.getBuffer().length());
                int read = reader.read(buffer, 0, left);
                if (read < 0) {
                    break;
                }
                text.write(buffer, 0, read);
                if (text.getBuffer().length() > most) {
                    throw tooLong(most);
                }
            }
        } catch (IOException failed) {
            throw unreadable(failed);
        }
        requireLength(length, text.getBuffer().length());
        return text.toString();
    }

    private static void requireLength(long wanted, int found) throws SQLException {
        if (wanted >= 0 && found != wanted) {
            throw Errors.argument(
                    "The stream ended after " + found + " of the " + wanted + " announced.", "Give the right length.");
        }
    }

    private static SQLException tooLong(long most) {
        return Errors.argument(
                "The stream is longer than " + most + ".",
                "Raise the property " + DriverProperty.STREAM_BYTES_MAX.text() + ", or write it in parts.");
    }

    private static SQLException unreadable(IOException failed) {
        SQLException error =
                Errors.argument("The stream cannot be read: " + failed.getMessage() + ".", "Check its source.");
        error.addSuppressed(failed);
        return error;
    }
}
