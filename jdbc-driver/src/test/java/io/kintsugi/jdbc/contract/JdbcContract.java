package io.kintsugi.jdbc.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.testkit.leak.KeepsOpen;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One area of JDBC, written against {@code java.sql} alone. It runs on every contestant with empty tables before each
 * test; what the calls on {@link #connection} gave is compared with what the native driver of the dialect gave.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("io.kintsugi.jdbc.contract.Contestants#all")
@KeepsOpen("the cluster and its engine: one for all areas, since a cluster for each would take minutes")
abstract class JdbcContract {
    /** Of the native contestants, by dialect, class and test. */
    private static final Map<String, List<String>> EXPECTED = new ConcurrentHashMap<>();

    private static final String FAILED = " = String failed: ";

    @Parameter
    Contestant contestant;

    Recorder recorder;
    private boolean leftOut;
    Connection connection;
    Texts texts;

    // The contestant is injected before.
    @SuppressWarnings("NullAway")
    @BeforeEach
    final void open(TestInfo test) throws SQLException {
        texts = contestant.texts();
        Optional<String> reason = texts.reasonToLeaveOut(
                getClass().getSimpleName(), test.getTestMethod().orElseThrow().getName());
        leftOut = reason.isPresent();
        Assumptions.assumeFalse(leftOut, () -> "left out on " + contestant + ": " + reason.orElse(""));
        recorder = new Recorder(contestant::neutral);
        try (Connection own = contestant.connect();
                Statement statement = own.createStatement()) {
            for (String table : List.of("orders", "users", "notes", "kinds", "country")) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
        connection = connect();
    }

    @AfterEach
    final void compare(TestInfo test) throws SQLException {
        if (leftOut) {
            return;
        }
        List<String> lines = recorder.lines();
        recorder.pause();
        connection.close();
        String key = contestant.family() + " " + getClass().getName() + " " + test.getDisplayName();
        if (!contestant.sharded()) {
            EXPECTED.put(key, lines);
            return;
        }
        assertThat(differences(requireNonNull(EXPECTED.get(key), "the native driver's test failed"), lines))
                .isEmpty();
    }

    /** The first line that differs is enough: what follows depends on it. */
    private static List<String> differences(List<String> expected, List<String> found) {
        for (int line = 0; line < Math.max(expected.size(), found.size()); line++) {
            String theirs = line < expected.size() ? expected.get(line) : "(no call)";
            String ours = line < found.size() ? found.get(line) : "(no call)";
            if (!theirs.equals(ours) && !isFree(theirs, ours)) {
                return List.of("call " + line, "native: " + theirs, "ours:   " + ours);
            }
        }
        return List.of();
    }

    /** Where the native driver lacks a method or falls over a null, ours may know better. */
    private static boolean isFree(String theirs, String ours) {
        int outcome = theirs.indexOf(FAILED);
        if (outcome < 0 || !ours.startsWith(theirs.substring(0, outcome))) {
            return false;
        }
        String failure = theirs.substring(outcome + FAILED.length());
        return failure.equals(Failures.UNSUPPORTED) || failure.startsWith("java.") || failure.equals("null");
    }

    /** Another connection whose calls are compared. */
    final Connection connect() throws SQLException {
        return recorder.show(Connection.class, contestant.connect());
    }

    /** Runs what differs between contestants for a reason: it is asserted, not compared. */
    final void uncompared(Action action) throws Exception {
        recorder.pause();
        try {
            action.run();
        } finally {
            recorder.resume();
        }
    }

    /** What JDBC asks for and not every native driver does: then only ours is asked. */
    final void strict(Action action) throws Exception {
        if (texts.isNativeStrict()) {
            action.run();
        } else if (isOurs()) {
            uncompared(action);
        }
    }

    /** What JDBC asks for and not every native driver does; ours does as the native driver, whatever that is. */
    final void asNative(Action strict, Action otherwise) throws Exception {
        if (texts.isNativeStrict()) {
            strict.run();
        } else {
            otherwise.run();
        }
    }

    interface Action {
        void run() throws Exception;
    }

    /** Users 1 to {@code count}, by a connection of its own. */
    final void users(int count) throws SQLException {
        try (Connection own = contestant.connect();
                PreparedStatement insert = own.prepareStatement("INSERT INTO users (user_id, name) VALUES (?, ?)")) {
            for (int id = 1; id <= count; id++) {
                insert.setLong(1, id);
                insert.setString(2, "user " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** One row of every kind of column, and one of nulls with the key 8. */
    final void kinds() throws SQLException {
        Map<String, String> kinds = texts.kinds();
        try (Connection own = contestant.connect();
                Statement statement = own.createStatement()) {
            statement.executeUpdate("INSERT INTO kinds (" + String.join(", ", kinds.keySet()) + ") VALUES ("
                    + String.join(", ", kinds.values()) + ")");
            statement.executeUpdate("INSERT INTO kinds (id) VALUES (8)");
        }
    }

    /** Every row by getString. */
    static List<List<@Nullable String>> rows(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<List<@Nullable String>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(rows.getString(column));
            }
            all.add(row);
        }
        return all;
    }

    final @Nullable String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** What JDBC asks for and the native driver does not do. */
    final boolean isOurs() {
        return contestant.sharded();
    }

    static void assertFails(String kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .satisfies(failure -> assertThat(Failures.kind(failure))
                        .as(String.valueOf(failure))
                        .isEqualTo(kind));
    }

    /** After an error in a transaction: refused until the rollback, or as if nothing had happened. */
    final void assertDoomed(ThrowingCallable call) throws Exception {
        if (texts.isErrorFatal()) {
            assertFails("25P02", call);
            return;
        }
        try {
            call.call();
        } catch (Throwable failed) {
            throw new AssertionError("the error was no other statement's", failed);
        }
    }

    static void assertFails(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Exception.class);
    }

    /** Calls that are only compared, whatever they give. */
    static void attempt(Action action) throws Exception {
        try {
            action.run();
        } catch (SQLException | RuntimeException compared) {
            assertThat((Throwable) compared).isNotNull();
        }
    }
}
