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
import java.util.Set;

/** Statements and their calls from the digests of the performance schema. */
final class MySqlStatistics {
    private static final String STATEMENTS = """
            SELECT query_sample_text, digest_text, count_star
            FROM performance_schema.events_statements_summary_by_digest
            WHERE schema_name = database() ORDER BY count_star DESC, digest""";

    /** Where the table was full, all further shapes are one row without a digest. */
    private static final String BEYOND = """
            SELECT coalesce(sum(count_star), 0) FROM performance_schema.events_statements_summary_by_digest
            WHERE schema_name IS NULL AND digest IS NULL""";

    private static final Set<Integer> NOT_ALLOWED = Set.of(1142, 1044, 1227);

    private final Connection connection;

    MySqlStatistics(Connection connection) {
        this.connection = connection;
    }

    StatementStatistics read() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long incomplete = beyond(statement);
            List<StatementStatistics.Counted> counted = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(STATEMENTS)) {
                while (rows.next()) {
                    long calls = rows.getLong(3);
                    Optional<String> text = MySqlDigest.text(rows.getString(1), rows.getString(2));
                    text.ifPresent(sql -> counted.add(new StatementStatistics.Counted(sql, calls)));
                    incomplete += text.isPresent() ? 0 : calls;
                }
            }
            requireSome(counted.isEmpty() && incomplete == 0);
            return new StatementStatistics(counted, incomplete);
        } catch (SQLException refused) {
            throw unreadable(refused);
        }
    }

    private static long beyond(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(BEYOND)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static SQLException unreadable(SQLException refused) {
        if (NOT_ALLOWED.contains(refused.getErrorCode())) {
            throw new CliException(
                    ExitCode.PRECONDITION,
                    "The account may not read the digests of the performance schema: " + refused.getMessage() + ".",
                    "Let the administrator say: GRANT SELECT ON performance_schema.events_statements_summary_by_digest"
                            + " TO the account.",
                    refused);
        }
        return refused;
    }

    private static void requireSome(boolean none) {
        if (none) {
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    "The performance schema has no statement of this database.",
                    "It counts while performance_schema is ON and its consumer statements_digest is enabled: see to that"
                            + " and let the application work for a while, or give a log: --statements FILE.");
        }
    }
}
