package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every getter on every kind of column. */
final class TypesContractIT extends JdbcContract {
    private static final List<Class<?>> CLASSES = List.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            byte[].class,
            java.sql.Date.class,
            java.sql.Time.class,
            java.sql.Timestamp.class,
            java.util.Date.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            Instant.class,
            UUID.class,
            java.sql.Array.class,
            java.sql.SQLXML.class,
            java.sql.Blob.class,
            java.sql.Clob.class,
            java.net.InetAddress.class,
            Object.class);

    /** Of one shard and of several, from a plain statement and from one that is prepared on the server in the end. */
    private void onEveryPath(RowTest test) throws Exception {
        kinds();
        String columns = String.join(", ", texts.kinds().keySet());
        try (Statement statement = connection.createStatement()) {
            for (String where : new String[] {"WHERE id = 7", "WHERE id = 8", "WHERE id > 6 ORDER BY id"}) {
                try (ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM kinds " + where)) {
                    while (rows.next()) {
                        test.on(rows);
                    }
                }
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + columns + " FROM kinds WHERE id = ?")) {
            statement.setLong(1, 7);
            for (int round = 0; round < 7; round++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    if (round > 4) {
                        test.on(rows);
                    }
                }
            }
        }
    }

    private interface RowTest {
        void on(ResultSet row) throws Exception;
    }

    @Test
    void everyGetter_givesTheNativeValueOrFailure() throws Exception {
        List<Method> getters = Arrays.stream(ResultSet.class.getMethods())
                .filter(method -> method.getName().startsWith("get"))
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {int.class}))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        assertThat(getters).hasSizeGreaterThan(20);
        onEveryPath(row -> {
            int columns = texts.kinds().size();
            for (int column = 1; column <= columns; column++) {
                for (Method getter : getters) {
                    call(row, getter, column);
                }
            }
        });
    }

    private static void call(ResultSet row, Method getter, int column) throws Exception {
        try {
            getter.invoke(row, column);
        } catch (InvocationTargetException compared) {
            assertThat(compared.getCause()).isInstanceOfAny(SQLException.class, RuntimeException.class);
        }
        row.wasNull();
    }

    @Test
    void everyClass_givesTheNativeObjectOrFailure() throws Exception {
        onEveryPath(row -> {
            int columns = texts.kinds().size();
            for (int column = 1; column <= columns; column++) {
                int number = column;
                for (Class<?> type : CLASSES) {
                    attempt(() -> row.getObject(number, type));
                }
                attempt(() -> row.getObject(number, Map.of()));
            }
        });
    }

    @Test
    void calendars_shiftTimes() throws Exception {
        for (String zone : new String[] {"America/New_York", "UTC", "Asia/Kolkata"}) {
            Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(zone));
            calendar.setTimeInMillis(0);
            onEveryPath(row -> {
                for (String column : new String[] {"d", "tm", "tmz", "ts", "tsz", "t"}) {
                    attempt(() -> row.getDate(column, calendar));
                    attempt(() -> row.getTime(column, calendar));
                    attempt(() -> row.getTimestamp(column, calendar));
                }
            });
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM kinds");
            }
        }
    }

    @Test
    void labels_giveTheSameAsNumbers() throws Exception {
        onEveryPath(row -> {
            for (String column : texts.kinds().keySet()) {
                attempt(() -> row.getString(column));
                attempt(() -> row.getObject(column));
                attempt(() -> row.getBytes(column));
                attempt(() -> row.getLong(column));
                attempt(() -> row.getBigDecimal(column));
                attempt(() -> row.getObject(column, String.class));
            }
        });
    }

    @Test
    void nulls_areSeen() throws Exception {
        kinds();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT i4, b, f8, t, n FROM kinds WHERE id = 8")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
            assertThat(rows.wasNull()).isTrue();
            assertThat(rows.getBoolean(2)).isFalse();
            assertThat(rows.wasNull()).isTrue();
            assertThat(rows.getDouble(3)).isZero();
            assertThat(rows.getString(4)).isNull();
            assertThat(rows.getBigDecimal(5)).isNull();
            assertThat(rows.getObject(1, Integer.class)).isNull();
            assertThat(rows.wasNull()).isTrue();
        }
    }

    @Test
    void largeNumbers_keepEveryDigit() throws Exception {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO kinds (id, n, i8) VALUES (?, ?, ?)")) {
            BigDecimal[] numbers = {
                new BigDecimal("99999999999999999999999999999999999999.999999999999999999999999"),
                new BigDecimal("-0.000000000000000000000000000001"),
                new BigDecimal("1E+30"),
                BigDecimal.ZERO
            };
            for (int row = 0; row < numbers.length; row++) {
                insert.setLong(1, row);
                insert.setBigDecimal(2, numbers[row]);
                insert.setLong(3, Long.MAX_VALUE - row);
                insert.executeUpdate();
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, i8 FROM kinds ORDER BY id")) {
            while (rows.next()) {
                rows.getBigDecimal(1);
                attempt(() -> rows.getLong(1));
                attempt(() -> rows.getDouble(1));
                assertThat(rows.getLong(2)).isGreaterThan(Long.MAX_VALUE - 10);
                attempt(() -> rows.getInt(2));
            }
        }
        one("SELECT sum(n) FROM kinds");
        one("SELECT sum(i8) FROM kinds");
        one("SELECT max(i8) FROM kinds");
    }
}
