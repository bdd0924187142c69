package io.kintsugi.cli.existing;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.cli.console.ExitCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements and their calls from {@code pg_stat_statements}. */
final class PostgreSqlStatistics {
    private static final String PLACE = """
            SELECT coalesce(to_regclass('pg_stat_statements')::text, (SELECT quote_ident(n.nspname) || '.pg_stat_statements'
                FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'))""";

    /** What a function's body runs is not the application's; releases before 14 do not tell it apart. */
    private static final String STATEMENTS = """
            SELECT s.query, sum(s.calls)::bigint FROM %s s
            WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND coalesce((to_jsonb(s) ->> 'toplevel')::boolean, true) GROUP BY s.query ORDER BY 2 DESC, 1""";

    private static final String HIDDEN = "<insufficient privilege>";
    private static final String NOT_LOADED = "55000";
    private static final String NOT_ALLOWED = "42501";

    private final Connection connection;

    PostgreSqlStatistics(Connection connection) {
        this.connection = connection;
    }

    StatementStatistics read() throws SQLException {
        String place = place().orElseThrow(() -> missing("The database has no pg_stat_statements.", null));
        List<StatementStatistics.Counted> counted = new ArrayList<>();
        long hidden = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STATEMENTS.formatted(place))) {
            while (rows.next()) {
                String query = rows.getString(1);
                if (query == null || query.equals(HIDDEN)) {
                    hidden += rows.getLong(2);
                } else {
                    counted.add(new StatementStatistics.Counted(PostgreSqlLists.unfolded(query), rows.getLong(2)));
                }
            }
        } catch (SQLException refused) {
            throw unreadable(refused);
        }
        requireShown(counted, hidden);
        return new StatementStatistics(counted, hidden);
    }

    private Optional<String> place() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PLACE)) {
            row.next();
            return Optional.ofNullable(row.getString(1));
        }
    }

    private static SQLException unreadable(SQLException refused) {
        if (NOT_LOADED.equals(refused.getSQLState())) {
            throw missing("pg_stat_statements is not loaded by the server.", refused);
        }
        if (NOT_ALLOWED.equals(refused.getSQLState())) {
            throw forbidden(refused);
        }
        return refused;
    }

    private static CliException missing(String what, @Nullable SQLException cause) {
        return new CliException(
                ExitCode.PRECONDITION,
                what,
                "Set shared_preload_libraries = 'pg_stat_statements', restart the server, say CREATE EXTENSION"
                        + " pg_stat_statements, and come back after a day's work; or give a log: --statements FILE.",
                cause);
    }

    private static CliException forbidden(@Nullable SQLException cause) {
        return new CliException(
                ExitCode.PRECONDITION,
                "The account may not see the statements of others in pg_stat_statements.",
                "Let the administrator say: GRANT pg_read_all_stats TO the account.",
                cause);
    }

    /** Where most is hidden, the rest would speak for what the account alone has done. */
    private static void requireShown(List<StatementStatistics.Counted> counted, long hidden) {
        long shown =
                counted.stream().mapToLong(StatementStatistics.Counted::calls).sum();
        if (hidden > shown) {
            throw forbidden(null);
        }
        if (counted.isEmpty()) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "pg_stat_statements has no statement of this database.",
                    "Let the application work for a while first, or give a log: --statements FILE.");
        }
    }
}
