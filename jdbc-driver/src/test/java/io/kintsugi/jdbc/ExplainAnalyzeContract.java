package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What EXPLAIN (ROUTE, ANALYZE) does and says, on two shards of either dialect. */
@Timeout(60)
public abstract class ExplainAnalyzeContract {
    private static final String ANALYZE = "EXPLAIN (ROUTE, ANALYZE) ";
    private static final int USERS = 41;
    private static final Pattern READ =
            Pattern.compile("measured (?:on|pull of \\S+ from) (\\S+): ([0-9,]+) rows?, ([0-9,]+) bytes,"
                    + " the first after ([0-9.,]+) ms, all after ([0-9.,]+) ms(?:, waited for ([0-9.,]+) ms)?");

    /** In best-effort mode, where transactions may write on several shards. */
    protected abstract Connection connect() throws SQLException;

    /** A query that never ends by itself, of one shard. */
    protected abstract String endless();

    /** What one line of rows that were read says. */
    protected record Read(String shard, long rows, long bytes, double firstMillis, double allMillis) {}

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = connect()) {
            run(connection, "DELETE FROM users");
            run(connection, "DELETE FROM notes");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO users (user_id, name, age) VALUES (?, ?, ?)")) {
                for (int id = 1; id <= USERS; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, id % 5 == 0 ? null : "näme " + id);
                    insert.setInt(3, 20 + id % 7);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    protected static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    protected static List<String> lines(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return lines(statement.executeQuery(sql));
        }
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.getString(1));
        }
        return lines;
    }

    protected static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(lines(connection, sql).get(0));
    }

    protected static List<Read> reads(List<String> lines, String beginning) {
        List<Read> reads = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = READ.matcher(line);
            if (line.startsWith(beginning) && matcher.matches()) {
                reads.add(new Read(
                        matcher.group(1),
                        Long.parseLong(matcher.group(2).replace(",", "")),
                        Long.parseLong(matcher.group(3).replace(",", "")),
                        Double.parseDouble(matcher.group(4).replace(",", "")),
                        Double.parseDouble(matcher.group(5).replace(",", ""))));
            }
        }
        return reads;
    }

    private static String line(List<String> lines, String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line '" + beginning + "' in " + lines));
    }

    @Test
    void rowsAndBytesOfEachShard_areThoseItReturned() throws SQLException {
        try (Connection connection = connect()) {
            List<String> lines = lines(connection, ANALYZE + "SELECT name FROM users");
            assertThat(lines.get(0)).isEqualTo("tier: streaming merge");
            List<Read> reads = reads(lines, "measured on");
            assertThat(reads).extracting(Read::shard).containsExactly("main/s0", "main/s1");
            for (Read read : reads) {
                String there = "/*kintsugi: shard=" + read.shard() + " */ SELECT ";
                assertThat(read.rows()).isPositive().isEqualTo(number(connection, there + "count(*) FROM users"));
                assertThat(read.bytes()).isEqualTo(number(connection, there + "sum(octet_length(name)) FROM users"));
                assertThat(read.firstMillis()).isPositive().isLessThanOrEqualTo(read.allMillis());
            }
            assertThat(line(lines, "measured merge: ")).isEqualTo("measured merge: 41 rows in, 41 rows out");
            assertThat(line(lines, "measured in all: ")).startsWith("measured in all: 41 rows, ");
            assertThat(lines).noneMatch(line -> line.startsWith("estimate"));
        }
    }

    @Test
    void mergesOfGroupsAndOrder_countWhatGoesInAndOut() throws SQLException {
        try (Connection connection = connect()) {
            List<String> groups = lines(connection, ANALYZE + "SELECT age, count(*) FROM users GROUP BY age");
            long in =
                    reads(groups, "measured on").stream().mapToLong(Read::rows).sum();
            assertThat(line(groups, "measured merge")).isEqualTo("measured merge: " + in + " rows in, 7 rows out");
            List<String> first = lines(
                    connection, "EXPLAIN (ANALYZE, ROUTE) SELECT user_id FROM users ORDER BY user_id LIMIT 3 OFFSET 2");
            assertThat(line(first, "measured merge")).endsWith("rows in, 3 rows out");
            assertThat(line(first, "measured in all")).startsWith("measured in all: 3 rows, ");
        }
    }

    @Test
    void statementOfOneShard_isMeasuredThere_withParametersAndFetchSize() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement(ANALYZE + "SELECT name FROM users WHERE user_id = ?")) {
            for (long id : new long[] {3, 4, 1_000}) {
                statement.setLong(1, id);
                statement.setFetchSize(1);
                List<String> lines = lines(statement.executeQuery());
                assertThat(lines.get(0)).isEqualTo("tier: pass through");
                assertThat(lines.stream().filter(line -> line.startsWith("measured on")))
                        .singleElement()
                        .asString()
                        .contains(id > USERS ? ": 0 rows, " : ": 1 row, 7 bytes, the first after ");
                assertThat(lines).noneMatch(line -> line.startsWith("measured merge"));
            }
        }
    }

    @Test
    void writes_takeEffectOnce() throws SQLException {
        try (Connection connection = connect()) {
            List<String> one = lines(connection, ANALYZE + "UPDATE users SET age = age + 100 WHERE user_id = 3");
            assertThat(line(one, "measured on")).contains(": 1 row written, ");
            assertThat(line(one, "measured in all")).startsWith("measured in all: 1 row written, ");
            assertThat(number(connection, "SELECT age FROM users WHERE user_id = 3"))
                    .isEqualTo(123);
            List<String> all = lines(connection, ANALYZE + "UPDATE users SET age = age + 1");
            assertThat(all.stream().filter(line -> line.matches("measured on main/s[01]: .* rows written, .*")))
                    .hasSize(2);
            assertThat(line(all, "measured in all")).startsWith("measured in all: 41 rows written, ");
            assertThat(number(connection, "SELECT age FROM users WHERE user_id = 3"))
                    .isEqualTo(124);
            lines(
                    connection,
                    ANALYZE + "INSERT INTO notes (user_id, text) VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
            assertThat(number(connection, "SELECT count(*) FROM notes")).isEqualTo(4);
            assertThat(lines(connection, "SELECT note_id FROM notes")).doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutAnalyze_nothingRuns() throws SQLException {
        try (Connection connection = connect()) {
            for (String explain : List.of("EXPLAIN (ROUTE) ", "EXPLAIN (ROUTE, ANALYZE off) ")) {
                assertThat(lines(connection, explain + "DELETE FROM users"))
                        .noneMatch(line -> line.startsWith("measured") || line.startsWith("estimate"));
            }
            assertThat(number(connection, "SELECT count(*) FROM users")).isEqualTo(USERS);
        }
    }

    @Test
    void insideATransaction_itIsPartOfIt() throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            lines(connection, ANALYZE + "DELETE FROM users WHERE age = 20");
            run(connection, "INSERT INTO users (user_id, name, age) VALUES (500, 'new', 1)");
            List<String> seen = lines(connection, ANALYZE + "SELECT user_id FROM users WHERE age IN (1, 20)");
            assertThat(line(seen, "measured merge")).isEqualTo("measured merge: 1 row in, 1 row out");
            try (Connection other = connect()) {
                assertThat(number(other, "SELECT count(*) FROM users")).isEqualTo(USERS);
            }
            connection.rollback();
            assertThat(number(connection, "SELECT count(*) FROM users")).isEqualTo(USERS);
            connection.rollback();
        }
    }

    @Test
    void errors_areTheStatementsOwn() throws SQLException {
        String twice = "INSERT INTO users (user_id, name, age) VALUES (3, 'again', 1)";
        try (Connection connection = connect()) {
            SQLException plain = catchThrowableOfType(SQLException.class, () -> run(connection, twice));
            SQLException analyzed = catchThrowableOfType(SQLException.class, () -> lines(connection, ANALYZE + twice));
            assertThat((Throwable) analyzed).hasSameClassAs(plain);
            assertThat(analyzed.getSQLState()).isEqualTo(plain.getSQLState());
            assertThat(analyzed.getErrorCode()).isEqualTo(plain.getErrorCode());
            assertThatThrownBy(() -> lines(connection, ANALYZE + "SELECT nope FROM users"))
                    .hasMessageContaining("nope");
            assertThat(number(connection, "SELECT count(*) FROM users")).isEqualTo(USERS);
        }
    }

    @Test
    void cancel_endsIt() throws SQLException, InterruptedException, ExecutionException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> running = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SQLException.class, () -> statement.executeQuery(ANALYZE + endless())));
            while (!running.isDone()) {
                try {
                    running.get(20, TimeUnit.MILLISECONDS);
                } catch (TimeoutException stillRunning) {
                    statement.cancel();
                }
            }
            SQLException failure = running.get();
            assertThat((Throwable) failure).hasMessageMatching("(?is).*cancel.*|.*execution was interrupted.*");
            assertThat(number(connection, "SELECT count(*) FROM users")).isEqualTo(USERS);
        }
    }

    @Test
    void timeout_endsIt() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(ANALYZE + endless()))
                    .isInstanceOf(SQLException.class);
            assertThat(number(connection, "SELECT count(*) FROM users")).isEqualTo(USERS);
        }
    }

    @Test
    void whatIsNoQueryOrChangeOfRows_isRefusedAndNotRun() throws SQLException {
        try (Connection connection = connect()) {
            for (String other :
                    List.of("CREATE TABLE more (id int)", "TRUNCATE users", "COMMIT", "EXPLAIN (ROUTE) SELECT 1")) {
                assertThatThrownBy(() -> lines(connection, ANALYZE + other))
                        .as(other)
                        .hasMessageContaining("queries and changes of rows only")
                        .hasMessageContaining("line 1, column 26");
            }
            assertThatThrownBy(() -> lines(connection, "EXPLAIN (ROUTE, BUFFERS) SELECT 1"))
                    .hasMessageContaining("no option 'BUFFERS' (line 1, column 17)");
            assertThat(number(connection, "SELECT count(*) FROM users")).isEqualTo(USERS);
        }
    }

    @Test
    void batches_refuseIt() throws SQLException {
        String delete = ANALYZE + "DELETE FROM users WHERE user_id = ";
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(delete + "?")) {
            statement.addBatch(delete + "1");
            assertThatThrownBy(statement::executeBatch).hasMessageContaining("cannot be part of a batch");
            prepared.setLong(1, 1);
            prepared.addBatch();
            prepared.setLong(1, 2);
            prepared.addBatch();
            assertThatThrownBy(prepared::executeBatch).hasMessageContaining("cannot be part of a batch");
            assertThat(number(connection, "SELECT count(*) FROM users")).isEqualTo(USERS);
        }
    }

    @Test
    void estimates_areGivenForEachShardThatReturnsRows() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "EXPLAIN (ROUTE) SELECT name FROM users WHERE age > ? ORDER BY age")) {
            statement.setInt(1, 21);
            assertThat(line(lines(statement.executeQuery()), "estimate"))
                    .matches("estimate: main/s0 [0-9,]+ rows?, main/s1 [0-9,]+ rows?");
            assertThat(lines(connection, "EXPLAIN (ROUTE, ESTIMATES off) SELECT name FROM users"))
                    .noneMatch(line -> line.startsWith("estimate"));
            assertThat(lines(connection, "EXPLAIN (ROUTE, ANALYZE, ESTIMATES) SELECT name FROM users"))
                    .anyMatch(line -> line.startsWith("estimate: main/s0 "))
                    .anyMatch(line -> line.startsWith("measured on main/s0: "));
        }
    }
}
