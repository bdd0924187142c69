package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Query;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Random transactions on a cluster and its twin. What ours refuses, the plain one is not asked to do; both then undo
 * the
 * same. After each transaction the rows must be the same everywhere.
 */
final class WriteRun {
    private static final int FAULTS_MAX = 8;

    private final Twin twin;
    private final Dice dice;
    private final WriteMaker maker;
    private final List<String> history = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int answered;
    private int refused;
    private int failed;
    private int transactions;

    WriteRun(Twin twin, long seed) {
        this.twin = twin;
        this.dice = new Dice(seed);
        this.maker = new WriteMaker(dice);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    void run(int count) throws SQLException {
        while (transactions < count && faults.size() < FAULTS_MAX) {
            transactions++;
            history.clear();
            String mode = dice.of("single-shard", "best-effort", "best-effort");
            history.add(mode);
            OracleCluster.run(twin.ours(), List.of("SET kintsugi.transaction_mode = '" + mode + "'"));
            switch (dice.roll(4)) {
                case 0, 1 -> step(maker.next());
                case 2 -> batch();
                default -> transaction();
            }
            for (String difference : twin.differences()) {
                faults.add(twin + " " + history + "\n  " + difference);
            }
            if (!faults.isEmpty()) {
                // The two are no longer the same: whatever came next would differ too.
                return;
            }
        }
    }

    /** Runs it on both; false when it failed or was refused. */
    private boolean step(Query query) {
        Answer answer = Answer.of(twin.ours(), query, 0);
        history.add(query + " => " + (answer.answered() ? answer.columns() : answer.state() + " " + answer.message()));
        if (answer.refused()) {
            refused++;
            return false;
        }
        Answer expected = Answer.of(twin.plain(), query, 0);
        Optional<String> wrong =
                bothRejectData(answer, expected) ? Optional.empty() : answer.wrongAgainst(expected, false);
        wrong.ifPresent(what -> faults.add(twin + " " + history + "\n  " + what));
        answered += answer.answered() ? 1 : 0;
        failed += answer.answered() ? 0 : 1;
        return answer.answered();
    }

    /** Where several rows are wrong, which of them a statement fails on is a matter of order. */
    private static boolean bothRejectData(Answer answer, Answer expected) {
        return answer.state().matches("2[23].*") && expected.state().matches("2[23].*");
    }

    private void transaction() throws SQLException {
        autoCommit(false);
        boolean savepoint = false;
        boolean good = true;
        Savepoint ours = null;
        Savepoint plain = null;
        for (int statement = 0; statement <= dice.roll(5) && good; statement++) {
            if (dice.percent(25)) {
                history.add("savepoint");
                ours = twin.ours().setSavepoint();
                plain = twin.plain().setSavepoint();
                savepoint = true;
            }
            good = step(maker.next());
            if (savepoint && (!good || dice.percent(15))) {
                history.add("rollback to savepoint");
                twin.ours().rollback(ours);
                twin.plain().rollback(plain);
                good = true;
            }
        }
        finish(good && dice.percent(75));
        autoCommit(true);
    }

    private void autoCommit(boolean on) throws SQLException {
        twin.ours().setAutoCommit(on);
        twin.plain().setAutoCommit(on);
    }

    private void finish(boolean commit) throws SQLException {
        history.add(commit ? "commit" : "rollback");
        if (commit) {
            twin.ours().commit();
            twin.plain().commit();
        } else {
            twin.ours().rollback();
            twin.plain().rollback();
        }
    }

    private void batch() throws SQLException {
        boolean manual = dice.percent(40);
        // A batch of texts runs one by one, documented so: in autocommit mode an error leaves the entries before it
        // done.
        boolean prepared = !manual || dice.percent(50);
        List<long[]> rows = new ArrayList<>();
        for (int row = 0; row <= dice.roll(6); row++) {
            rows.add(new long[] {dice.roll(14), dice.roll(30)});
        }
        String sql = dice.of(
                "INSERT INTO users (user_id, age) VALUES (?, ?)",
                "UPDATE users SET age = age + 1 WHERE user_id = ? AND age IS DISTINCT FROM ?",
                "DELETE FROM orders WHERE user_id = ? AND order_id = ?",
                "INSERT INTO orders (user_id, order_id) VALUES (?, ?)",
                "INSERT INTO users (user_id, age) VALUES (?, ?) ON CONFLICT (user_id) DO UPDATE SET age = excluded.age");
        if (manual) {
            autoCommit(false);
        }
        String ours = prepared ? prepared(twin.ours(), sql, rows) : plain(twin.ours(), sql, rows);
        history.add((manual ? "manual" : "auto") + " batch " + sql + " " + Arrays.deepToString(rows.toArray()) + " => "
                + ours);
        boolean isRefused = ours.startsWith("KZ");
        if (isRefused) {
            refused++;
        } else {
            String expected = prepared ? prepared(twin.plain(), sql, rows) : plain(twin.plain(), sql, rows);
            if (!ours.equals(expected)) {
                faults.add(twin + " " + history + "\n  batch gave " + ours + " instead of " + expected);
            }
            answered++;
        }
        if (manual) {
            finish(!isRefused && !ours.startsWith("error") && dice.percent(70));
            autoCommit(true);
        }
    }

    private static String prepared(Connection connection, String sql, List<long[]> rows) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long[] row : rows) {
                statement.setLong(1, row[0]);
                statement.setInt(2, (int) row[1]);
                statement.addBatch();
            }
            return Arrays.toString(statement.executeBatch());
        } catch (SQLException wrong) {
            return failure(wrong);
        }
    }

    private static String plain(Connection connection, String sql, List<long[]> rows) {
        try (Statement statement = connection.createStatement()) {
            for (long[] row : rows) {
                statement.addBatch(sql.replaceFirst("\\?", "" + row[0]).replaceFirst("\\?", "" + row[1]));
            }
            return Arrays.toString(statement.executeBatch());
        } catch (SQLException wrong) {
            return failure(wrong);
        }
    }

    private static String failure(SQLException wrong) {
        String state = String.valueOf(wrong.getSQLState());
        if (state.startsWith("KZ") && !state.equals("KZ901")) {
            return state;
        }
        return "error " + state + (wrong instanceof BatchUpdateException ? " in the batch" : "");
    }

    @Override
    public String toString() {
        return twin + ": transactions " + transactions + ", statements answered " + answered + ", refused " + refused
                + ", failed on both " + failed;
    }
}
