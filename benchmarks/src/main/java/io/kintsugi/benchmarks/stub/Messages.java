package io.kintsugi.benchmarks.stub;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** As much of PostgreSQL's protocol as tells where a request and its reply end. */
final class Messages {
    /** Type byte and length. */
    private static final int HEADER = 5;

    private static final int LENGTH_BYTES = 4;
    private static final int REPLY_MAX = 64 << 20;

    private Messages() {}

    /** A whole reply, and whether an error is part of it. */
    record Reply(byte[] bytes, boolean failed) {}

    /** How many times the server will say that it is ready; -1 when the request ends the session. */
    static int repliesTo(byte[] request, int length) throws IOException {
        int count = 0;
        for (int at = 0; at < length; at += 1 + intAt(request, at + 1)) {
            char type = (char) request[at];
            if (type == 'X') {
                return -1;
            }
            if (type == 'S' || type == 'Q') {
                count++;
            }
        }
        if (count == 0) {
            throw new IOException("a request without a Sync has no end that could be replayed");
        }
        return count;
    }

    private static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    /** Reads until the server has been ready so many times. */
    static Reply read(DataInputStream server, int ready) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean failed = false;
        int seen = 0;
        while (seen < ready) {
            int type = server.readUnsignedByte();
            int length = server.readInt();
            if (length < LENGTH_BYTES || all.size() + length > REPLY_MAX) {
                throw new IOException("a message of " + length + " bytes is not replayed");
            }
            append(all, type, length, server.readNBytes(length - LENGTH_BYTES));
            failed |= type == 'E';
            seen += type == 'Z' ? 1 : 0;
        }
        return new Reply(all.toByteArray(), failed);
    }

    private static void append(ByteArrayOutputStream all, int type, int length, byte[] body) {
        byte[] header = new byte[HEADER];
        header[0] = (byte) type;
        header[1] = (byte) (length >>> 24);
        header[2] = (byte) (length >>> 16);
        header[3] = (byte) (length >>> 8);
        header[4] = (byte) length;
        all.writeBytes(header);
        all.writeBytes(body);
    }
}
