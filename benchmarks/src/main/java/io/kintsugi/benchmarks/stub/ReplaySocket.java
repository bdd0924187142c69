package io.kintsugi.benchmarks.stub;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;

/**
 * A connection to a real server that answers from memory what it was asked before, without a system call: then only the
 * client's own work is left to measure. Nothing is replayed while the server itself is in a transaction, and one that
 * was begun from memory is begun for real before anything new goes to it; else rows would stay locked behind a commit
 * that never arrived. Confined to one thread at a time.
 */
final class ReplaySocket extends Socket {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BUFFER = 8 << 10;
    private static final byte IDLE = 'I';
    private static final byte[] BEGIN = {'Q', 0, 0, 0, 10, 'B', 'E', 'G', 'I', 'N', 0};

    private final Replies replies = new Replies();
    private final OutputStream requests = new Requests();
    private final InputStream answers = new Answers();
    private byte[] request = new byte[FIRST_BUFFER];
    private int requestLength;
    private byte[] reply = NOTHING;
    private int replyRead;
    private boolean started;

    /** As the driver believes it, and as the server itself has said it last. */
    private byte shown = IDLE;

    private byte actual = IDLE;

    @Override
    public OutputStream getOutputStream() {
        return requests;
    }

    @Override
    public InputStream getInputStream() {
        return answers;
    }

    private void send() throws IOException {
        if (requestLength == 0) {
            return;
        }
        int length = requestLength;
        requestLength = 0;
        byte[] known = started && actual == IDLE ? replies.find(request, length) : null;
        reply = known != null ? known : ask(length);
        replyRead = 0;
        if (reply.length > 0) {
            // A reply ends with ReadyForQuery, whose one byte is the state of the transaction.
            shown = reply[reply.length - 1];
        }
    }

    private byte[] ask(int length) throws IOException {
        // The first request has no type, and its reply ends with one ReadyForQuery like any other.
        int ready = started ? Messages.repliesTo(request, length) : 1;
        DataInputStream server = new DataInputStream(super.getInputStream());
        if (ready > 0 && shown != IDLE && actual == IDLE) {
            super.getOutputStream().write(BEGIN);
            Messages.read(server, 1);
        }
        super.getOutputStream().write(request, 0, length);
        if (ready < 0) {
            return NOTHING;
        }
        Messages.Reply answer = Messages.read(server, ready);
        actual = answer.bytes()[answer.bytes().length - 1];
        if (started && !answer.failed()) {
            replies.add(request, length, answer.bytes());
        }
        started = true;
        return answer.bytes();
    }

    /** What the driver says, up to a flush. */
    private final class Requests extends OutputStream {
        @Override
        public void write(int one) {
            reserve(1);
            request[requestLength++] = (byte) one;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            reserve(length);
            System.arraycopy(bytes, offset, request, requestLength, length);
            requestLength += length;
        }

        private void reserve(int more) {
            if (requestLength + more > request.length) {
                request = Arrays.copyOf(request, Math.max(request.length * 2, requestLength + more));
            }
        }

        @Override
        public void flush() throws IOException {
            send();
        }

        @Override
        public void close() throws IOException {
            ReplaySocket.this.close();
        }
    }

    /** What the driver gets to read. */
    private final class Answers extends InputStream {
        @Override
        public int available() {
            return reply.length - replyRead;
        }

        @Override
        public int read() {
            return available() == 0 ? -1 : reply[replyRead++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, available());
            if (count == 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(reply, replyRead, target, offset, count);
            replyRead += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            ReplaySocket.this.close();
        }
    }
}
