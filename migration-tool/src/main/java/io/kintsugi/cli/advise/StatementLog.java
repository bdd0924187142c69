package io.kintsugi.cli.advise;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import io.kintsugi.cli.existing.StatementStatistics;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.SqlNormalizer;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.schema.SqlScript;
import io.kintsugi.topology.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The queries and changes of logs and of the server's own statistics, gathered by shape. Reads the log of PostgreSQL,
 * the general and the slow log of MySQL, and scripts of statements that end with semicolons. Confined to one thread.
 */
final class StatementLog {
    /** A script of PostgreSQL is read as a whole. */
    private static final long SCRIPT_BYTES_MAX = 64L << 20;

    private final int shapesMax;
    private final LogLexers lexers;
    private final String database;
    private final Map<String, LoggedStatement> shapes = new LinkedHashMap<>();
    private long passedOver;
    private long notKept;
    private long ofOtherDatabases;
    private long incomplete;

    /**
     * @param database whose statements are wanted, where a log tells
     * @param shapesMax how many shapes are kept; statements of further ones are only counted
     */
    StatementLog(LogLexers lexers, String database, int shapesMax) {
        this.lexers = lexers;
        this.database = database;
        this.shapesMax = shapesMax;
    }

    /** Reads a file of any kind; a server's log is told by its looks. */
    void read(Path file) throws IOException {
        LogFormat format = LogFormat.of(file);
        requireOwnDialect(file, format);
        long before = all();
        try (BufferedReader lines = LogText.open(file)) {
            switch (format) {
                case POSTGRESQL -> PostgreSqlLog.read(lines, this::one);
                case MYSQL_GENERAL -> new GeneralLog(this::ofDatabase).read(lines);
                case MYSQL_SLOW -> new SlowLog(this::ofDatabase).read(lines);
                case SCRIPT -> readScript(file, lines);
            }
        }
        if (all() == before) {
            throw LogFormat.unusable(
                    file,
                    "holds no statement",
                    "Give a log of PostgreSQL (log_statement = 'all') or MySQL (general_log = ON), or statements that"
                            + " end with semicolons.");
        }
    }

    private void requireOwnDialect(Path file, LogFormat format) {
        boolean ofMySql = format == LogFormat.MYSQL_GENERAL || format == LogFormat.MYSQL_SLOW;
        boolean other = lexers.dialect() == Dialect.POSTGRESQL ? ofMySql : format == LogFormat.POSTGRESQL;
        if (other) {
            String log = ofMySql ? "MySQL" : "PostgreSQL";
            String database = ofMySql ? "PostgreSQL" : "MySQL";
            throw LogFormat.unusable(
                    file,
                    "is a log of " + log + ", and the database is one of " + database,
                    "Give a log of the server that has the database.");
        }
    }

    private void readScript(Path file, BufferedReader lines) throws IOException {
        if (lexers.dialect() == Dialect.MYSQL) {
            MySqlScript.read(lines, this::one);
            return;
        }
        if (Files.size(file) > SCRIPT_BYTES_MAX) {
            throw LogFormat.unusable(
                    file,
                    "is a script of more than " + (SCRIPT_BYTES_MAX >> 20) + " MiB",
                    "Cut it into several files, each given by --statements.");
        }
        try {
            SqlScript.split(String.join("\n", lines.lines().toList())).forEach(statement -> one(statement.text()));
        } catch (ShardException unfinished) {
            throw new CliException(
                    ExitCode.USAGE,
                    "The file " + file + " is neither a server's log nor a script: " + unfinished.description(),
                    "Give a log of PostgreSQL (log_statement = 'all'), or statements that end with semicolons.",
                    unfinished);
        }
    }

    /** Adds what the server has counted. */
    void add(StatementStatistics statistics) {
        statistics.statements().forEach(statement -> add(statement.sql(), statement.calls()));
        incomplete += statistics.incomplete();
    }

    private void ofDatabase(String of, String sql) {
        if (!of.isEmpty() && !of.equalsIgnoreCase(database)) {
            ofOtherDatabases++;
            return;
        }
        one(sql);
    }

    private void one(String sql) {
        add(sql, 1);
    }

    /** Counts a statement; what is neither a query nor a change of data is passed over. */
    private void add(String sql, long count) {
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

    private long all() {
        long kept = shapes.values().stream().mapToLong(LoggedStatement::count).sum();
        return kept + passedOver + notKept + ofOtherDatabases;
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

    /** Statements that were said in other databases of the server. */
    long ofOtherDatabases() {
        return ofOtherDatabases;
    }

    /** Calls that the server counted and whose statement it does not tell in full. */
    long incomplete() {
        return incomplete;
    }
}
