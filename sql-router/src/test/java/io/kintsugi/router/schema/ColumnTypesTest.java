package io.kintsugi.router.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypesTest {
    private final ColumnTypes types = new ColumnTypes();

    /** The middle column is what {@code format_type} of a PostgreSQL 18 server printed for the first one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    int                              | integer                        | INT4
                    INT8                             | bigint                         | INT8
                    serial                           | integer                        | INT4
                    bigserial                        | bigint                         | INT8
                    smallint                         | smallint                       | INT2
                    numeric ( 12 , 2 )               | numeric(12,2)                  | NUMERIC
                    decimal(5)                       | numeric(5,0)                   | NUMERIC
                    float                            | double precision               | FLOAT8
                    float(24)                        | real                           | FLOAT4
                    float(25)                        | double precision               | FLOAT8
                    double precision                 | double precision               | FLOAT8
                    varchar(10)                      | character varying(10)          | VARCHAR
                    character varying                | character varying              | VARCHAR
                    char                             | character(1)                   | CHAR
                    national character (3)           | character(3)                   | CHAR
                    bpchar                           | bpchar                         | CHAR
                    "char"                           | "char"                         | OTHER
                    text                             | text                           | TEXT
                    pg_catalog . int4                | integer                        | INT4
                    timestamp                        | timestamp without time zone    | TIMESTAMP
                    timestamp (3) with time zone     | timestamp(3) with time zone    | TIMESTAMP_TZ
                    timestamptz(6)                   | timestamp(6) with time zone    | TIMESTAMP_TZ
                    time(0)                          | time(0) without time zone      | TIME
                    interval                         | interval                       | INTERVAL
                    interval day to second           | interval day to second         | INTERVAL
                    int[]                            | integer[]                      | ARRAY
                    numeric(8,2)[3][]                | numeric(8,2)[]                 | ARRAY
                    text ARRAY                       | text[]                         | ARRAY
                    int array[4]                     | integer[]                      | ARRAY
                    bit                              | bit(1)                         | OTHER
                    jsonb                            | jsonb                          | JSONB
                    bytea                            | bytea                          | BYTEA
                    public.citext                    | citext                         | OTHER
                    """)
    void spelling_isReadAsTheServerReadsIt(String written, String printed, TypeClass typeClass) {
        ColumnType type = types.of(written, Optional.empty());
        assertThat(type.name()).isEqualTo(printed);
        assertThat(type.typeClass()).isEqualTo(typeClass);
    }

    @Test
    void domainsAndEnums_countAsWhatTheyWereDeclaredAs() {
        types.addDomain("year", types.of("integer", Optional.empty()));
        types.addDomain("code", types.of("text", Optional.of("C")));
        types.addEnum("mood");
        assertThat(types.of("public.year", Optional.empty()).typeClass()).isEqualTo(TypeClass.INT4);
        assertThat(types.of("code", Optional.empty()).byteOrder()).isTrue();
        assertThat(types.of("mood", Optional.empty()).typeClass()).isEqualTo(TypeClass.ENUM);
        assertThat(types.of("mood[]", Optional.empty()).typeClass()).isEqualTo(TypeClass.ARRAY);
    }

    @Test
    void collations_tellEqualityAndOrder() {
        assertThat(text("C")).isEqualTo(new ColumnType("text", TypeClass.TEXT, true, true));
        assertThat(text("en_US")).isEqualTo(new ColumnType("text", TypeClass.TEXT, true, false));
        assertThat(text("de-x-icu")).isEqualTo(new ColumnType("text", TypeClass.TEXT, true, false));
        assertThat(types.of("text", Optional.empty())).isEqualTo(new ColumnType("text", TypeClass.TEXT, true, false));
        assertThat(text("ignore_case").deterministicCollation()).isFalse();
        types.addDeterministicCollation("ignore_case");
        assertThat(text("ignore_case").deterministicCollation()).isTrue();
    }

    private ColumnType text(String collation) {
        return types.of("text", Optional.of(collation));
    }
}
