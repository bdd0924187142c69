package io.kintsugi.cli.advise;

import java.util.function.Consumer;

/** A statement that a log tells of line by line. Confined to one reading. */
final class LogEntry {
    /** A longer text is no statement that anybody routes; what follows of it is passed over. */
    private static final int CHARACTERS_MAX = 16 << 20;

    private final Consumer<String> statements;
    private final StringBuilder text = new StringBuilder();
    private boolean open;

    LogEntry(Consumer<String> statements) {
        this.statements = statements;
    }

    void begin(String line) {
        end();
        text.append(line);
        open = true;
    }

    /** A further line, where a statement has begun. */
    void more(String line) {
        if (open && text.length() < CHARACTERS_MAX) {
            text.append('\n').append(line);
        }
    }

    void end() {
        if (open) {
            statements.accept(text.toString());
        }
        text.setLength(0);
        open = false;
    }
}
