package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Parameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a step on one connection and reads everything that comes back. */
final class StepRun {
    private static final String DRIVERS_CHOICE = "*";

    private final Connection connection;
    private final Step step;

    private StepRun(Connection connection, Step step) {
        this.connection = connection;
        this.step = step;
    }

    /** One outcome an execution; a batch is one. */
    static List<Outcome> of(Connection connection, Step step) {
        List<Outcome> outcomes = new ArrayList<>();
        try {
            new StepRun(connection, step).run(outcomes);
        } catch (SQLException failed) {
            outcomes.add(Outcome.failed(failed));
        } catch (RuntimeException | StackOverflowError crashed) {
            outcomes.add(Outcome.crashed(crashed));
        }
        return outcomes;
    }

    private void run(List<Outcome> outcomes) throws SQLException {
        boolean portions = step.manner().fetch() > 0 && connection.getAutoCommit();
        if (portions) {
            connection.setAutoCommit(false);
        }
        try {
            if (step.parameters().isEmpty() && !step.manner().prepared()) {
                text(outcomes);
            } else {
                prepared(outcomes);
            }
        } finally {
            if (portions) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void text(List<Outcome> outcomes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(step.manner().fetch());
            for (int i = 0; i < step.manner().repeat(); i++) {
                outcomes.add(read(statement, executeText(statement)));
            }
        }
    }

    private boolean executeText(Statement statement) throws SQLException {
        List<String> keys = step.manner().keys();
        if (keys.isEmpty()) {
            return statement.execute(step.sql());
        }
        return keys.contains(DRIVERS_CHOICE)
                ? statement.execute(step.sql(), Statement.RETURN_GENERATED_KEYS)
                : statement.execute(step.sql(), keys.toArray(String[]::new));
    }

    private void prepared(List<Outcome> outcomes) throws SQLException {
        try (PreparedStatement statement = prepare()) {
            statement.setFetchSize(step.manner().fetch());
            List<List<Parameter>> executions = step.parameters().isEmpty() ? List.of(List.of()) : step.parameters();
            if (step.manner().batch()) {
                outcomes.add(batch(statement, executions));
                return;
            }
            for (int i = 0; i < step.manner().repeat(); i++) {
                for (List<Parameter> parameters : executions) {
                    outcomes.add(one(statement, parameters));
                }
            }
        }
    }

    /** An execution may fail where the next one does not: what is kept between them is under test as well. */
    private Outcome one(PreparedStatement statement, List<Parameter> parameters) {
        try {
            set(statement, parameters);
            return read(statement, statement.execute());
        } catch (SQLException failed) {
            return Outcome.failed(failed);
        }
    }

    private PreparedStatement prepare() throws SQLException {
        List<String> keys = step.manner().keys();
        if (keys.isEmpty()) {
            return connection.prepareStatement(step.sql());
        }
        return keys.contains(DRIVERS_CHOICE)
                ? connection.prepareStatement(step.sql(), Statement.RETURN_GENERATED_KEYS)
                : connection.prepareStatement(step.sql(), keys.toArray(String[]::new));
    }

    private static void set(PreparedStatement statement, List<Parameter> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).set(statement, i + 1);
        }
    }

    private Outcome batch(PreparedStatement statement, List<List<Parameter>> executions) throws SQLException {
        for (List<Parameter> parameters : executions) {
            set(statement, parameters);
            statement.addBatch();
        }
        String counts = "counts " + Arrays.toString(statement.executeBatch());
        if (step.manner().keys().isEmpty()) {
            return Outcome.counted(counts);
        }
        try (ResultSet keys = statement.getGeneratedKeys()) {
            return Outcome.of(keys, counts);
        }
    }

    private Outcome read(Statement statement, boolean hasRows) throws SQLException {
        if (hasRows) {
            try (ResultSet rows = statement.getResultSet()) {
                return Outcome.of(rows, "");
            }
        }
        String count = "count " + statement.getUpdateCount();
        if (step.manner().keys().isEmpty()) {
            return Outcome.counted(count);
        }
        try (ResultSet keys = statement.getGeneratedKeys()) {
            return Outcome.of(keys, count);
        }
    }
}
