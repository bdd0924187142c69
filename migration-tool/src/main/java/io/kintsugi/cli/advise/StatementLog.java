package io.kintsugi.cli.advise;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements of a log and how often each was sent: PostgreSQL's log, MySQL's general log, or a plain file of
 * statements, told apart line by line. Texts are compared with their literals taken out. Confined to one reading.
 */
final class StatementLog {
    /** More distinct shapes than this are counted under none; the count of what was left out is told. */
    static final int SHAPES_MAX = 20_000;

    private static final Pattern POSTGRESQL = Pattern.compile(
            ".*?\\bLOG:\\s+(?:duration: [0-9.]+ ms\\s+)?(?:statement|execute [^:]*|parse [^:]*|bind [^:]*): (.*)");
    private static final Pattern MYSQL = Pattern.compile("\\S+\\s+[0-9]+\\s+(?:Query|Execute)\\s+(.*)");
    private static final Pattern OTHER_LINE_OF_A_LOG =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*\\b(LOG|DETAIL|HINT|ERROR|STATEMENT|WARNING|FATAL|NOTICE|CONTEXT):.*"
                    + "|\\d{4}-\\d{2}-\\d{2}T\\S+\\s+\\d+ [A-Z].*|# .*|SET timestamp=.*|--.*");
    private static final Pattern LITERALS = Pattern.compile("'(?:[^']|'')*'|\\b[0-9]+(?:\\.[0-9]+)?\\b");

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, String> shapes = new LinkedHashMap<>();
    private final StringBuilder statement = new StringBuilder();
    private boolean inLog;
    private long leftOut;

    private StatementLog() {}

    /**
     * One text of each shape and how often the shape was met.
     *
     * @throws CliException when the file cannot be read
     */
    static StatementLog read(Path file) {
        StatementLog log = new StatementLog();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.line(line);
            }
            log.finish();
            return log;
        } catch (IOException unreadable) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "The log " + file + " cannot be read: " + unreadable.getMessage(),
                    "Give a text file in UTF-8.",
                    unreadable);
        }
    }

    Map<String, Long> counts() {
        return counts;
    }

    /** Statements of shapes beyond {@link #SHAPES_MAX}. */
    long leftOut() {
        return leftOut;
    }

    private void line(String line) {
        Matcher postgreSql = POSTGRESQL.matcher(line);
        Matcher mySql = MYSQL.matcher(line);
        if (postgreSql.matches() || mySql.matches()) {
            finish();
            inLog = true;
            statement.append(postgreSql.matches() ? postgreSql.group(1) : mySql.group(1));
        } else if (OTHER_LINE_OF_A_LOG.matcher(line).matches() || line.isBlank()) {
            finish();
        } else {
            statement.append(statement.isEmpty() ? "" : "\n").append(line);
            if (!inLog && line.stripTrailing().endsWith(";")) {
                finish();
            }
        }
    }

    private void finish() {
        String text = statement.toString().strip();
        statement.setLength(0);
        String sql = text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
        if (sql.isEmpty()) {
            return;
        }
        String shape = LITERALS.matcher(sql).replaceAll("?").replaceAll("\\s+", " ");
        if (shapes.size() >= SHAPES_MAX && !shapes.containsKey(shape)) {
            leftOut++;
            return;
        }
        String representative = shapes.computeIfAbsent(shape, absent -> sql.replaceAll("\\$[0-9]+", "?"));
        counts.merge(representative, 1L, Long::sum);
    }
}
