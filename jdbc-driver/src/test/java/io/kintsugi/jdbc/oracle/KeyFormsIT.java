package io.kintsugi.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedPostgres;
import io.kintsugi.testkit.oracle.Answer;
import io.kintsugi.testkit.oracle.Parameter;
import io.kintsugi.testkit.oracle.Query;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A row written under one form of its key is found under every other form, and lies on one shard only: for each type of
 * key all forms are inserted, looked up, updated and deleted, on one database and on four shards.
 */
@Tag("proof")
class KeyFormsIT {
    private static final int SHARDS = 4;

    /** A type of key, and the ways in which its values are written. */
    private record KeyCase(String type, List<String> literals, List<Parameter> parameters) {}

    private static Parameter parameter(@Nullable Object value, int type) {
        return new Parameter(value, type);
    }

    private static final List<KeyCase> CASES = List.of(
            new KeyCase(
                    "smallint",
                    List.of(
                            "7", "'7'", "7::int", "7.0", "-7", "'-7'", "32767", "40000", "'40000'", "7.5", "' 7 '",
                            "0x7", "'0x7'", "NULL"),
                    List.of(
                            parameter((short) 7, Types.SMALLINT),
                            parameter(7, Types.INTEGER),
                            parameter(7L, Types.BIGINT),
                            parameter(new BigDecimal("7.0"), Types.NUMERIC),
                            parameter("7", Types.OTHER),
                            parameter("7", Types.VARCHAR),
                            parameter(40000, Types.INTEGER))),
            new KeyCase(
                    "bigint",
                    List.of(
                            "7",
                            "'7'",
                            "7::smallint",
                            "7.0",
                            "7.00",
                            "-7",
                            "9223372036854775807",
                            "'9223372036854775807'",
                            "9223372036854775808",
                            "'-9223372036854775808'",
                            "-9223372036854775808",
                            "1e3",
                            "1000",
                            "'1_000'",
                            "1_000",
                            "'0b11'",
                            "0b11",
                            "0o17",
                            "007",
                            "+7",
                            "7.",
                            "'+7'",
                            "E'7'",
                            "7::numeric(3,1)",
                            "'7'::text::int",
                            "true::int"),
                    List.of(
                            parameter((short) 7, Types.SMALLINT),
                            parameter(7, Types.INTEGER),
                            parameter(7L, Types.BIGINT),
                            parameter(new BigDecimal("7.00"), Types.NUMERIC),
                            parameter(new BigDecimal("1E+3"), Types.NUMERIC),
                            parameter(7.0, Types.DOUBLE),
                            parameter(7f, Types.REAL),
                            parameter("7", Types.OTHER),
                            parameter(" 7", Types.OTHER),
                            parameter("7", Types.BIGINT),
                            parameter("7.6", Types.BIGINT),
                            parameter(new BigInteger("7"), Types.NUMERIC),
                            parameter(true, Types.INTEGER),
                            parameter(new BigDecimal("7.9"), Types.BIGINT),
                            parameter(null, Types.BIGINT))),
            new KeyCase(
                    "numeric",
                    List.of(
                            "1",
                            "1.0",
                            "1.00",
                            "'1.000'",
                            "1e0",
                            "0.1e1",
                            "10e-1",
                            "'1e0'",
                            "' 1 '",
                            "-0",
                            "0",
                            "0.0",
                            "'-0.00'",
                            "'NaN'",
                            "'Infinity'",
                            "1e30",
                            "1000000000000000000000000000000",
                            "1::int",
                            "1.0::float8",
                            ".5",
                            "0.5",
                            "'.5'",
                            "5e-1",
                            "1::numeric(5,2)",
                            "0x10",
                            "16",
                            "1_000",
                            "1000.000"),
                    List.of(
                            parameter(1, Types.INTEGER),
                            parameter(1L, Types.BIGINT),
                            parameter(new BigDecimal("1.0"), Types.NUMERIC),
                            parameter(new BigDecimal("1E+3"), Types.NUMERIC),
                            parameter(1.0, Types.DOUBLE),
                            parameter(0.1, Types.DOUBLE),
                            parameter(0.1f, Types.REAL),
                            parameter("1.00", Types.OTHER),
                            parameter("1", Types.NUMERIC))),
            new KeyCase(
                    "numeric(6,2)",
                    List.of(
                            "1",
                            "1.005",
                            "1.01",
                            "'1.005'",
                            "1.0",
                            "'1'",
                            "1.004",
                            "1.00",
                            "99999.999",
                            "1.005::numeric"),
                    List.of(
                            parameter(new BigDecimal("1.005"), Types.NUMERIC),
                            parameter(new BigDecimal("1.01"), Types.NUMERIC),
                            parameter(new BigDecimal("1.000"), Types.NUMERIC))),
            new KeyCase(
                    "text",
                    List.of(
                            "'a'",
                            "'A'",
                            "'a '",
                            "' a'",
                            "'a'::varchar",
                            "'a'::char(3)",
                            "'a'::varchar(1)",
                            "'ab'::varchar(1)",
                            "E'a'",
                            "E'\\x61'",
                            "U&'\\0061'",
                            "$$a$$",
                            "''",
                            "'é'",
                            "'e\u0301'",
                            "'\ud83d\ude00'",
                            "E'\\n'",
                            "'\n'",
                            "'a''b'",
                            "$x$a'b$x$",
                            "N'a'",
                            "'a'::name",
                            "'a'::\"char\"",
                            "'a' || 'b'",
                            "'ab'",
                            "'a'\n'b'",
                            "1",
                            "1::text",
                            "'1'"),
                    List.of(
                            parameter("a", Types.VARCHAR),
                            parameter("a ", Types.VARCHAR),
                            parameter("a", Types.CHAR),
                            parameter("a", Types.OTHER),
                            parameter(1, Types.INTEGER),
                            parameter("\ud83d\ude00", Types.VARCHAR),
                            parameter("a'b", Types.VARCHAR),
                            parameter(null, Types.VARCHAR),
                            parameter("", Types.VARCHAR))),
            new KeyCase(
                    "varchar(3)",
                    List.of(
                            "'abc'",
                            "'abc '",
                            "'abc   '",
                            "'abcd'",
                            "'ab '",
                            "'ab'",
                            "'abcd'::varchar(3)",
                            "'ab'::char(3)",
                            "''"),
                    List.of(
                            parameter("abc", Types.VARCHAR),
                            parameter("abc  ", Types.VARCHAR),
                            parameter("ab ", Types.VARCHAR))),
            new KeyCase(
                    "uuid",
                    List.of(
                            "'0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b'", "'0D9F6F4E-2C3F-4A3B-9D5F-1C2D3E4F5A6B'",
                            "'{0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b}'", "'0d9f6f4e2c3f4a3b9d5f1c2d3e4f5a6b'",
                            "'0d9f-6f4e-2c3f-4a3b-9d5f-1c2d-3e4f-5a6b'", "uuid '0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b'",
                            "' 0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b'", "'0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b'::text"),
                    List.of(
                            parameter(UUID.fromString("0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b"), Types.OTHER),
                            parameter("0D9F6F4E-2C3F-4A3B-9D5F-1C2D3E4F5A6B", Types.OTHER),
                            parameter("0d9f6f4e-2c3f-4a3b-9d5f-1c2d3e4f5a6b", Types.VARCHAR))),
            new KeyCase(
                    "date",
                    List.of(
                            "'2024-02-03'",
                            "'03/02/2024'",
                            "'20240203'",
                            "'2024-2-3'",
                            "date '2024-02-03'",
                            "'Feb 3 2024'",
                            "'2024-034'",
                            "'2024-02-03 10:00'",
                            "'2024-02-03 23:59:59'::timestamp",
                            "'2024-02-03 00:00'::timestamp",
                            "'infinity'",
                            "'-infinity'",
                            "'0044-03-15 BC'",
                            "'today'",
                            "'epoch'",
                            "'1970-01-01'",
                            "'10000-01-01'",
                            "'2024-02-30'",
                            "'J2460344'",
                            "'2024-02-03 BC'",
                            "'2024-02-03'::timestamptz",
                            "' 2024-02-03 '",
                            "'02024-02-03'",
                            "'99-01-01'"),
                    List.of(
                            parameter(Date.valueOf("2024-02-03"), Types.DATE),
                            parameter(LocalDate.of(2024, 2, 3), Types.DATE),
                            parameter("2024-02-03", Types.OTHER),
                            parameter("2024-02-03", Types.DATE),
                            parameter(LocalDateTime.of(2024, 2, 3, 10, 0), Types.TIMESTAMP),
                            parameter(Timestamp.valueOf("2024-02-03 00:00:00"), Types.TIMESTAMP))),
            new KeyCase(
                    "timestamp",
                    List.of(
                            "'2024-02-03 10:00:00'",
                            "'2024-02-03 10:00'",
                            "'2024-02-03T10:00:00'",
                            "'2024-02-03 10:00:00.000000'",
                            "'2024-02-03 10:00:00.0000004'",
                            "'2024-02-03 10:00:00.0000005'",
                            "'2024-02-03 10:00:00+05'",
                            "'2024-02-03 10:00:00Z'",
                            "timestamp '2024-02-03 10:00:00'",
                            "timestamp(0) '2024-02-03 10:00:00.4'",
                            "'2024-02-03 10:00:00'::timestamptz",
                            "'2024-02-03'",
                            "date '2024-02-03'",
                            "'2024-02-03 00:00'",
                            "'2024-02-03 24:00'",
                            "'2024-02-04'",
                            "'infinity'",
                            "'2024-02-03 10:00:60'",
                            "'2024-02-03 10:01:00'",
                            "'2024-02-03 10:00 AM'",
                            "'20240203T100000'",
                            "'now'::timestamp(0) - 'now'::timestamp(0) + timestamp '2024-02-04'"),
                    List.of(
                            parameter(Timestamp.valueOf("2024-02-03 10:00:00"), Types.TIMESTAMP),
                            parameter(LocalDateTime.of(2024, 2, 3, 10, 0), Types.TIMESTAMP),
                            parameter(LocalDateTime.of(2024, 2, 3, 10, 0, 0, 400), Types.TIMESTAMP),
                            parameter(LocalDateTime.of(2024, 2, 3, 10, 0, 0, 600), Types.TIMESTAMP),
                            parameter("2024-02-03 10:00", Types.OTHER),
                            parameter(Date.valueOf("2024-02-03"), Types.DATE))),
            new KeyCase(
                    "timestamptz",
                    List.of(
                            "'2024-02-03 10:00:00+00'",
                            "'2024-02-03 15:30:00+05:30'",
                            "'2024-02-03 10:00:00'",
                            "'2024-02-03 10:00:00Z'",
                            "'2024-02-03 10:00:00 UTC'",
                            "'2024-02-03 19:00 Asia/Tokyo'",
                            "'2024-02-03 10:00:00'::timestamp",
                            "timestamptz '2024-02-03 05:00:00-05'",
                            "'2024-02-03'",
                            "date '2024-02-03'",
                            "'2024-02-03 00:00+00'",
                            "'2024-02-03 00:00 EST'",
                            "'2024-02-03 05:00+00'",
                            "'infinity'",
                            "'2024-02-03 10:00:00.0000004+00'"),
                    List.of(
                            parameter(
                                    OffsetDateTime.of(2024, 2, 3, 15, 30, 0, 0, ZoneOffset.ofHoursMinutes(5, 30)),
                                    Types.TIMESTAMP_WITH_TIMEZONE),
                            parameter(Timestamp.from(Instant.parse("2024-02-03T10:00:00Z")), Types.TIMESTAMP),
                            parameter(LocalDateTime.of(2024, 2, 3, 10, 0), Types.TIMESTAMP),
                            parameter("2024-02-03 10:00:00+00", Types.OTHER))),
            new KeyCase(
                    "bytea",
                    List.of(
                            "'\\x61'",
                            "'a'",
                            "E'\\\\x61'",
                            "'\\141'",
                            "'\\X61'",
                            "'\\x6 1'",
                            "'\\x'",
                            "''",
                            "'\\x61'::bytea",
                            "decode('61', 'hex')",
                            "'\\xAB'",
                            "'\\xab'",
                            "'\\\\'",
                            "'\\x5c'"),
                    List.of(
                            parameter(new byte[] {0x61}, Types.BINARY),
                            parameter("\\x61", Types.OTHER),
                            parameter("a", Types.OTHER),
                            parameter(new byte[0], Types.BINARY))));

    @Test
    void aRowIsFound_underEveryFormOfItsKey() throws SQLException {
        List<String> faults = new ArrayList<>();
        OracleCluster cluster = OracleCluster.create(SHARDS, keyspaces());
        int[] counts = new int[3];
        try (Connection plain = SharedPostgres.get()
                        .server()
                        .connect(SharedPostgres.get().newDatabase().name());
                Connection ours = cluster.connect()) {
            OracleCluster.run(ours, List.of("SET kintsugi.transaction_mode = 'best-effort'"));
            for (int number = 0; number < CASES.size(); number++) {
                String table =
                        "CREATE TABLE k" + number + " (id " + CASES.get(number).type() + " PRIMARY KEY, v integer)";
                OracleCluster.run(plain, List.of(table));
                OracleCluster.run(ours, List.of(table));
                for (String style : List.of("ISO, MDY", "ISO, DMY")) {
                    OracleCluster.run(plain, List.of("SET DateStyle = '" + style + "'"));
                    OracleCluster.run(ours, List.of("SET DateStyle = '" + style + "'"));
                    check(cluster, plain, ours, number, faults, counts);
                }
            }
        }
        System.out.println("key forms: inserted " + counts[0] + ", answered " + counts[1] + ", refused " + counts[2]);
        assertThat(faults).as(String.join("\n\n", faults)).isEmpty();
    }

    private static String keyspaces() {
        StringBuilder yaml = new StringBuilder("main:\n  shards:\n");
        for (int shard = 0; shard < SHARDS; shard++) {
            yaml.append("    s")
                    .append(shard)
                    .append(": {nodes: [s")
                    .append(shard)
                    .append("]}\n");
        }
        yaml.append("  tables:\n");
        for (int number = 0; number < CASES.size(); number++) {
            yaml.append("    k").append(number).append(": {key: id}\n");
        }
        return yaml.append("flat: {shards: {f0: {nodes: [flat]}}, tables: {}}\n")
                .toString();
    }

    private static Stream<Query> forms(KeyCase key, String form, String before, String after) {
        Stream<Query> literals =
                key.literals().stream().map(literal -> new Query(form, before + literal + after, List.of(), false));
        Stream<Query> parameters =
                key.parameters().stream().map(value -> new Query(form, before + "?" + after, List.of(value), false));
        return Stream.concat(literals, parameters);
    }

    private static void check(
            OracleCluster cluster, Connection plain, Connection ours, int number, List<String> faults, int[] counts)
            throws SQLException {
        KeyCase key = CASES.get(number);
        String table = "k" + number;
        List<Query> inserts = forms(key, "insert", "INSERT INTO " + table + " (id, v) VALUES (", ", 1)")
                .toList();
        for (Query insert : inserts) {
            OracleCluster.run(plain, List.of("DELETE FROM " + table));
            OracleCluster.run(ours, List.of("DELETE FROM " + table));
            Answer answer = Answer.of(ours, insert, 0);
            Answer expected = answer.refused() ? answer : Answer.of(plain, insert, 0);
            fault(faults, key, insert, "", answer.wrongAgainst(expected, false));
            if (!answer.answered()) {
                counts[2]++;
                continue;
            }
            counts[0]++;
            Stream<Query> finds = Stream.of(
                            "SELECT v FROM " + table + " WHERE id = ",
                            "UPDATE " + table + " SET v = v + 1 WHERE id = ",
                            "SELECT id::text, v FROM " + table + " WHERE id IN (NULL, ")
                    .flatMap(before -> forms(key, "find", before, before.endsWith("(NULL, ") ? ")" : ""));
            for (Query find : finds.toList()) {
                Answer found = Answer.of(ours, find, 0);
                counts[found.refused() ? 2 : 1]++;
                if (!found.refused()) {
                    fault(faults, key, find, " after " + insert, found.wrongAgainst(Answer.of(plain, find, 0), false));
                }
            }
        }
    }

    private static void fault(List<String> faults, KeyCase key, Query query, String after, Optional<String> what) {
        what.ifPresent(wrong -> faults.add(key.type() + ": " + query + after + "\n  " + wrong));
    }
}
