package io.kintsugi.cli.advise;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The general log of MySQL: time, connection, command, text. Confined to one reading. */
final class GeneralLog {
    private static final Pattern ENTRY =
            Pattern.compile("[0-9]{4}-[0-9-]+T\\S+\\s+([0-9]+) ([A-Z][A-Za-z]*(?: [A-Za-z]+){0,2})(?:\\t(.*))?");
    private static final Pattern CONNECTED = Pattern.compile("\\S* on (\\S*)(?: using .*)?");
    private static final Pattern USE = Pattern.compile("use\\s+`?([^`;]+)`?\\s*;?", Pattern.CASE_INSENSITIVE);
    /** What a server says of itself when it opens the file anew. */
    private static final Pattern OPENED = Pattern.compile(".*, Version: .* started with:");

    private static final int CONNECTIONS_MAX = 20_000;

    private final DatabaseFilter statements;
    private final LogEntry entry;
    private final Map<String, String> databases = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > CONNECTIONS_MAX;
        }
    };
    private String database = "";

    GeneralLog(DatabaseFilter statements) {
        this.statements = statements;
        this.entry = new LogEntry(sql -> this.statements.accept(database, sql));
    }

    static boolean isEntry(String line) {
        return ENTRY.matcher(line).matches();
    }

    void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher found = ENTRY.matcher(line);
            if (found.matches()) {
                entry.end();
                command(found.group(1), found.group(2), found.group(3) == null ? "" : found.group(3));
            } else if (OPENED.matcher(line).matches()) {
                entry.end();
            } else {
                entry.more(line);
            }
        }
        entry.end();
    }

    private void command(String connection, String command, String text) {
        switch (command) {
            case "Query", "Execute" -> {
                Matcher use = USE.matcher(text.strip());
                if (use.matches()) {
                    databases.put(connection, use.group(1).strip());
                }
                database = databases.getOrDefault(connection, "");
                entry.begin(text);
            }
            case "Init DB" -> databases.put(connection, text);
            case "Connect", "Change user" -> {
                Matcher connected = CONNECTED.matcher(text);
                databases.put(connection, connected.matches() ? connected.group(1) : "");
            }
            case "Quit" -> databases.remove(connection);
            default -> {
                // Prepare, Close stmt and the like run nothing.
            }
        }
    }
}
