package io.kintsugi.cli.advise;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file of statements looks like. */
enum LogFormat {
    POSTGRESQL,
    MYSQL_GENERAL,
    MYSQL_SLOW,
    /** Statements that end with semicolons. */
    SCRIPT;

    private static final int HEAD_BYTES = 64 << 10;
    private static final Pattern CSV =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+ [A-Z+0-9-]+,(\"[^\"]*\")?,.*");
    private static final String JSON = "{\"timestamp\":";

    /**
     * Tells by the first line that has the looks of a server's log.
     *
     * @throws CliException for what is no text, and for logs in a form that is not read
     */
    static LogFormat of(Path file) throws IOException {
        requireText(file);
        try (BufferedReader lines = LogText.open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<LogFormat> format = ofLine(file, line);
                if (format.isPresent()) {
                    return format.get();
                }
            }
        }
        return SCRIPT;
    }

    private static Optional<LogFormat> ofLine(Path file, String line) {
        if (PostgreSqlLog.isMessage(line)) {
            return Optional.of(POSTGRESQL);
        }
        if (GeneralLog.isEntry(line)) {
            return Optional.of(MYSQL_GENERAL);
        }
        if (SlowLog.isHead(line)) {
            return Optional.of(MYSQL_SLOW);
        }
        if (line.startsWith(JSON) || CSV.matcher(line).matches()) {
            throw unusable(
                    file,
                    "is a log of PostgreSQL in the format csvlog or jsonlog",
                    "Give the one of log_destination = 'stderr', or let advise ask pg_stat_statements: --statistics.");
        }
        return Optional.empty();
    }

    private static void requireText(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw unusable(file, "is a folder", "Name the log or the script itself.");
        }
        byte[] head;
        try (InputStream stream = Files.newInputStream(file)) {
            head = stream.readNBytes(HEAD_BYTES);
        }
        boolean compressed = head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
        if (compressed) {
            throw unusable(file, "is compressed", "Unpack it first: gunzip " + file);
        }
        for (byte octet : head) {
            if (octet == 0) {
                throw unusable(
                        file,
                        "is no text",
                        "Give a log or a script; what a binary log of MySQL holds is written out by mysqlbinlog.");
            }
        }
    }

    /** @param how such as {@code is no text} */
    static CliException unusable(Path file, String how, String wayOut) {
        return new CliException(ExitCode.USAGE, "The file " + file + " " + how + ".", wayOut);
    }
}
