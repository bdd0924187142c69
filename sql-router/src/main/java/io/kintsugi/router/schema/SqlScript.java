package io.kintsugi.router.schema;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits a script file, such as one that {@code pg_dump} wrote, into its statements: at semicolons outside quotes,
 * comments, parentheses and {@code BEGIN ATOMIC} bodies. Client commands ({@code \connect}) and the data of
 * {@code COPY … FROM stdin} are left out. Stateless.
 */
public final class SqlScript {
    private static final Pattern COPY_FROM_STDIN =
            Pattern.compile("^\\s*COPY\\b.*\\bFROM\\s+STDIN\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String END_OF_DATA = "\\.";

    /**
     * One statement of a script.
     *
     * @param text without the semicolon and without the comments before it
     * @param line of its first character, counted from 1
     */
    public record ScriptStatement(String text, int line) {}

    private final String script;
    private final List<ScriptStatement> statements = new ArrayList<>();
    private int position;
    /** Where the current statement starts; -1 before its first character. */
    private int start = -1;

    private int parentheses;
    /** Depth of BEGIN ATOMIC and the CASEs in it; 0 outside. */
    private int atomicDepth;

    private String previousWord = "";
    /** A place whose line is known, so that counting lines costs one pass in all. */
    private int countedTo;

    private int linesBefore;

    private SqlScript(String script) {
        this.script = script;
    }

    /**
     * The statements of the script, in order.
     *
     * @throws ShardException SYNTAX_NOT_UNDERSTOOD with the line, for a quote or comment that does not end and for a
     *     client command inside a statement
     */
    public static List<ScriptStatement> split(String script) {
        SqlScript splitter = new SqlScript(script);
        splitter.run();
        return List.copyOf(splitter.statements);
    }

    private void run() {
        while (position < script.length()) {
            step(script.charAt(position));
        }
        endStatement();
    }

    private void step(char c) {
        if (Character.isWhitespace(c) || c == '\uFEFF') {
            position++;
            return;
        }
        if (script.startsWith("--", position)) {
            position = endOfLine(position);
            return;
        }
        if (script.startsWith("/*", position)) {
            skipComment();
            return;
        }
        if (c == '\\') {
            skipClientCommand();
            return;
        }
        if (c == ';' && parentheses == 0 && atomicDepth == 0) {
            endStatement();
            position++;
            skipCopyData();
            return;
        }
        inStatement(c);
    }

    private void inStatement(char c) {
        if (start < 0) {
            start = position;
        }
        if (c == '\'') {
            skipQuoted('\'', position > 0 && isEscapeString());
            return;
        }
        if (c == '"') {
            skipQuoted('"', false);
            return;
        }
        if (c == '$' && skipDollarQuoted()) {
            return;
        }
        if (isWordStart(c)) {
            word();
            return;
        }
        parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
        position++;
    }

    private boolean isEscapeString() {
        char before = script.charAt(position - 1);
        return (before == 'e' || before == 'E') && (position < 2 || !isWordPart(script.charAt(position - 2)));
    }

    private void skipQuoted(char quote, boolean backslashes) {
        int opened = position++;
        while (position < script.length()) {
            char c = script.charAt(position++);
            if (backslashes && c == '\\') {
                position++;
            } else if (c == quote) {
                return;
            }
        }
        throw unfinished("quote", opened);
    }

    private boolean skipDollarQuoted() {
        int tagEnd = script.indexOf('$', position + 1);
        if (tagEnd < 0 || !isTag(position + 1, tagEnd)) {
            return false;
        }
        String delimiter = script.substring(position, tagEnd + 1);
        int end = script.indexOf(delimiter, tagEnd + 1);
        if (end < 0) {
            throw unfinished("dollar quote", position);
        }
        position = end + delimiter.length();
        return true;
    }

    private boolean isTag(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = script.charAt(i);
            boolean legal = i == from ? isWordStart(c) : isWordPart(c) && c != '$';
            if (!legal) {
                return false;
            }
        }
        return true;
    }

    private void word() {
        int from = position;
        while (position < script.length() && isWordPart(script.charAt(position))) {
            position++;
        }
        String word = script.substring(from, position).toUpperCase(Locale.ROOT);
        if (atomicDepth == 0) {
            atomicDepth = word.equals("ATOMIC") && previousWord.equals("BEGIN") ? 1 : 0;
        } else {
            atomicDepth += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
        }
        previousWord = word;
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void skipComment() {
        int opened = position;
        int depth = 0;
        while (position < script.length()) {
            if (script.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (script.startsWith("*/", position)) {
                depth--;
                position += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                position++;
            }
        }
        throw unfinished("comment", opened);
    }

    private void skipClientCommand() {
        if (start >= 0) {
            throw new ShardException(
                    ErrorCode.SYNTAX_NOT_UNDERSTOOD,
                    "Line " + lineOf(position)
                            + " of the script: a client command inside a statement. End the statement"
                            + " with a semicolon before it.");
        }
        position = endOfLine(position);
    }

    private void skipCopyData() {
        if (statements.isEmpty()
                || !COPY_FROM_STDIN
                        .matcher(statements.get(statements.size() - 1).text())
                        .matches()) {
            return;
        }
        position = Math.min(script.length(), endOfLine(position) + 1);
        while (position < script.length()) {
            int end = endOfLine(position);
            boolean last = script.substring(position, end).strip().equals(END_OF_DATA);
            position = Math.min(script.length(), end + 1);
            if (last) {
                return;
            }
        }
    }

    private void endStatement() {
        if (start >= 0) {
            statements.add(new ScriptStatement(script.substring(start, position).strip(), lineOf(start)));
        }
        start = -1;
        parentheses = 0;
        atomicDepth = 0;
        previousWord = "";
    }

    private int endOfLine(int from) {
        int end = script.indexOf('\n', from);
        return end < 0 ? script.length() : end;
    }

    private int lineOf(int offset) {
        for (; countedTo < offset; countedTo++) {
            linesBefore += script.charAt(countedTo) == '\n' ? 1 : 0;
        }
        return linesBefore + 1;
    }

    private ShardException unfinished(String what, int opened) {
        return new ShardException(
                ErrorCode.SYNTAX_NOT_UNDERSTOOD,
                "Line " + lineOf(opened) + " of the script: a " + what + " starts here and does not end.");
    }
}
