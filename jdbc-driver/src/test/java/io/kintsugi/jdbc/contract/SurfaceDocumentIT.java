package io.kintsugi.jdbc.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.leak.KeepsOpen;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keeps the table of docs/jdbc.md true: each method of each interface, called on the native drivers and on ours. */
@MySqlTest
@KeepsOpen("the cluster of the contract, which others use too")
final class SurfaceDocumentIT {
    private static final String REGENERATE = "mvn -q -Pfast -pl jdbc-driver -am verify -Dtest=NoUnit"
            + " -Dit.test=SurfaceDocumentIT -Dkintsugi.regenerate=true -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dfailsafe.failIfNoSpecifiedTests=false";

    private static final Path DOCUMENT = Path.of("..", "docs", "jdbc.md");
    private static final String BEGIN = "<!-- made by SurfaceDocumentIT: begin -->\n";
    private static final String END = "<!-- made by SurfaceDocumentIT: end -->\n";

    private static final String WORKS = "works";
    private static final String BETTER = "works, where the native driver refuses";
    private static final String AS_NATIVE = "refused, as by the native driver";

    /** Makes the object whose methods are called. */
    private interface Subject {
        Object of(Contestant contestant, Connection connection) throws SQLException;
    }

    private record Section(String title, Class<?> type, Subject subject) {}

    private static List<Section> sections() {
        return List.of(
                new Section("DataSource", DataSource.class, (contestant, connection) -> contestant.source()),
                new Section("Connection", Connection.class, (contestant, connection) -> contestant.connect()),
                new Section("Statement", Statement.class, (contestant, connection) -> connection.createStatement()),
                new Section(
                        "PreparedStatement",
                        PreparedStatement.class,
                        (contestant, connection) ->
                                connection.prepareStatement("SELECT name FROM users WHERE user_id = ?")),
                new Section("CallableStatement", CallableStatement.class, (contestant, connection) -> call(connection)),
                new Section(
                        "ResultSet of one shard",
                        ResultSet.class,
                        (contestant, connection) ->
                                row(connection, "SELECT user_id, name FROM users WHERE user_id = 1")),
                new Section(
                        "ResultSet of several shards",
                        ResultSet.class,
                        (contestant, connection) ->
                                row(connection, "SELECT user_id, name FROM users WHERE user_id < 3 ORDER BY user_id")),
                new Section(
                        "ResultSetMetaData",
                        ResultSetMetaData.class,
                        (contestant, connection) -> row(connection, "SELECT user_id FROM users ORDER BY user_id")
                                .getMetaData()),
                new Section(
                        "ParameterMetaData",
                        ParameterMetaData.class,
                        (contestant, connection) -> connection
                                .prepareStatement("SELECT name FROM users WHERE user_id = ?")
                                .getParameterMetaData()),
                new Section(
                        "DatabaseMetaData",
                        DatabaseMetaData.class,
                        (contestant, connection) -> connection.getMetaData()),
                new Section(
                        "Array",
                        Array.class,
                        (contestant, connection) -> connection.createArrayOf("int4", new Object[] {1, 2})));
    }

    private static CallableStatement call(Connection connection) throws SQLException {
        CallableStatement call = connection.prepareCall("{? = call twice(?)}");
        call.registerOutParameter(1, Types.BIGINT);
        call.setLong(2, 1);
        call.execute();
        return call;
    }

    private static ResultSet row(Connection connection, String sql) throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = statement.executeQuery(sql);
        rows.next();
        return rows;
    }

    @Test
    void document_tellsTheTruthAboutEveryMethod() throws Exception {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        assertThat(begin).as("markers").isLessThanOrEqualTo(end);
        String expected = document.substring(0, begin) + tables() + document.substring(end);
        if (Boolean.getBoolean("kintsugi.regenerate")) {
            Files.writeString(DOCUMENT, expected);
            return;
        }
        assertThat(document)
                .as("docs/jdbc.md is out of date; run: " + REGENERATE)
                .isEqualTo(expected);
    }

    private String tables() throws SQLException, IllegalAccessException, IOException {
        for (Contestants.Pair pair : Contestants.pairs()) {
            seed(pair.plain());
            seed(pair.ours());
        }
        StringBuilder text = new StringBuilder();
        for (Section section : sections()) {
            text.append("\n### ")
                    .append(section.title())
                    .append("\n\n| outcome | PostgreSQL | MySQL |\n|---|---|---|\n");
            append(text, section);
        }
        return text.append('\n').toString();
    }

    private static void append(StringBuilder text, Section section) throws SQLException, IllegalAccessException {
        List<Map<String, TreeSet<String>>> columns = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>();
        for (Contestants.Pair pair : Contestants.pairs()) {
            boolean exists =
                    section.type() != Array.class || pair.plain().texts().hasArrays();
            Map<String, TreeSet<String>> outcomes = exists ? outcomes(section, pair) : Map.of();
            columns.add(outcomes);
            all.addAll(outcomes.keySet());
        }
        for (String outcome : all) {
            text.append("| ").append(outcome);
            for (Map<String, TreeSet<String>> column : columns) {
                text.append(" | ").append(names(column.getOrDefault(outcome, new TreeSet<>())));
            }
            text.append(" |\n");
        }
    }

    private static String names(Set<String> methods) {
        return methods.isEmpty()
                ? "–"
                : methods.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private static void seed(Contestant contestant) throws SQLException {
        try (Connection connection = contestant.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM orders");
            statement.executeUpdate("DELETE FROM users");
            statement.executeUpdate("INSERT INTO users (user_id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
        }
    }

    private static Map<String, TreeSet<String>> outcomes(Section section, Contestants.Pair pair)
            throws SQLException, IllegalAccessException {
        Map<String, TreeSet<String>> outcomes = new LinkedHashMap<>();
        List.of(WORKS, BETTER, AS_NATIVE).forEach(outcome -> outcomes.put(outcome, new TreeSet<>()));
        List<Method> methods = methods(section.type());
        List<Call> theirs = calls(section, methods, pair.plain());
        List<Call> own = calls(section, methods, pair.ours());
        for (int method = 0; method < methods.size(); method++) {
            outcomes.computeIfAbsent(outcome(theirs.get(method), own.get(method)), ignored -> new TreeSet<>())
                    .add(name(methods.get(method)));
        }
        outcomes.values().removeIf(TreeSet::isEmpty);
        return outcomes;
    }

    private static String outcome(Call theirs, Call own) {
        if (own.refused()) {
            return theirs.refused() ? AS_NATIVE : "refused: " + own.failure();
        }
        if (theirs.refused()) {
            return BETTER;
        }
        // Wrong arguments fail with both.
        return own.failed() && !theirs.failed() ? "refused: " + own.failure() : WORKS;
    }

    /** Overloads differ by their parameters; only those that have none of the sort get no brackets. */
    private static String name(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<Method> methods(Class<?> type) {
        Predicate<Method> isOwn = method -> Modifier.isStatic(method.getModifiers());
        return Arrays.stream(type.getMethods())
                .filter(isOwn.negate())
                .filter(method -> !isInherited(method, type))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    /** A prepared statement's other methods are those of a statement, and so on. */
    private static boolean isInherited(Method method, Class<?> type) {
        return (type == PreparedStatement.class && method.getDeclaringClass() == Statement.class)
                || (type == CallableStatement.class && method.getDeclaringClass() != CallableStatement.class);
    }

    /** How a call ended. */
    private record Call(boolean failed, boolean refused, String failure) {}

    private static List<Call> calls(Section section, List<Method> methods, Contestant contestant)
            throws SQLException, IllegalAccessException {
        List<Call> calls = new ArrayList<>();
        try (Connection connection = contestant.connect()) {
            connection.setAutoCommit(false);
            for (Method method : methods) {
                calls.add(call(method, section.subject().of(contestant, connection)));
                connection.rollback();
            }
        }
        return calls;
    }

    private static Call call(Method method, Object subject) throws SQLException, IllegalAccessException {
        try {
            method.invoke(subject, arguments(method));
            return new Call(false, false, "");
        } catch (InvocationTargetException thrown) {
            Throwable cause = requireNonNull(thrown.getCause(), "cause");
            boolean refused = cause instanceof SQLException failure && isRefusal(failure);
            return new Call(true, refused, sentence(cause));
        } finally {
            if (subject instanceof Connection own) {
                own.close();
            }
        }
    }

    private static boolean isRefusal(SQLException failure) {
        return failure instanceof SQLFeatureNotSupportedException
                || Failures.kind(failure).equals(Failures.UNSUPPORTED);
    }

    private static String sentence(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        int id = message.indexOf(" [K");
        String said = (id < 0 ? message : message.substring(0, id)).replace('|', '/');
        // Many methods are refused by the same words.
        return said.replaceAll("The method \\w+ is", "The method is")
                .replaceAll("no names: \\w+ needs", "no names: it needs");
    }

    private static @Nullable Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> argument(method, type))
                .toArray();
    }

    private static @Nullable Object argument(Method method, Class<?> type) {
        Map<Class<?>, Object> plausible = Map.ofEntries(
                Map.entry(int.class, 1),
                Map.entry(long.class, 1L),
                Map.entry(short.class, (short) 1),
                Map.entry(byte.class, (byte) 1),
                Map.entry(boolean.class, false),
                Map.entry(float.class, 1f),
                Map.entry(double.class, 1d),
                Map.entry(Class.class, String.class),
                Map.entry(Map.class, Map.of()),
                Map.entry(Calendar.class, Calendar.getInstance()),
                Map.entry(int[].class, new int[] {1}),
                Map.entry(String[].class, new String[] {"user_id"}),
                Map.entry(Object[].class, new Object[] {1}),
                Map.entry(Executor.class, (Executor) Runnable::run));
        if (type == String.class) {
            if (method.getName().equals("prepareCall")) {
                return "{? = call twice(?)}";
            }
            boolean statement = method.getDeclaringClass() == Statement.class
                    || method.getName().startsWith("prepareStatement");
            return statement ? "UPDATE users SET age = 1 WHERE user_id = 1" : "name";
        }
        return plausible.get(type);
    }
}
