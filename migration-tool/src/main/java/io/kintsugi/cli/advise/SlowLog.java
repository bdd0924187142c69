package io.kintsugi.cli.advise;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The slow log of MySQL: comments with times, then USE where the database is another one, SET, and the statement. */
final class SlowLog {
    private static final Pattern HEAD = Pattern.compile("# (?:User@Host|Query_time): .*");
    private static final Pattern COMMENT = Pattern.compile("# (?:Time|User@Host|Query_time|administrator command): .*");
    private static final Pattern USE = Pattern.compile("use (.*);", Pattern.CASE_INSENSITIVE);
    private static final Pattern MOMENT = Pattern.compile("SET timestamp=[0-9.]+;");
    private static final Pattern OPENED = Pattern.compile(".*, Version: .* started with:");

    private final DatabaseFilter statements;
    private final LogEntry entry;
    private String database = "";
    /** Whether the next line may begin a statement. */
    private boolean awaiting;

    SlowLog(DatabaseFilter statements) {
        this.statements = statements;
        this.entry = new LogEntry(sql -> this.statements.accept(database, sql));
    }

    static boolean isHead(String line) {
        return HEAD.matcher(line).matches();
    }

    void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (COMMENT.matcher(line).matches() || OPENED.matcher(line).matches()) {
                entry.end();
                awaiting = line.startsWith("# Query_time");
            } else if (awaiting) {
                first(line);
            } else {
                entry.more(line);
            }
        }
        entry.end();
    }

    private void first(String line) {
        Matcher use = USE.matcher(line);
        if (use.matches()) {
            database = use.group(1).replace("`", "").strip();
        } else if (!MOMENT.matcher(line).matches()) {
            awaiting = false;
            entry.begin(line);
        }
    }
}
