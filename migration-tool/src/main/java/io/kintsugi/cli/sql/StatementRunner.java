package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.Console;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs statements one at a time and prints what comes back. Confined to one thread but for {@link #cancel()}. */
final class StatementRunner implements AutoCloseable {
    private static final int FETCH_SIZE = 1_000;
    private static final double NANOS_A_MILLI = 1_000_000.0;
    private static final int VALID_SECONDS = 2;

    private final Console console;
    private final SqlTarget target;
    private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();
    private Connection connection;

    StatementRunner(Console console, SqlTarget target) throws SQLException {
        this.console = console;
        this.target = target;
        this.connection = target.connect();
    }

    SqlTarget target() {
        return target;
    }

    /** Which of the two ways to ask the catalog is meant. */
    boolean isMySql() {
        return target.isMySql();
    }

    Connection connection() {
        return connection;
    }

    /** Runs one statement; what the database objects to is printed and answered with false. */
    boolean run(String sql, RowPrinter printer, boolean timed) {
        long begin = System.nanoTime();
        boolean succeeded = tryRun(sql, printer);
        if (timed) {
            double millis = (System.nanoTime() - begin) / NANOS_A_MILLI;
            console.error().println(console.errorInk().dim(String.format(Locale.ROOT, "time %.1f ms", millis)));
        }
        return succeeded;
    }

    private boolean tryRun(String sql, RowPrinter printer) {
        try (Statement statement = connection.createStatement()) {
            // The shell's text is SQL as the database knows it: braces are braces.
            statement.setEscapeProcessing(false);
            statement.setFetchSize(FETCH_SIZE);
            running.set(statement);
            printAll(statement, sql, printer);
            return true;
        } catch (SQLException failure) {
            console.out().flush();
            console.error().println(SqlErrorText.of(failure, sql, console));
            if (console.isVerbose()) {
                failure.printStackTrace(console.error());
            }
            reconnectIfBroken();
            return false;
        } finally {
            running.set(null);
        }
    }

    private void printAll(Statement statement, String sql, RowPrinter printer) throws SQLException {
        boolean rows = statement.execute(sql);
        warn(statement);
        while (true) {
            if (rows) {
                printRows(statement, printer);
            } else if (statement.getUpdateCount() >= 0) {
                printCount(statement, sql, printer);
            } else {
                return;
            }
            rows = statement.getMoreResults();
        }
    }

    private static void printRows(Statement statement, RowPrinter printer) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            List<ResultColumn> columns = ResultColumn.of(rows.getMetaData());
            printer.begin(columns);
            long count = 0;
            while (rows.next()) {
                printer.row(values(rows, columns.size()));
                count++;
            }
            printer.end(count);
        }
    }

    private static List<@Nullable String> values(ResultSet rows, int columns) throws SQLException {
        List<@Nullable String> values = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
            values.add(rows.getString(column));
        }
        return values;
    }

    private void printCount(Statement statement, String sql, RowPrinter printer) throws SQLException {
        if (printer.isForPeople()) {
            console.out().println(console.ink().dim(CommandTag.of(sql, statement.getLargeUpdateCount())));
        }
    }

    private void warn(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            console.error().println(console.errorInk().gold("notice:") + " " + warning.getMessage());
        }
    }

    /** Asks the database to end the running statement, if there is one; from any thread. */
    void cancel() {
        Statement statement = running.get();
        if (statement == null) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException failure) {
            console.error().println("The statement could not be cancelled: " + failure.getMessage());
        }
    }

    private void reconnectIfBroken() {
        try {
            if (!connection.isClosed() && connection.isValid(VALID_SECONDS)) {
                return;
            }
            Connection fresh = target.connect();
            closeQuietly();
            connection = fresh;
            console.error().println(console.errorInk().gold("notice:") + " the connection was lost; this is a new one");
        } catch (SQLException failure) {
            console.error().println(SqlErrorText.of(failure, "", console));
        }
    }

    @Override
    public void close() {
        closeQuietly();
    }

    /** A connection that cannot be closed is gone already; the session has nothing to lose by it. */
    private void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException failure) {
            if (console.isVerbose()) {
                failure.printStackTrace(console.error());
            }
        }
    }
}
