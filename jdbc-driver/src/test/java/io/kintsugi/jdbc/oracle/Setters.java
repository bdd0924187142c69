package io.kintsugi.jdbc.oracle;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;

/** Every way in which JDBC lets an application give a value to a parameter. */
@SuppressWarnings("JavaUtilDate")
final class Setters {
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 1, 1, 12, 30);
    private static final UUID ID = UUID.fromString("0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b");

    private static final List<Object> VALUES = List.of(
            (byte) 7,
            (short) 7,
            7,
            7L,
            -7,
            65543L,
            16777217,
            3_000_000_000L,
            BigInteger.valueOf(7),
            BigInteger.valueOf(-7),
            BigInteger.TWO.pow(64).add(BigInteger.valueOf(7)),
            new BigDecimal("7"),
            new BigDecimal("7.00"),
            new BigDecimal("1E+2"),
            new BigDecimal("2.504"),
            new BigDecimal("2.496"),
            new BigDecimal("2.50"),
            7f,
            0.1f,
            16777216f,
            7d,
            0.1d,
            2.504d,
            true,
            false,
            'u',
            "7",
            "u1",
            "u1  ",
            "é",
            "2.496",
            "2.50",
            "true",
            "2024-01-01",
            "2024-01-01 00:00:00",
            ID,
            ID.toString(),
            new byte[] {0x75, 0x31},
            new byte[] {1, 2, 3, 4},
            LocalDate.of(2024, 1, 1),
            LocalTime.of(12, 30),
            NOON,
            NOON.withNano(123_456_000),
            NOON.withNano(123_456_789),
            NOON.atOffset(ZoneOffset.ofHours(5)),
            OffsetDateTime.of(NOON, ZoneOffset.UTC),
            NOON.atZone(ZoneId.of("Asia/Tokyo")),
            NOON.toInstant(ZoneOffset.UTC),
            Instant.parse("1500-03-01T00:00:00Z"),
            Date.valueOf("2024-01-01"),
            Date.valueOf("1500-03-01"),
            Time.valueOf("12:30:00"),
            Timestamp.valueOf("2024-01-01 00:00:00"),
            Timestamp.valueOf(NOON),
            Timestamp.valueOf("1500-03-01 00:00:00"),
            new java.util.Date(Timestamp.valueOf(NOON).getTime()));

    private static final List<Integer> TYPES = List.of(
            Types.BIT,
            Types.BOOLEAN,
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.REAL,
            Types.FLOAT,
            Types.DOUBLE,
            Types.NUMERIC,
            Types.DECIMAL,
            Types.CHAR,
            Types.VARCHAR,
            Types.LONGVARCHAR,
            Types.NCHAR,
            Types.NVARCHAR,
            Types.DATE,
            Types.TIME,
            Types.TIMESTAMP,
            Types.TIMESTAMP_WITH_TIMEZONE,
            Types.BINARY,
            Types.VARBINARY,
            Types.LONGVARBINARY,
            Types.BLOB,
            Types.CLOB,
            Types.OTHER,
            Types.JAVA_OBJECT);

    private Setters() {}

    /** A setter with its value. */
    interface Call {
        void on(PreparedStatement statement) throws SQLException;
    }

    /** A call on parameter 1, and how to show it. */
    record Setter(String name, Call call) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Setter setter(String name, Call call) {
        return new Setter(name, call);
    }

    /** Those that name a type by their own name. */
    static List<Setter> plain() {
        List<Setter> all = new ArrayList<>();
        for (Object value : VALUES) {
            own(value).forEach(all::add);
            all.add(setter("setObject(" + text(value) + ")", s -> s.setObject(1, value)));
        }
        all.addAll(seenByCalendars());
        all.addAll(streams());
        all.add(setter("setNull", s -> s.setNull(1, Types.BIGINT)));
        all.add(setter("setObject(null, VARCHAR)", s -> s.setObject(1, null, Types.VARCHAR)));
        return all;
    }

    private static Stream<Setter> own(Object value) {
        String shown = text(value);
        if (value instanceof Number number) {
            return Stream.of(
                    setter("setByte " + shown, s -> s.setByte(1, number.byteValue())),
                    setter("setShort " + shown, s -> s.setShort(1, number.shortValue())),
                    setter("setInt " + shown, s -> s.setInt(1, number.intValue())),
                    setter("setLong " + shown, s -> s.setLong(1, number.longValue())),
                    setter("setFloat " + shown, s -> s.setFloat(1, number.floatValue())),
                    setter("setDouble " + shown, s -> s.setDouble(1, number.doubleValue())),
                    setter("setBigDecimal " + shown, s -> s.setBigDecimal(1, new BigDecimal(number.toString()))));
        }
        if (value instanceof String text) {
            return Stream.of(
                    setter("setString " + shown, s -> s.setString(1, text)),
                    setter("setNString " + shown, s -> s.setNString(1, text)));
        }
        if (value instanceof Boolean truth) {
            return Stream.of(setter("setBoolean " + shown, s -> s.setBoolean(1, truth)));
        }
        if (value instanceof byte[] bytes) {
            return Stream.of(setter("setBytes " + shown, s -> s.setBytes(1, bytes)));
        }
        return ofMoments(value, shown);
    }

    private static Stream<Setter> ofMoments(Object value, String shown) {
        if (value instanceof Date date) {
            return Stream.of(setter("setDate " + shown, s -> s.setDate(1, date)));
        }
        if (value instanceof Time time) {
            return Stream.of(setter("setTime " + shown, s -> s.setTime(1, time)));
        }
        return value instanceof Timestamp moment
                ? Stream.of(setter("setTimestamp " + shown, s -> s.setTimestamp(1, moment)))
                : Stream.of();
    }

    private static List<Setter> seenByCalendars() {
        Calendar buddhist = new Calendar.Builder().setCalendarType("buddhist").build();
        List<Setter> all = new ArrayList<>();
        for (Calendar calendar : List.of(tokyo(), buddhist)) {
            String of = " by " + calendar.getCalendarType();
            all.add(setter("setDate" + of, s -> s.setDate(1, noonDate(), calendar)));
            all.add(setter("setTime" + of, s -> s.setTime(1, Time.valueOf("12:30:00"), calendar)));
            all.add(setter("setTimestamp" + of, s -> s.setTimestamp(1, Timestamp.valueOf(NOON), calendar)));
            all.add(setter(
                    "setTimestamp 1500" + of,
                    s -> s.setTimestamp(1, Timestamp.valueOf("1500-03-01 00:00:00"), calendar)));
        }
        return all;
    }

    @SuppressWarnings("deprecation")
    private static List<Setter> streams() {
        byte[] bytes = "u1".getBytes(StandardCharsets.US_ASCII);
        return List.of(
                setter("setAsciiStream", s -> s.setAsciiStream(1, new ByteArrayInputStream(bytes))),
                setter("setAsciiStream length", s -> s.setAsciiStream(1, new ByteArrayInputStream(bytes), 2)),
                setter("setBinaryStream", s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes))),
                setter("setBinaryStream length", s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes), 2L)),
                setter("setCharacterStream", s -> s.setCharacterStream(1, new StringReader("u1"))),
                setter("setCharacterStream é", s -> s.setCharacterStream(1, new StringReader("é"))),
                setter("setCharacterStream length", s -> s.setCharacterStream(1, new StringReader("u1"), 2)),
                setter("setNCharacterStream", s -> s.setNCharacterStream(1, new StringReader("u1"))),
                setter("setObject(reader, CHAR)", s -> s.setObject(1, new StringReader("u1"), Types.LONGVARCHAR)));
    }

    /** Connector/J sends the bytes of streams, whatever they stand for; pgjdbc takes fewer of these. */
    static List<Setter> streamsOfMySql() {
        byte[] bytes = "u1".getBytes(StandardCharsets.US_ASCII);
        byte[] accent = "é".getBytes(StandardCharsets.UTF_8);
        return List.of(
                setter("setAsciiStream 7", s -> s.setAsciiStream(1, new ByteArrayInputStream(new byte[] {'7'}))),
                setter("setAsciiStream é", s -> s.setAsciiStream(1, new ByteArrayInputStream(accent))),
                setter("setBinaryStream é", s -> s.setBinaryStream(1, new ByteArrayInputStream(accent))),
                setter("setCharacterStream 7", s -> s.setCharacterStream(1, new StringReader("7"))),
                setter("setCharacterStream day", s -> s.setCharacterStream(1, new StringReader("2024-01-01"))),
                setter("setClob 7", s -> s.setClob(1, new StringReader("7"))),
                setter("setBlob 7", s -> s.setBlob(1, new ByteArrayInputStream(new byte[] {'7'}))),
                setter("setObject(reader 7, INTEGER)", s -> s.setObject(1, new StringReader("7"), Types.INTEGER)),
                setter("setObject(reader 7, VARCHAR)", s -> s.setObject(1, new StringReader("7"), Types.VARCHAR)),
                setter(
                        "setObject(stream, VARBINARY)",
                        s -> s.setObject(1, new ByteArrayInputStream(bytes), Types.VARBINARY)));
    }

    /** Each value with each target type, and with scales where they count. */
    static List<Setter> withTypes() {
        List<Setter> all = new ArrayList<>();
        for (Object value : VALUES) {
            for (int type : TYPES) {
                String call = "setObject(" + text(value) + ", " + JDBCType.valueOf(type);
                all.add(setter(call + ")", s -> s.setObject(1, value, type)));
                if (type == Types.NUMERIC || type == Types.DECIMAL) {
                    all.add(setter(call + ", 2)", s -> s.setObject(1, value, type, 2)));
                    all.add(setter(call + ", 0)", s -> s.setObject(1, value, type, 0)));
                }
            }
        }
        return all;
    }

    /** What was once sent otherwise than it was hashed; always tried. */
    static List<Setter> once() {
        return List.of(
                setter("CHAR", s -> s.setObject(1, "u1  ", Types.CHAR)),
                setter("NUMERIC 2", s -> s.setObject(1, new BigDecimal("2.504"), Types.NUMERIC, 2)),
                setter("double NUMERIC 2", s -> s.setObject(1, 2.496, Types.NUMERIC, 2)),
                setter("text NUMERIC 2", s -> s.setObject(1, "2.496", Types.NUMERIC, 2)),
                setter("text DATE", s -> s.setObject(1, "2024-01-01", Types.DATE)),
                setter("text TIMESTAMP", s -> s.setObject(1, "2024-01-01 00:00:00", Types.TIMESTAMP)),
                setter("text BOOLEAN", s -> s.setObject(1, "true", Types.BOOLEAN)),
                setter("REAL", s -> s.setObject(1, 16777217, Types.REAL)),
                setter("SMALLINT", s -> s.setObject(1, 65543L, Types.SMALLINT)),
                setter("setFloat", s -> s.setFloat(1, 0.1f)),
                setter("setDate by a calendar", s -> s.setDate(1, noonDate(), tokyo())),
                setter("setBigDecimal 0.1", s -> s.setBigDecimal(1, new BigDecimal("0.1"))),
                setter("setString 2.50", s -> s.setString(1, "2.50")),
                setter("setLong 7", s -> s.setLong(1, 7)));
    }

    private static Date noonDate() {
        return new Date(Timestamp.valueOf(NOON).getTime());
    }

    private static Calendar tokyo() {
        return new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    }

    private static String text(Object value) {
        String shown = value instanceof byte[] bytes ? Arrays.toString(bytes) : "'" + value + "'";
        return value.getClass().getSimpleName() + " " + shown;
    }
}
