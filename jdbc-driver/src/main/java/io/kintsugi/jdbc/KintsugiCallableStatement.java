package io.kintsugi.jdbc;

import io.kintsugi.engine.api.Bindings;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.PreparedRoute;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function or a procedure: a statement like any other, routed by the arguments that the topology declares,
 * whose only row holds the out parameters.
 */
final class KintsugiCallableStatement extends OutParameters {
    private static final String NO_DATA = "02000";
    private static final String NOT_IN_STATE = "55000";
    private static final String DATA_TYPE_MISMATCH = "42821";
    private static final String WRONG_NUMBER = "42601";

    private final CallText call;
    private final ParameterRecorder parameters;
    private final boolean[] given;

    /** The registered types of out parameters, by number. */
    private final Map<Integer, Integer> registered = new TreeMap<>();

    /** In the order of the row's columns; empty until the call was made. */
    private List<Integer> answered = List.of();

    private @Nullable KintsugiResultSet answer;

    KintsugiCallableStatement(KintsugiConnection connection, CallText call, int type, int concurrency, int holdability)
            throws SQLException {
        super(connection, type, concurrency, holdability);
        this.call = call;
        int count = call.parameterCount();
        this.parameters = new ParameterRecorder(count);
        this.given = new boolean[count];
    }

    @Override
    void record(int number, Parameter parameter) throws SQLException {
        requireOpen();
        parameters.set(number, parameter);
        given[number - 1] = true;
    }

    @Override
    public void clearParameters() throws SQLException {
        requireOpen();
        parameters.clear();
        java.util.Arrays.fill(given, false);
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType) throws SQLException {
        requireOpen();
        if (parameterIndex < 1 || parameterIndex > given.length) {
            throw Errors.argument(
                    "There is no parameter " + parameterIndex + ": the call has " + given.length + ".",
                    "Parameters count from 1.");
        }
        registered.put(parameterIndex, sqlType);
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType, int scale) throws SQLException {
        registerOutParameter(parameterIndex, sqlType);
    }

    @Override
    public void registerOutParameter(int parameterIndex, int sqlType, String typeName) throws SQLException {
        registerOutParameter(parameterIndex, sqlType);
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType) throws SQLException {
        registerOutParameter(parameterIndex, typeNumber(sqlType));
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType, int scale) throws SQLException {
        registerOutParameter(parameterIndex, typeNumber(sqlType));
    }

    @Override
    public void registerOutParameter(int parameterIndex, SQLType sqlType, String typeName) throws SQLException {
        registerOutParameter(parameterIndex, typeNumber(sqlType));
    }

    private int typeNumber(@Nullable SQLType sqlType) throws SQLException {
        requireOpen();
        Integer number = sqlType == null ? null : sqlType.getVendorTypeNumber();
        if (number == null) {
            throw Errors.argument("The type is null.", "Give a constant of JDBCType.");
        }
        return number;
    }

    @Override
    public boolean execute() throws SQLException {
        requireOpen();
        if (!registered.isEmpty() && !call.answersByRow()) {
            throw Errors.unsupported(
                    "Out parameters of a procedure are variables of one server's session.",
                    "SET kintsugi.shard first, or use a function.");
        }
        answered = List.of();
        answer = null;
        CallText.Prepared prepared = call.without(outOnly());
        requireGiven(prepared);
        PreparedRoute route = gate().call(this, session -> session.prepare(prepared.sql()));
        boolean rows = run(route, new Arguments(parameters, prepared.numbers()), StatementOptions.NO_KEYS);
        if (registered.isEmpty()) {
            return rows;
        }
        takeAnswer();
        return false;
    }

    private Set<Integer> outOnly() {
        Set<Integer> numbers = new HashSet<>(registered.keySet());
        numbers.removeIf(number -> given[number - 1]);
        return numbers;
    }

    private void requireGiven(CallText.Prepared prepared) throws SQLException {
        for (int number : prepared.numbers()) {
            if (!given[number - 1]) {
                throw Errors.of(
                        new ShardException(ErrorCode.INVALID_ARGUMENT, "Parameter " + number + " has not been set.")
                                .withRemedy("Set it, or register it as an out parameter."));
            }
        }
    }

    private void takeAnswer() throws SQLException {
        KintsugiResultSet row = results().rows();
        if (row == null || !row.next()) {
            throw new SQLException("The call returned nothing, but out parameters are registered.", NO_DATA);
        }
        ResultSetMetaData columns = row.getMetaData();
        List<Integer> numbers = new ArrayList<>(registered.keySet());
        if (columns.getColumnCount() != numbers.size()) {
            throw new SQLException(
                    "The call returned " + columns.getColumnCount() + " values, but " + numbers.size()
                            + " out parameters are registered.",
                    WRONG_NUMBER);
        }
        for (int column = 1; column <= numbers.size(); column++) {
            requireType(numbers.get(column - 1), columns.getColumnType(column));
        }
        answer = row;
        answered = Collections.unmodifiableList(numbers);
    }

    private void requireType(int number, int found) throws SQLException {
        int wanted = registered.getOrDefault(number, found);
        if (call.isTypeChecked() && wanted != found && !areAlike(wanted, found)) {
            throw new SQLException(
                    "Out parameter " + number + " is of type " + found + ", but was registered as " + wanted + ".",
                    DATA_TYPE_MISMATCH);
        }
    }

    /** As the native driver takes one for the other. */
    private static boolean areAlike(int wanted, int found) {
        return switch (found) {
            case Types.DOUBLE, Types.REAL -> wanted == Types.FLOAT || wanted == Types.REAL || wanted == Types.DOUBLE;
            case Types.NUMERIC -> wanted == Types.DECIMAL;
            case Types.BIT -> wanted == Types.BOOLEAN;
            case Types.REF_CURSOR, Types.OTHER -> wanted == Types.OTHER || wanted == Types.REF_CURSOR;
            default -> false;
        };
    }

    @Override
    ResultSet row() throws SQLException {
        requireOpen();
        KintsugiResultSet row = answer;
        if (row == null) {
            throw new SQLException("The call has not been made, or has no out parameters.", NOT_IN_STATE);
        }
        return row;
    }

    @Override
    int column(int parameterIndex) throws SQLException {
        int column = answered.indexOf(parameterIndex) + 1;
        if (column == 0) {
            throw Errors.argument(
                    "Parameter " + parameterIndex + " is not an out parameter of the call made.",
                    "Register it before the call.");
        }
        return column;
    }

    private record Arguments(ParameterRecorder parameters, List<Integer> numbers) implements Bindings {
        @Override
        public @Nullable Object value(int number) {
            return parameters.value(numbers.get(number - 1));
        }

        @Override
        public void bind(PreparedStatement target, int number, int targetIndex) throws SQLException {
            parameters.bind(target, numbers.get(number - 1), targetIndex);
        }
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return rowsOrError(execute());
    }

    /** A function counts nothing. */
    @Override
    public long executeLargeUpdate() throws SQLException {
        boolean rows = execute();
        return call.query() || !registered.isEmpty() ? 0 : countOrError(rows);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return small(executeLargeUpdate());
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        requireOpen();
        return connection().describeRows(call.without(outOnly()).sql());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        requireOpen();
        return connection().describeParameters(call.without(outOnly()).sql());
    }

    @Override
    public void addBatch() throws SQLException {
        requireOpen();
        throw Errors.unsupported("Calls are not batched.", "Execute them one by one.");
    }
}
