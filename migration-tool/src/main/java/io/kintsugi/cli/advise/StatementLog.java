package io.kintsugi.cli.advise;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.SqlNormalizer;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.schema.SqlScript;
import io.kintsugi.topology.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queries and changes of logs, gathered by shape. Reads PostgreSQL's log files ({@code log_statement} or
 * {@code log_min_duration_statement}, format stderr), MySQL's general log, and scripts of statements that end with
 * semicolons. Confined to one thread.
 */
final class StatementLog {
    /** A log line that begins a statement, whatever {@code log_line_prefix} puts before it. */
    private static final Pattern LOGGED = Pattern.compile(
            ".*?\\bLOG:\\s+(?:duration: [0-9.]+ ms\\s+)?(?:statement|(?:execute|parse|bind) [^:]*): (.*)");

    /** The same in the general log of MySQL: time, connection, command, text. */
    private static final Pattern GENERAL = Pattern.compile("\\S+T\\S+Z?\\s+\\d+ (?:Query|Execute)\\t(.*)");

    /** Other commands there, such as Connect and Prepare. */
    private static final Pattern GENERAL_OTHER = Pattern.compile("\\S+T\\S+Z?\\s+\\d+ [A-Z][a-z]+(?: [a-z]+)?\\t.*");

    /** Other lines of a server's log; a statement ends before them. */
    private static final Pattern MESSAGE = Pattern.compile(
            ".*?\\b(?:LOG|DETAIL|HINT|STATEMENT|ERROR|WARNING|NOTICE|INFO|CONTEXT|FATAL|PANIC|DEBUG[1-5]):\\s.*");

    private final int shapesMax;
    private final LogLexers lexers;
    private final Map<String, LoggedStatement> shapes = new LinkedHashMap<>();
    private long passedOver;
    private long notKept;

    /** @param shapesMax how many shapes are kept; statements of further ones are only counted */
    StatementLog(Dialect dialect, int shapesMax) {
        this.lexers = LogLexers.of(dialect);
        this.shapesMax = shapesMax;
    }

    /** Reads a file of either kind; a server's log is told by its first line that says LOG. */
    void read(Path file) throws IOException {
        if (isServerLog(file)) {
            readServerLog(file);
            return;
        }
        SqlScript.split(Files.readString(file)).forEach(statement -> add(statement.text(), 1));
    }

    private static boolean isServerLog(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return lines.lines().anyMatch(line -> begun(line).isPresent());
        }
    }

    private void readServerLog(Path file) throws IOException {
        StringBuilder statement = new StringBuilder();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<String> begun = begun(line);
                if (begun.isPresent()) {
                    finish(statement);
                    statement.append(begun.get());
                } else if (isOther(line)) {
                    finish(statement);
                } else if (statement.length() > 0) {
                    statement.append('\n').append(line);
                }
            }
        }
        finish(statement);
    }

    /** The first line of a statement, if this line begins one. */
    private static Optional<String> begun(String line) {
        for (Pattern pattern : List.of(LOGGED, GENERAL)) {
            Matcher begun = pattern.matcher(line);
            if (begun.matches()) {
                return Optional.of(begun.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean isOther(String line) {
        return MESSAGE.matcher(line).matches() || GENERAL_OTHER.matcher(line).matches();
    }

    private void finish(StringBuilder statement) {
        if (statement.length() > 0) {
            add(statement.toString(), 1);
            statement.setLength(0);
        }
    }

    /** Counts a statement; what is neither a query nor a change of data is passed over. */
    void add(String sql, long count) {
        try {
            LexedSql lexed = lexers.of(sql).lex(sql);
            if (!StatementClassifier.classify(lexed).isQueryOrChange()) {
                passedOver += count;
                return;
            }
            keep(SqlNormalizer.normalize(lexed).key(), sql, count);
        } catch (ShardException notUnderstood) {
            // Other programs write into logs as well; the report says how much was passed over.
            passedOver += count;
        }
    }

    private void keep(String shape, String sql, long count) {
        LoggedStatement known = shapes.get(shape);
        if (known == null && shapes.size() >= shapesMax) {
            notKept += count;
            return;
        }
        shapes.put(
                shape,
                known == null
                        ? new LoggedStatement(sql, count)
                        : new LoggedStatement(known.sql(), known.count() + count));
    }

    List<LoggedStatement> statements() {
        return List.copyOf(shapes.values());
    }

    /** Statements that are neither queries nor changes, or no SQL at all. */
    long passedOver() {
        return passedOver;
    }

    /** Statements of shapes beyond the limit. */
    long notKept() {
        return notKept;
    }
}
