package io.kintsugi.cli.sql;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor whether an entry is finished: at a semicolon, or at once for a backslash command. */
final class ShellParser implements Parser {
    private final boolean mySql;

    /** @param mySql whose strings and comments end a statement differently */
    ShellParser(boolean mySql) {
        this.mySql = mySql;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !isFinished(line)) {
            throw new EOFError(-1, -1, "The statement is not finished");
        }
        return new Word(line, cursor);
    }

    @Override
    public boolean isEscapeChar(char character) {
        return false;
    }

    boolean isFinished(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.startsWith("\\")) {
            return true;
        }
        if (stripped.equalsIgnoreCase("exit") || stripped.equalsIgnoreCase("quit")) {
            return true;
        }
        StatementScanner scanner = new StatementScanner(mySql);
        scanner.feed(text + "\n");
        return scanner.inside() == StatementScanner.Inside.NOTHING;
    }

    /** The word before the cursor, for completion. */
    private record Word(String line, int cursor) implements CompletingParsedLine {
        @Override
        public String word() {
            return line.substring(start(), cursor);
        }

        private int start() {
            int start = cursor;
            while (start > 0 && isWordPart(line.charAt(start - 1))) {
                start--;
            }
            return start;
        }

        private static boolean isWordPart(char character) {
            return Character.isLetterOrDigit(character) || character == '_' || character == '\\';
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }
}
