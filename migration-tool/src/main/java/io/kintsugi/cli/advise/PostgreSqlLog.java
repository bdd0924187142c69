package io.kintsugi.cli.advise;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log of PostgreSQL ({@code log_statement} or {@code log_min_duration_statement}, format stderr). Stateless. */
final class PostgreSqlLog {
    /**
     * A line that begins a statement, whatever {@code log_line_prefix} puts before it. A statement of the extended
     * protocol may be logged for its parse, bind and execute, and for each fetch: it is counted when it is executed.
     */
    private static final Pattern STATEMENT = Pattern.compile(
            ".*?\\bLOG:\\s+(?:duration: [0-9.]+ ms\\s+)?(?:statement|execute (?!fetch from )[^:]*): (.*)");

    /** Any line of the server's own; a statement ends before it. */
    private static final Pattern MESSAGE = Pattern.compile(
            ".*?\\b(?:LOG|DETAIL|HINT|STATEMENT|ERROR|WARNING|NOTICE|INFO|CONTEXT|FATAL|PANIC|DEBUG[1-5]):\\s.*");

    /** The same so strictly that no script has it. */
    private static final Pattern LOG = Pattern.compile("(?!\\s|--|/\\*).*?\\bLOG:  \\S.*");

    private PostgreSqlLog() {}

    static boolean isMessage(String line) {
        return LOG.matcher(line).matches() || STATEMENT.matcher(line).matches();
    }

    static void read(BufferedReader lines, Consumer<String> statements) throws IOException {
        LogEntry entry = new LogEntry(statements);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher begun = STATEMENT.matcher(line);
            if (begun.matches()) {
                entry.begin(begun.group(1));
            } else if (MESSAGE.matcher(line).matches()) {
                entry.end();
            } else {
                entry.more(line);
            }
        }
        entry.end();
    }
}
