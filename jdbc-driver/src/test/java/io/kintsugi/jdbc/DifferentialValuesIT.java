package io.kintsugi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every getter and setter on every type gives and takes what the native driver does. */
final class DifferentialValuesIT extends Differential {
    @Test
    void everyGetter_onEveryType_givesTheNativeValue() throws SQLException {
        same((connection, transcript) -> {
            insertKinds(connection);
            for (String where : List.of(" WHERE id = 1", " WHERE id = 2", " ORDER BY id")) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT * FROM kinds" + where)) {
                    while (rows.next()) {
                        readAll(rows, transcript);
                    }
                }
            }
        });
    }

    private static void insertKinds(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO kinds VALUES (1, true, 12, -34, 5678901234567, 1.5, -2.25e100, 123456789.987654321, 1.10,
                        'text ''quoted'' äöü', 'varchar', 'abc', '\\x00ff10', '2024-02-29', '12:34:56.789', '12:34:56+02',
                        '2024-02-29 23:59:59.123456', '2024-02-29 23:59:59.123456+05:30',
                        '0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b', '{"a": [1, null]}', '{"b": {"c": 1.50}}', '{1,NULL,-3}',
                        '{a,"b c",NULL,"d\\"e"}', '1 year 2 mons 3 days 04:05:06.7', '10.1.2.3/24', B'101')""");
            statement.executeUpdate("INSERT INTO kinds (id) VALUES (2)");
        }
    }

    private static void readAll(ResultSet rows, Transcript transcript) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        List<Method> getters = Arrays.stream(ResultSet.class.getMethods())
                .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 1)
                .filter(method -> method.getParameterTypes()[0] == int.class)
                // The native driver refuses these; ours reads national texts as the texts they are.
                .filter(method -> !method.getName().startsWith("getN"))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            int at = column;
            String label = metaData.getColumnLabel(column);
            for (Method getter : getters) {
                transcript.attempt(label + "." + getter.getName(), () -> call(getter, rows, at));
                transcript.attempt(label + " was null", rows::wasNull);
            }
            readThroughClasses(rows, transcript, at, label);
        }
    }

    private static @Nullable Object call(Method getter, ResultSet rows, int column) throws SQLException {
        try {
            return getter.invoke(rows, column);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof SQLException failed) {
                throw failed;
            }
            return "threw " + Objects.requireNonNull(thrown.getCause()).getClass();
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void readThroughClasses(ResultSet rows, Transcript transcript, int column, String label) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"));
        transcript.attempt(label + " date in zone", () -> safe(() -> rows.getDate(column, calendar)));
        transcript.attempt(label + " time in zone", () -> safe(() -> rows.getTime(column, calendar)));
        transcript.attempt(label + " timestamp in zone", () -> safe(() -> rows.getTimestamp(column, calendar)));
        for (Class<?> type : List.of(
                String.class,
                Long.class,
                Integer.class,
                BigDecimal.class,
                Boolean.class,
                UUID.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetDateTime.class,
                Timestamp.class)) {
            transcript.attempt(label + " as " + type.getSimpleName(), () -> safe(() -> rows.getObject(label, type)));
        }
    }

    /** The native driver has its own slips on values in binary form; ours must slip the same way. */
    private static @Nullable Object safe(Transcript.Step step) throws SQLException {
        try {
            return step.run();
        } catch (RuntimeException slip) {
            return slip.getClass();
        }
    }

    @Test
    void everySetter_arrivesAsWithTheNativeDriver() throws SQLException {
        same((connection, transcript) -> {
            long id = 10;
            for (Setting setting : settings(connection)) {
                long row = id++;
                transcript.attempt(setting.column + " " + row, () -> {
                    try (PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO kinds (id, " + setting.column + ") VALUES (?, ?)")) {
                        insert.setLong(1, row);
                        setting.setter.set(insert, 2);
                        return insert.executeUpdate();
                    }
                });
            }
            try (Statement statement = connection.createStatement()) {
                transcript.rows("kinds", statement.executeQuery("SELECT * FROM kinds ORDER BY id"));
            }
        });
    }

    private interface Setter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    private record Setting(String column, Setter setter) {}

    private static List<Setting> settings(Connection connection) {
        Calendar kolkata = Calendar.getInstance(TimeZone.getTimeZone("Asia/Kolkata"));
        Timestamp timestamp = Timestamp.valueOf("2024-03-10 02:30:00.123456");
        byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);
        return List.of(
                new Setting("b", (s, i) -> s.setBoolean(i, true)),
                new Setting("b", (s, i) -> s.setObject(i, "t", Types.BOOLEAN)),
                new Setting("i2", (s, i) -> s.setByte(i, (byte) 7)),
                new Setting("i2", (s, i) -> s.setShort(i, (short) 8)),
                new Setting("i4", (s, i) -> s.setInt(i, 9)),
                new Setting("i4", (s, i) -> s.setObject(i, "10", Types.INTEGER)),
                new Setting("i4", (s, i) -> s.setString(i, "11")),
                new Setting("i8", (s, i) -> s.setLong(i, Long.MIN_VALUE)),
                new Setting("i8", (s, i) -> s.setObject(i, new java.math.BigInteger("12"))),
                new Setting("f4", (s, i) -> s.setFloat(i, 1.25f)),
                new Setting("f8", (s, i) -> s.setDouble(i, Double.NaN)),
                new Setting("n", (s, i) -> s.setBigDecimal(i, new BigDecimal("1E+5"))),
                new Setting("n2", (s, i) -> s.setObject(i, new BigDecimal("3.14159"), Types.NUMERIC, 2)),
                new Setting("n2", (s, i) -> s.setObject(i, 5.5, Types.NUMERIC)),
                new Setting("t", (s, i) -> s.setString(i, "a'b\\c{ts}?")),
                new Setting("t", (s, i) -> s.setString(i, null)),
                new Setting("t", (s, i) -> s.setCharacterStream(i, new StringReader("reader"), 6)),
                new Setting("t", (s, i) -> s.setAsciiStream(i, new ByteArrayInputStream(bytes), 5)),
                new Setting("t", (s, i) -> s.setCharacterStream(i, new StringReader("reader"))),
                new Setting("v", (s, i) -> s.setString(i, "x".repeat(21))),
                new Setting("v", (s, i) -> s.setObject(i, 'c')),
                new Setting("ba", (s, i) -> s.setBytes(i, bytes)),
                new Setting("ba", (s, i) -> s.setBinaryStream(i, new ByteArrayInputStream(bytes), 5)),
                new Setting("ba", (s, i) -> s.setBinaryStream(i, new ByteArrayInputStream(bytes))),
                new Setting("ba", (s, i) -> s.setObject(i, bytes, Types.BINARY)),
                new Setting("ba", (s, i) -> s.setNull(i, Types.BINARY)),
                new Setting("d", (s, i) -> s.setDate(i, Date.valueOf("2024-02-29"))),
                new Setting("d", (s, i) -> s.setDate(i, Date.valueOf("2024-02-29"), kolkata)),
                new Setting("d", (s, i) -> s.setObject(i, LocalDate.of(2024, 2, 29))),
                new Setting("d", (s, i) -> s.setObject(i, "2024-02-28", Types.DATE)),
                new Setting("tm", (s, i) -> s.setTime(i, Time.valueOf("01:02:03"))),
                new Setting("tm", (s, i) -> s.setTime(i, Time.valueOf("01:02:03"), kolkata)),
                new Setting("tm", (s, i) -> s.setObject(i, LocalTime.of(1, 2, 3, 4000))),
                new Setting("ts", (s, i) -> s.setTimestamp(i, timestamp)),
                new Setting("ts", (s, i) -> s.setTimestamp(i, timestamp, kolkata)),
                new Setting("ts", (s, i) -> s.setObject(i, LocalDateTime.of(2024, 1, 2, 3, 4))),
                new Setting("tsz", (s, i) -> s.setTimestamp(i, timestamp)),
                new Setting("tsz", (s, i) -> s.setTimestamp(i, timestamp, kolkata)),
                new Setting("tsz", (s, i) -> s.setObject(i, OffsetDateTime.parse("2024-01-02T03:04:05+09:00"))),
                new Setting("u", (s, i) -> s.setObject(i, UUID.fromString("0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b"))),
                new Setting("u", (s, i) -> s.setString(i, "0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b")),
                new Setting("jb", (s, i) -> s.setObject(i, "{\"a\": 1}", Types.OTHER)),
                new Setting("ia", (s, i) -> s.setArray(i, connection.createArrayOf("int4", new Object[] {1, null, 3}))),
                new Setting("ia", (s, i) -> s.setObject(i, new int[] {4, 5})),
                new Setting(
                        "ta", (s, i) -> s.setArray(i, connection.createArrayOf("text", new String[] {"a,b", "c\"d"}))),
                new Setting("ta", (s, i) -> s.setObject(i, new String[] {"x", null})),
                new Setting("ta", (s, i) -> s.setNull(i, Types.ARRAY)),
                new Setting("iv", (s, i) -> s.setObject(i, new org.postgresql.util.PGInterval("1 day"))),
                new Setting("ip", (s, i) -> s.setObject(i, "10.0.0.1", Types.OTHER)),
                new Setting("i4", (s, i) -> s.setObject(i, null)),
                new Setting("i4", (s, i) -> s.setObject(i, "no number", Types.INTEGER)),
                new Setting("i4", (s, i) -> s.setBoolean(i, true)));
    }

    @Test
    void objectWithJdbcType_isSetAsItsNumber() throws SQLException {
        for (Contestants.Contestant contestant : others()) {
            try (Connection connection = contestant.connect();
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO kinds (id, i4) VALUES (?, ?)")) {
                insert.setObject(1, 1L, JDBCType.BIGINT);
                insert.setObject(2, "42", JDBCType.INTEGER, 0);
                assertThat(insert.executeUpdate()).isEqualTo(1);
                ResultSet rows = connection.createStatement().executeQuery("SELECT i4 FROM kinds WHERE id = 1");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }
}
