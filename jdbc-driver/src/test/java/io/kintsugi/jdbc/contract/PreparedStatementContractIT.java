package io.kintsugi.jdbc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Prepared statements and their setters. */
final class PreparedStatementContractIT extends JdbcContract {
    private void insert(String column, Setter setter) throws Exception {
        recorder.pause();
        String outcome;
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO kinds (id, " + column + ") VALUES (?, ?)");
                Statement statement = connection.createStatement()) {
            insert.setLong(1, 7);
            setter.set(insert);
            insert.executeUpdate();
            outcome = "set to " + rows(statement.executeQuery("SELECT " + column + " FROM kinds WHERE id = 7"));
            statement.executeUpdate("DELETE FROM kinds WHERE id = 7");
        } catch (SQLException | RuntimeException refused) {
            // Some drivers look at a value when it is set, others when it is sent.
            outcome = "failed: " + Failures.kind(refused);
        }
        recorder.resume();
        recorder.say("setting " + column, outcome);
    }

    private interface Setter {
        void set(PreparedStatement statement) throws Exception;
    }

    @Test
    void numbers_areSetByEverySetter() throws Exception {
        insert("b", set -> set.setBoolean(2, true));
        insert("i2", set -> set.setByte(2, (byte) -3));
        insert("i2", set -> set.setShort(2, (short) -300));
        insert("i4", set -> set.setInt(2, Integer.MIN_VALUE));
        insert("i8", set -> set.setLong(2, Long.MIN_VALUE));
        insert("f4", set -> set.setFloat(2, 0.1f));
        insert("f8", set -> set.setDouble(2, Double.MIN_VALUE));
        insert("f8", set -> set.setDouble(2, Double.NaN));
        insert("n", set -> set.setBigDecimal(2, new BigDecimal("123456789012345678901234567890.123456789")));
        insert("n", set -> set.setObject(2, new BigInteger("123456789012345678901234567890")));
        insert("n2", set -> set.setBigDecimal(2, new BigDecimal("1.005")));
        insert("i4", set -> set.setLong(2, Long.MAX_VALUE));
        insert("i8", set -> set.setString(2, "12"));
    }

    @Test
    void texts_areSetByEverySetter() throws Exception {
        insert("t", set -> set.setString(2, "it's ü \\ ? $1 \uD83D\uDE00"));
        insert("t", set -> set.setNString(2, "n"));
        insert("t", set -> set.setCharacterStream(2, new StringReader("stream")));
        insert("t", set -> set.setCharacterStream(2, new StringReader("stream"), 3));
        insert("t", set -> set.setCharacterStream(2, new StringReader("stream"), 3L));
        insert("t", set -> set.setNCharacterStream(2, new StringReader("stream")));
        insert(
                "t",
                set -> set.setAsciiStream(2, new ByteArrayInputStream("ascii".getBytes(StandardCharsets.US_ASCII)), 5));
        insert("c", set -> set.setString(2, "toolong"));
        insert("c", set -> set.setObject(2, 'x'));
        insert("ba", set -> set.setBytes(2, new byte[] {0, -1, 92, 39}));
        insert("ba", set -> set.setBinaryStream(2, new ByteArrayInputStream(new byte[] {1, 2, 3})));
        insert("ba", set -> set.setBinaryStream(2, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2));
        insert("ba", set -> set.setBinaryStream(2, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2L));
        insert("t", set -> set.setString(2, ""));
        insert("t", set -> set.setString(2, null));
        insert("ba", set -> set.setBytes(2, null));
    }

    @Test
    void times_areSetByEverySetter() throws Exception {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("America/New_York"));
        calendar.setTimeInMillis(1_700_000_000_123L);
        insert("d", set -> set.setDate(2, Date.valueOf("2024-02-29")));
        insert("d", set -> set.setDate(2, Date.valueOf("2024-02-29"), calendar));
        insert("tm", set -> set.setTime(2, Time.valueOf("13:14:15")));
        insert("tm", set -> set.setTime(2, Time.valueOf("13:14:15"), calendar));
        insert("ts", set -> set.setTimestamp(2, Timestamp.valueOf("2024-02-29 23:59:59.123456")));
        insert("ts", set -> set.setTimestamp(2, Timestamp.valueOf("2024-02-29 23:59:59.123456"), calendar));
        insert("tsz", set -> set.setTimestamp(2, Timestamp.valueOf("2024-02-29 23:59:59.123456"), calendar));
        insert("d", set -> set.setObject(2, LocalDate.of(1582, 10, 10)));
        insert("d", set -> set.setObject(2, LocalDate.MIN));
        insert("tm", set -> set.setObject(2, LocalTime.of(23, 59, 59, 999_999_000)));
        insert("ts", set -> set.setObject(2, LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4_000)));
        insert("tsz", set -> set.setObject(2, OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4_000, ZoneOffset.ofHours(-7))));
        insert("tmz", set -> set.setObject(2, OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHours(2))));
        insert("tsz", set -> set.setObject(2, Instant.ofEpochSecond(1_700_000_000L)));
        insert("tsz", set -> set.setObject(2, ZonedDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneId.of("Asia/Kolkata"))));
        insert("ts", set -> set.setObject(2, LocalDateTime.of(2024, 2, 29, 1, 2, 3), Types.TIMESTAMP));
        insert(
                "tsz",
                set -> set.setObject(
                        2, OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE));
        insert("ts", set -> set.setObject(2, new java.util.Date(0)));
        insert("ts", set -> set.setObject(2, calendar));
    }

    @Test
    void objects_areSetWithAndWithoutTypes() throws Exception {
        insert("u", set -> set.setObject(2, UUID.fromString("6f9619ff-8b86-d011-b42d-00c04fc964ff")));
        insert("u", set -> set.setObject(2, "6f9619ff-8b86-d011-b42d-00c04fc964ff", Types.OTHER));
        insert("i4", set -> set.setObject(2, "17", Types.INTEGER));
        insert("i4", set -> set.setObject(2, 17.9, Types.INTEGER));
        insert("i8", set -> set.setObject(2, 17, JDBCType.BIGINT));
        insert("n2", set -> set.setObject(2, new BigDecimal("17.125"), Types.NUMERIC, 2));
        insert("n2", set -> set.setObject(2, "17.125", JDBCType.DECIMAL, 1));
        insert("t", set -> set.setObject(2, 17, Types.VARCHAR));
        insert("b", set -> set.setObject(2, "true", Types.BOOLEAN));
        insert("b", set -> set.setObject(2, 1, Types.BIT));
        insert("f4", set -> set.setObject(2, "x", Types.REAL));
        insert("d", set -> set.setObject(2, "2024-02-29", Types.DATE));
        insert("ts", set -> set.setObject(2, "2024-02-29 01:02:03", Types.TIMESTAMP));
        insert("ba", set -> set.setObject(2, new byte[] {1}, Types.BINARY));
        insert("t", set -> set.setObject(2, new Object()));
        insert("t", set -> set.setObject(2, null));
        insert("i4", set -> set.setObject(2, null, Types.INTEGER));
        insert("jb", set -> set.setObject(2, "{}", Types.OTHER));
    }

    @Test
    void nulls_areSetForEveryType() throws Exception {
        insert("t", set -> set.setNull(2, Types.NULL));
        insert("i4", set -> set.setNull(2, Types.INTEGER));
        insert("n", set -> set.setNull(2, Types.NUMERIC));
        insert("ts", set -> set.setNull(2, Types.TIMESTAMP));
        insert("ba", set -> set.setNull(2, Types.BINARY));
        insert("u", set -> set.setNull(2, Types.OTHER));
        insert("t", set -> set.setNull(2, Types.VARCHAR, "text"));
        insert("x", set -> set.setNull(2, Types.SQLXML));
        insert("i4", set -> set.setNull(2, 424242));
    }

    @Test
    void keyForms_findTheSameRow() throws Exception {
        users(9);
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM users WHERE user_id = ?")) {
            Object[] forms = {7, 7L, (short) 7, (byte) 7, new BigDecimal("7"), BigInteger.valueOf(7)};
            for (Object form : forms) {
                select.setObject(1, form);
                assertThat(rows(select.executeQuery()))
                        .as(form.getClass().getName())
                        .hasSize(1);
            }
            select.setObject(1, "7", Types.BIGINT);
            assertThat(rows(select.executeQuery())).hasSize(1);
            select.setInt(1, 7);
            assertThat(rows(select.executeQuery())).hasSize(1);
            select.setNull(1, Types.BIGINT);
            assertThat(rows(select.executeQuery())).isEmpty();
        }
    }

    @Test
    void parameters_stayUntilCleared() throws Exception {
        users(3);
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name FROM users WHERE user_id = ? AND name = ?")) {
            assertFails(() -> select.executeQuery());
            select.setLong(1, 2);
            assertFails(() -> select.executeQuery());
            select.setString(2, "user 2");
            assertThat(rows(select.executeQuery())).hasSize(1);
            assertThat(rows(select.executeQuery())).hasSize(1);
            select.setLong(1, 3);
            assertThat(rows(select.executeQuery())).isEmpty();
            select.clearParameters();
            assertFails(() -> select.executeQuery());
            assertFails(Failures.ARGUMENT, () -> select.setInt(0, 1));
            assertFails(Failures.ARGUMENT, () -> select.setInt(3, 1));
        }
    }

    @Test
    void valuesAreTaken_whenTheyAreSet() throws Exception {
        byte[] bytes = {1, 2, 3};
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO kinds (id, ba) VALUES (?, ?)")) {
            insert.setLong(1, 7);
            insert.setBytes(2, bytes);
            insert.addBatch();
            insert.setLong(1, 8);
            insert.setBytes(2, new byte[] {9});
            insert.addBatch();
            insert.executeBatch();
        }
        assertThat(one("SELECT " + texts.hex("ba") + " FROM kinds WHERE id = 7"))
                .isEqualTo("010203");
    }

    @Test
    void sameStatement_isRunManyTimes() throws Exception {
        users(20);
        try (PreparedStatement select = connection.prepareStatement("SELECT name, age FROM users WHERE user_id = ?")) {
            for (int round = 0; round < 3; round++) {
                for (int id = 1; id <= 20; id++) {
                    select.setInt(1, id);
                    try (ResultSet rows = select.executeQuery()) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getString(1)).isEqualTo("user " + id);
                        assertThat(rows.getInt("age")).isEqualTo(7);
                    }
                }
            }
        }
    }

    @Test
    void textMethods_areRefused() throws Exception {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1")) {
            strict(() -> assertFails(() -> select.executeQuery("SELECT 2")));
            strict(() -> assertFails(() -> select.executeUpdate("SELECT 2")));
            strict(() -> assertFails(() -> select.execute("SELECT 2")));
            if (isOurs()) {
                uncompared(() -> assertFails(() -> select.addBatch("SELECT 2")));
                uncompared(() -> assertFails(() -> select.executeLargeUpdate("SELECT 2")));
                uncompared(() -> assertFails(() -> select.execute("SELECT 2", Statement.RETURN_GENERATED_KEYS)));
            }
        }
    }

    @Test
    void questionMarks_inTextsAndOperators_areNoParameters() throws Exception {
        try (PreparedStatement select = connection.prepareStatement("SELECT '?' AS a, " + texts.quoted("b?")
                + ".x /* ? */ FROM (SELECT 1 AS x) AS " + texts.quoted("b?") + " WHERE ? = 1 -- ?")) {
            select.setInt(1, 1);
            assertThat(rows(select.executeQuery()).get(0)).containsExactly("?", "1");
        }
    }

    @Test
    void operatorsOfQuestionMarks_areDoubled() throws Exception {
        try (PreparedStatement select = connection.prepareStatement("SELECT '{\"a\":1}'::jsonb ?? ?")) {
            select.setString(1, "a");
            assertThat(rows(select.executeQuery()).get(0)).containsExactly("t");
        }
    }

    @Test
    void casts_takeParameters() throws Exception {
        try (PreparedStatement select = connection.prepareStatement(texts.casts())) {
            select.setInt(1, 1);
            select.setString(2, "x");
            select.setDate(3, Date.valueOf("2024-02-29"));
            assertThat(rows(select.executeQuery()).get(0)).containsExactly("2", "x", "2024-02-29");
        }
    }
}
