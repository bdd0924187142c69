package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.report.Seed;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements, transactions, batches, keys, metadata and results behave as with the native driver. */
final class DifferentialIT extends Differential {
    private static final int RANDOM_STEPS = 200;

    @Test
    void statementKinds_giveTheSameCountsAndRows() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 20);
            try (Statement statement = connection.createStatement()) {
                for (String sql : List.of(
                        "SELECT count(*) FROM users",
                        "SELECT user_id, name FROM users WHERE user_id = 7",
                        "SELECT user_id, name FROM users WHERE user_id IN (3, 4, 5) ORDER BY user_id DESC",
                        "SELECT user_id FROM users ORDER BY user_id LIMIT 5 OFFSET 3",
                        "SELECT min(user_id), max(user_id), sum(age), count(note) FROM users",
                        "SELECT age, count(*) FROM users GROUP BY age ORDER BY age",
                        "SELECT DISTINCT age FROM users",
                        "UPDATE users SET note = 'x' WHERE user_id = 3",
                        "UPDATE users SET note = 'y' WHERE user_id = 300",
                        "DELETE FROM users WHERE user_id = 20",
                        "SELECT note FROM users WHERE user_id = 3",
                        "UPDATE users SET age = age + 1 WHERE user_id = 4 RETURNING user_id, age",
                        "SELECT * FROM users WHERE user_id = 1000",
                        "SELECT u.name, o.total FROM users u LEFT JOIN orders o ON o.user_id = u.user_id WHERE u.user_id = 2",
                        "SELECT 1 AS one",
                        "SHOW standard_conforming_strings",
                        "SELECT '{\"a\":1}'::jsonb ? 'a' AS has FROM users WHERE user_id = 1",
                        "SELECT {fn lcase('ABC')} AS low, {d '2024-02-29'} AS day FROM users WHERE user_id = 1",
                        "SELECT 'a;b' AS s FROM users WHERE user_id = 1;")) {
                    transcript.say(sql, statement.execute(sql));
                    if (statement.getUpdateCount() == -1) {
                        transcript.rows(sql, statement.getResultSet());
                    }
                    transcript.say("count", statement.getUpdateCount());
                    transcript.say("more", statement.getMoreResults());
                    transcript.say("count", statement.getUpdateCount());
                }
            }
        });
    }

    @Test
    void errors_haveTheNativeState() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 3);
            try (Statement statement = connection.createStatement()) {
                for (String sql : List.of(
                        "INSERT INTO users (user_id, name) VALUES (1, 'again')",
                        "INSERT INTO users (user_id, name) VALUES (9, NULL)",
                        "INSERT INTO orders VALUES (1, 999, 1)",
                        "SELECT nothing FROM users WHERE user_id = 1",
                        "SELECT 1 / (user_id - 1) FROM users WHERE user_id = 1",
                        "UPDATE users SET age = 'x' WHERE user_id = 1")) {
                    transcript.attempt(sql, () -> statement.execute(sql));
                }
                transcript.attempt(
                        "query without rows",
                        () -> statement.executeQuery("UPDATE users SET age = 1 WHERE user_id = 1"));
                transcript.attempt("update with rows", () -> statement.executeUpdate("SELECT 1"));
                transcript.attempt("commit", () -> {
                    connection.commit();
                    return "";
                });
                transcript.attempt("savepoint", connection::setSavepoint);
            }
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                transcript.attempt("bad", () -> statement.execute("SELECT nothing FROM users WHERE user_id = 1"));
                transcript.attempt("aborted", () -> statement.executeQuery("SELECT name FROM users WHERE user_id = 1"));
                connection.rollback();
                transcript.rows("after", statement.executeQuery("SELECT name FROM users WHERE user_id = 1"));
                transcript.attempt("read only inside", () -> {
                    connection.setReadOnly(true);
                    return "";
                });
                connection.rollback();
            }
        });
    }

    @Test
    void transactions_commitRollBackAndKeepSavepoints() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 3);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE users SET age = 1 WHERE user_id = 1");
                connection.rollback();
                statement.executeUpdate("UPDATE users SET age = 2 WHERE user_id = 1");
                Savepoint named = connection.setSavepoint("named one");
                transcript.say("name", named.getSavepointName());
                statement.executeUpdate("UPDATE users SET age = 3 WHERE user_id = 1");
                Savepoint unnamed = connection.setSavepoint();
                transcript.attempt("bad", () -> statement.execute("SELECT nothing FROM users WHERE user_id = 1"));
                connection.rollback(unnamed);
                transcript.rows("inside", statement.executeQuery("SELECT age FROM users WHERE user_id = 1"));
                connection.rollback(named);
                connection.releaseSavepoint(named);
                connection.commit();
                transcript.rows("after", statement.executeQuery("SELECT age FROM users WHERE user_id = 1"));
                connection.rollback();
            }
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            transcript.say("isolation", connection.getTransactionIsolation());
            connection.setReadOnly(true);
            transcript.say("read only", connection.isReadOnly());
            transcript.attempt(
                    "write", () -> connection.createStatement().executeUpdate("DELETE FROM users WHERE user_id = 1"));
            connection.rollback();
        });
    }

    @Test
    void rowsFetchedWhole_surviveTheCommit() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 6);
            connection.setAutoCommit(false);
            try (Statement one = connection.createStatement();
                    Statement many = connection.createStatement()) {
                ResultSet oneRow = one.executeQuery("SELECT name FROM users WHERE user_id = 2");
                connection.commit();
                transcript.rows("one shard", oneRow);
                ResultSet first = one.executeQuery("SELECT name FROM users WHERE user_id = 3");
                ResultSet second = many.executeQuery("SELECT name FROM users WHERE user_id = 3");
                transcript.rows("second", second);
                transcript.rows("first", first);
            }
            connection.rollback();
        });
    }

    @Test
    void openResult_doesNotHinderOtherStatements() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 40);
            try (Statement outer = connection.createStatement();
                    PreparedStatement inner = connection.prepareStatement("SELECT name FROM users WHERE user_id = ?")) {
                outer.setFetchSize(7);
                ResultSet rows = outer.executeQuery("SELECT user_id FROM users ORDER BY user_id");
                while (rows.next()) {
                    inner.setLong(1, rows.getLong(1));
                    transcript.rows("inner", inner.executeQuery());
                }
            }
        });
    }

    @Test
    void batchTexts_withOperatorsAndEscapes_areTakenAsWritten() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 2);
            try (Statement statement = connection.createStatement()) {
                statement.addBatch("UPDATE users SET note = 'has' WHERE user_id = 1 AND '{\"a\":1}'::jsonb ? 'a'");
                statement.addBatch("UPDATE users SET note = {fn ucase('low')} WHERE user_id = 2");
                transcript.attempt("batch", statement::executeBatch);
                transcript.rows("users", statement.executeQuery("SELECT * FROM users ORDER BY user_id"));
            }
        });
    }

    @Test
    void batches_giveCountsInOrderAndExactFailures() throws SQLException {
        same((connection, transcript) -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO users (user_id, name, age) VALUES (?, ?, ?)")) {
                for (int id = 1; id <= 9; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, "n" + id);
                    insert.setInt(3, id % 3);
                    insert.addBatch();
                }
                transcript.attempt("insert", insert::executeBatch);
                transcript.attempt("empty", insert::executeBatch);
            }
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE users SET note = ? WHERE user_id = ?")) {
                for (long id : new long[] {5, 500, 1, 9, 501, 2}) {
                    update.setString(1, "b" + id);
                    update.setLong(2, id);
                    update.addBatch();
                }
                transcript.attempt("update", update::executeLargeBatch);
                update.setString(1, "cleared");
                update.setLong(2, 3);
                update.addBatch();
                update.clearBatch();
                transcript.attempt("cleared", update::executeBatch);
            }
            try (Statement statement = connection.createStatement()) {
                statement.addBatch("UPDATE users SET age = 50 WHERE user_id = 1");
                statement.addBatch("UPDATE users SET age = 60 WHERE user_id = 600");
                statement.addBatch("DELETE FROM users WHERE user_id = 2");
                transcript.attempt("texts", statement::executeBatch);
                transcript.rows("users", statement.executeQuery("SELECT * FROM users ORDER BY user_id"));
            }
        });
    }

    @Test
    void failedBatch_onOneShard_leavesNothingBehind() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 1);
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO orders (user_id, order_id, total) VALUES (1, ?, 1)")) {
                for (int id : new int[] {1, 2, 2, 3}) {
                    insert.setInt(1, id);
                    insert.addBatch();
                }
                transcript.attempt("batch", insert::executeBatch);
                connection.rollback();
                transcript.rows(
                        "orders",
                        connection.createStatement().executeQuery("SELECT count(*) FROM orders WHERE user_id = 1"));
            }
            connection.rollback();
        });
    }

    @Test
    void generatedKeys_comeInEveryForm() throws SQLException {
        same((connection, transcript) -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "INSERT INTO users (user_id, name) VALUES (1, 'a')", Statement.RETURN_GENERATED_KEYS);
                transcript.rows("flag", statement.getGeneratedKeys());
                statement.executeUpdate(
                        "INSERT INTO users (user_id, name) VALUES (2, 'b')", new String[] {"age", "user_id"});
                transcript.rows("names", statement.getGeneratedKeys());
                statement.executeUpdate("UPDATE users SET name = 'c' WHERE user_id = 2", new String[] {"name"});
                transcript.rows("update", statement.getGeneratedKeys());
                statement.executeUpdate("INSERT INTO users (user_id, name) VALUES (3, 'd')");
                transcript.say("none", statement.getGeneratedKeys().next());
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO users (user_id, name) VALUES (?, ?)", new String[] {"user_id"})) {
                for (long id : new long[] {15, 11, 14, 12, 13}) {
                    insert.setLong(1, id);
                    insert.setString(2, "batch");
                    insert.addBatch();
                }
                transcript.attempt("batch", insert::executeBatch);
                transcript.rows("batch", insert.getGeneratedKeys());
            }
        });
    }

    @Test
    void generatedKeys_byPosition_areResolvedByTheCatalog() throws SQLException {
        for (Contestants.Contestant contestant : others()) {
            try (Connection connection = contestant.connect();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO users (user_id, name) VALUES (1, 'a')", new int[] {3, 1});
                ResultSet keys = statement.getGeneratedKeys();
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt("age")).isEqualTo(7);
                assertThat(keys.getLong("user_id")).isEqualTo(1);
            }
        }
    }

    @Test
    void metadata_isKnownBeforeAndAfterExecution() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 3);
            for (String sql : List.of(
                    "SELECT u.user_id, u.name AS n, u.age + 1 AS next FROM users u WHERE u.user_id = ?",
                    "SELECT total, user_id FROM orders WHERE user_id = ? AND total > ?",
                    "UPDATE users SET note = ? WHERE user_id = ?")) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    ParameterMetaData parameters = statement.getParameterMetaData();
                    for (int number = 1; number <= parameters.getParameterCount(); number++) {
                        transcript.say(sql + " $" + number, parameters.getParameterTypeName(number));
                    }
                    describe(statement.getMetaData(), transcript);
                }
            }
            try (Statement statement = connection.createStatement()) {
                describe(
                        statement
                                .executeQuery("SELECT * FROM users WHERE user_id = 1")
                                .getMetaData(),
                        transcript);
                describe(
                        statement
                                .executeQuery("SELECT name, user_id FROM users ORDER BY user_id")
                                .getMetaData(),
                        transcript);
            }
        });
    }

    private static void describe(@Nullable ResultSetMetaData columns, Transcript transcript) throws SQLException {
        if (columns == null) {
            transcript.say("columns", null);
            return;
        }
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            transcript.say("label", columns.getColumnLabel(column));
            transcript.say("name", columns.getColumnName(column));
            transcript.say("table", columns.getTableName(column));
            transcript.say("type", columns.getColumnTypeName(column));
            transcript.say("number", columns.getColumnType(column));
            transcript.say("class", columns.getColumnClassName(column));
            transcript.say("nullable", columns.isNullable(column));
            transcript.say("precision", columns.getPrecision(column));
            transcript.say("scale", columns.getScale(column));
            transcript.say("automatic", columns.isAutoIncrement(column));
        }
    }

    @Test
    void databaseMetadata_namesTheNativeProductAndListsTables() throws SQLException {
        same((connection, transcript) -> {
            DatabaseMetaData metaData = connection.getMetaData();
            transcript.say("product", metaData.getDatabaseProductName());
            transcript.say("version", metaData.getDatabaseProductVersion());
            transcript.say("driver", metaData.getDriverName());
            transcript.say("major", metaData.getDriverMajorVersion());
            transcript.say("schemas in writes", metaData.supportsSchemasInDataManipulation());
            ResultSet tables = metaData.getTables(null, "public", "%", new String[] {"TABLE"});
            while (tables.next()) {
                transcript.say("table", tables.getString("TABLE_NAME"));
            }
            ResultSet columns = metaData.getColumns(null, "public", "users", "%");
            while (columns.next()) {
                transcript.say(
                        "column",
                        columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME") + " "
                                + columns.getString("COLUMN_DEF"));
            }
            ResultSet keys = metaData.getPrimaryKeys(null, "public", "orders");
            while (keys.next()) {
                transcript.say("key", keys.getString("COLUMN_NAME"));
            }
        });
    }

    @Test
    void limits_areKept() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 30);
            try (Statement statement = connection.createStatement()) {
                statement.setMaxRows(4);
                transcript.rows("max one", statement.executeQuery("SELECT * FROM generate_series(1, 9) g"));
                transcript.rows("max many", statement.executeQuery("SELECT user_id FROM users ORDER BY user_id"));
                statement.setMaxRows(0);
                statement.setFetchSize(3);
                transcript.rows("fetched", statement.executeQuery("SELECT user_id FROM users ORDER BY user_id"));
                statement.setQueryTimeout(1);
                transcript.attempt(
                        "slow", () -> statement.executeQuery("SELECT pg_sleep(20) FROM users WHERE user_id = 1"));
                statement.setQueryTimeout(0);
                transcript.rows("usable", statement.executeQuery("SELECT name FROM users WHERE user_id = 1"));
            }
        });
    }

    @Test
    void positions_areRight() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 3);
            try (Statement statement = connection.createStatement()) {
                for (String sql : List.of(
                        "SELECT user_id FROM users ORDER BY user_id", "SELECT user_id FROM users WHERE user_id < 0")) {
                    ResultSet rows = statement.executeQuery(sql);
                    position(rows, transcript);
                    transcript.attempt("early", () -> rows.getLong(1) > 0 ? "value" : "");
                    transcript.say("find", rows.findColumn("user_id"));
                    while (rows.next()) {
                        position(rows, transcript);
                        transcript.say("id", rows.getLong("USER_ID"));
                    }
                    position(rows, transcript);
                    transcript.say("again", rows.next());
                    transcript.say("same statement", rows.getStatement() == statement);
                    transcript.say("same connection", rows.getStatement().getConnection() == connection);
                }
            }
        });
    }

    private static void position(ResultSet rows, Transcript transcript) throws SQLException {
        transcript.say("before", rows.isBeforeFirst());
        transcript.say("first", rows.isFirst());
        transcript.say("after", rows.isAfterLast());
        transcript.say("row", rows.getRow());
    }

    @Test
    void scrolling_worksOnScrollableResults() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 5);
            try (Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
                for (String sql : List.of(
                        "SELECT * FROM generate_series(1, 5) g", "SELECT user_id FROM users ORDER BY user_id")) {
                    ResultSet rows = statement.executeQuery(sql);
                    transcript.say("last", rows.last());
                    transcript.say("row", rows.getRow());
                    transcript.say("value", rows.getLong(1));
                    transcript.say("absolute", rows.absolute(2));
                    transcript.say("value", rows.getLong(1));
                    transcript.say("previous", rows.previous());
                    transcript.say("is first", rows.isFirst());
                    transcript.say("relative", rows.relative(3));
                    transcript.say("value", rows.getLong(1));
                    rows.beforeFirst();
                    transcript.say("next", rows.next());
                }
            }
        });
    }

    @Test
    void warnings_reachTheStatement() throws SQLException {
        for (Contestants.Contestant contestant : others().subList(0, 2)) {
            try (Connection connection = contestant.connect();
                    Statement statement = connection.createStatement()) {
                assertThat(messages(statement.getWarnings())).isEmpty();
                statement.execute("DO $$ BEGIN RAISE WARNING 'one'; RAISE NOTICE 'two'; END $$");
                assertThat(messages(statement.getWarnings())).containsExactly("one", "two");
                statement.clearWarnings();
                assertThat(messages(statement.getWarnings())).isEmpty();
            }
        }
    }

    private static List<String> messages(@Nullable SQLWarning first) {
        List<String> messages = new ArrayList<>();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            messages.add(warning.getMessage());
        }
        return messages;
    }

    @Test
    void sessionSettings_stayAndAreSeen() throws SQLException {
        same((connection, transcript) -> {
            insertUsers(connection, 4);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'Asia/Tokyo'; SET extra_float_digits = 2");
                transcript.rows("zone", statement.executeQuery("SHOW TimeZone"));
                transcript.rows("digits", statement.executeQuery("SHOW extra_float_digits"));
                transcript.rows(
                        "rows",
                        statement.executeQuery("SELECT current_setting('TimeZone') FROM users WHERE user_id = 1"));
                connection.setSchema("public");
                transcript.say("schema", connection.getSchema());
                connection.setClientInfo("ApplicationName", "differential");
                transcript.say("name", connection.getClientInfo("ApplicationName"));
            }
        });
    }

    @Test
    void randomStatements_seeTheSame() throws SQLException {
        long seed = Seed.of("random statements");
        same((connection, transcript) -> {
            Random random = new Random(seed);
            for (int step = 0; step < RANDOM_STEPS; step++) {
                randomStep(connection, transcript, random);
            }
        });
    }

    /** A transaction writes the rows of one user only, so that every step is one that several shards can do. */
    private static void randomStep(Connection connection, Transcript transcript, Random random) throws SQLException {
        long user = random.nextInt(12);
        int number = random.nextInt(100);
        boolean manual = random.nextInt(3) == 0;
        connection.setAutoCommit(!manual);
        boolean good = true;
        for (int statement = manual ? random.nextInt(3) : 0; statement >= 0; statement--) {
            good &= randomWrite(connection, transcript, random.nextInt(4), user, number);
        }
        // Committing a failed transaction is an error with us; the native driver rolls it back and says nothing.
        if (manual && (!good || random.nextBoolean())) {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        randomRead(connection, transcript, random.nextInt(6), user, number);
    }

    private static boolean randomWrite(Connection connection, Transcript transcript, int kind, long user, int number)
            throws SQLException {
        String sql = switch (kind) {
            case 0 -> "INSERT INTO users (age, user_id, name) VALUES (?, ?, 'random')";
            case 1 -> "UPDATE users SET age = ? WHERE user_id = ?";
            case 2 -> "DELETE FROM users WHERE age > ? AND user_id = ?";
            default -> "UPDATE users SET age = age + ? WHERE user_id = ?";
        };
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            statement.setLong(2, user);
            return transcript.attempt(sql, statement::executeUpdate);
        }
    }

    private static void randomRead(Connection connection, Transcript transcript, int kind, long user, int number)
            throws SQLException {
        String sql = switch (kind) {
            case 0 -> "SELECT * FROM users WHERE user_id = " + user;
            case 1 -> "SELECT user_id, age FROM users WHERE age < " + number + " ORDER BY age DESC, user_id";
            case 2 -> "SELECT count(*), sum(age), avg(age), min(name) FROM users WHERE age >= " + number;
            case 3 -> "SELECT age, count(*) FROM users GROUP BY age ORDER BY age LIMIT 3";
            case 4 -> "SELECT user_id FROM users WHERE user_id IN (" + user + ", 3, 5) ORDER BY user_id";
            default -> "SELECT name FROM users ORDER BY user_id OFFSET " + user;
        };
        try (Statement statement = connection.createStatement()) {
            transcript.rows(sql, statement.executeQuery(sql));
        }
    }
}
