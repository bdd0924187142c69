package io.kintsugi.jdbc;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The parameters of a prepared statement as they have been set so far. Confined to the statement. */
final class ParameterRecorder implements Bindings {
    private final @Nullable Parameter[] parameters;

    ParameterRecorder(int count) {
        this(new Parameter[count]);
    }

    private ParameterRecorder(@Nullable Parameter[] parameters) {
        this.parameters = parameters;
    }

    void set(int number, Parameter parameter) throws SQLException {
        if (number < 1 || number > parameters.length) {
            throw Errors.argument(
                    "There is no parameter " + number + ": the statement has " + parameters.length + ".",
                    "Parameters count from 1.");
        }
        parameters[number - 1] = parameter;
    }

    void clear() {
        Arrays.fill(parameters, null);
    }

    /** As they are now, for a batch. */
    ParameterRecorder copy() {
        return new ParameterRecorder(parameters.clone());
    }

    /** An error that names the first parameter that has not been set. */
    void requireComplete() {
        for (int number = 1; number <= parameters.length; number++) {
            require(number);
        }
    }

    private Parameter require(int number) {
        Parameter parameter = parameters[number - 1];
        if (parameter == null) {
            throw new ShardException(ErrorCode.INVALID_ARGUMENT, "Parameter " + number + " has not been set.")
                    .withRemedy("Set all " + parameters.length + " parameters before the statement runs.");
        }
        return parameter;
    }

    @Override
    public @Nullable Object value(int number) {
        return require(number).value();
    }

    @Override
    public void bind(PreparedStatement target, int number, int targetIndex) throws SQLException {
        require(number).bind(target, targetIndex);
    }
}
