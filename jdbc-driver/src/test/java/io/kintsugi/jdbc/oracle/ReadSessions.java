package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A session of the plain database and one of each cluster, which are told the same. Confined to one thread. */
final class ReadSessions implements AutoCloseable {
    /** So many that most shards have one. */
    private static final int HELD = 6;

    private final DialectWorld dialect;
    private final Connection plain;
    private final Map<KeyspaceLayout, Connection> clusters;
    private final List<Statement> held = new ArrayList<>();

    ReadSessions(DialectWorld dialect, Connection plain, Map<KeyspaceLayout, Connection> clusters) {
        this.dialect = dialect;
        this.plain = plain;
        this.clusters = clusters;
    }

    Connection plain() {
        return plain;
    }

    Map<KeyspaceLayout, Connection> clusters() {
        return clusters;
    }

    /**
     * Ends the transaction and perhaps begins another one, since cursors that fetch in portions exist in transactions
     * only; there the session sees rows of its own, which nobody else will ever see. Changes settings now and then.
     */
    void between(Dice dice) {
        boolean autoCommit = dice.percent(70);
        List<String> told = new ArrayList<>();
        boolean set = dice.percent(8);
        if (set) {
            told.add(dialect.setting(dice));
        }
        if (!autoCommit && dice.percent(35)) {
            told.addAll(dialect.writes(dice));
        }
        try {
            for (Connection connection : all()) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
            if (set) {
                hold(dice.percent(60));
            }
            for (Connection connection : all()) {
                connection.setAutoCommit(autoCommit);
                OracleCluster.run(connection, told);
            }
        } catch (SQLException failed) {
            throw new AssertionError("a session is lost: " + told, failed);
        }
    }

    /** Keeps results open from here on, or none: their connections are used again, under other settings. */
    private void hold(boolean some) throws SQLException {
        for (Statement statement : held) {
            statement.close();
        }
        held.clear();
        for (Connection connection : some ? clusters.values() : List.<Connection>of()) {
            for (int key = 0; key < HELD; key++) {
                Statement statement = connection.createStatement();
                held.add(statement);
                statement.executeQuery("SELECT user_id FROM users WHERE user_id = " + key);
            }
        }
    }

    private List<Connection> all() {
        return Stream.concat(Stream.of(plain), clusters.values().stream()).toList();
    }

    boolean inTransaction() {
        try {
            return !plain.getAutoCommit();
        } catch (SQLException failed) {
            throw new AssertionError("the plain session is lost", failed);
        }
    }

    /** What is wrong with an answer of a cluster's, given that of the plain database. */
    Optional<String> wrong(Query query, Answer answer, Answer expected) {
        Optional<String> wrong = answer.wrongAgainst(expected, query.ordered());
        if (wrong.isEmpty() || !answer.answered() || !expected.answered()) {
            return wrong;
        }
        boolean right = dialect.otherAnswers(plain, query).stream().anyMatch(other -> isRight(query, answer, other));
        return right || isRight(query, answer, expected) ? Optional.empty() : wrong;
    }

    private boolean isRight(Query query, Answer answer, Answer expected) {
        return dialect.leavesTypesOpen(query)
                ? answer.withoutTypes()
                        .wrongAgainst(expected.withoutTypes(), query.ordered())
                        .isEmpty()
                : answer.wrongAgainst(expected, query.ordered()).isEmpty();
    }

    /** What a cluster says wrongly. */
    Optional<String> wrong(Query query, int fetchSize) {
        Answer expected = Answer.of(plain, query, 0);
        return clusters.entrySet().stream()
                .flatMap(entry -> wrong(query, Answer.of(entry.getValue(), query, fetchSize), expected)
                        .map(what -> entry.getKey() + ": " + query + "\n  " + what)
                        .stream())
                .findFirst();
    }

    @Override
    public void close() throws SQLException {
        hold(false);
        plain.close();
        for (Connection connection : clusters.values()) {
            connection.close();
        }
    }
}
