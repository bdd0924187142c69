package io.kintsugi.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.cli.console.CliException;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.topology.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of log, and files that are none. */
final class StatementLogTest {
    private static final String POSTGRESQL = """
            2026-11-20 12:00:00.000 UTC [4711] LOG:  database system is ready to accept connections
            2026-11-20 12:00:01.000 UTC [4712] shop@shop LOG:  statement: SELECT *
            \tFROM users
            \tWHERE user_id = 7
            2026-11-20 12:00:01.100 UTC [4712] LOG:  duration: 0.1 ms  parse S_1: SELECT * FROM orders WHERE id = $1
            2026-11-20 12:00:01.100 UTC [4712] LOG:  duration: 0.1 ms  bind S_1: SELECT * FROM orders WHERE id = $1
            2026-11-20 12:00:01.100 UTC [4712] DETAIL:  Parameters: $1 = '7'
            2026-11-20 12:00:01.100 UTC [4712] LOG:  duration: 0.1 ms  execute S_1/C_2: SELECT * FROM orders WHERE id = $1
            2026-11-20 12:00:01.100 UTC [4712] LOG:  execute fetch from S_1/C_2: SELECT * FROM orders WHERE id = $1
            2026-11-20 12:00:01.200 UTC [4712] LOG:  statement: BEGIN
            """;

    private static final String GENERAL = """
            mysqld, Version: 9.7.4 (MySQL Community Server - GPL). started with:
            Tcp port: 3306  Unix socket: mysql.sock
            Time                 Id Command    Argument
            2026-11-20T10:00:00.000000Z\t    8 Connect\tapp@localhost on shop using TCP/IP
            2026-11-20T10:00:00.000001Z\t    8 Query\tSELECT *
            FROM orders
            WHERE user_id = 7 AND note = "it's"
            2026-11-20T10:00:00.000002Z\t    8 Prepare\tSELECT * FROM users WHERE id = ?
            2026-11-20T10:00:00.000003Z\t    8 Execute\tSELECT * FROM users WHERE id = 7
            2026-11-20T10:00:00.000004+05:30\t    8 Close stmt\t
            2026-11-20T10:00:00.000005Z\t    9 Connect\tapp@localhost on other using Socket
            2026-11-20T10:00:00.000006Z\t    9 Query\tSELECT * FROM stranger
            2026-11-20T10:00:00.000007Z\t    9 Init DB\tshop
            2026-11-20T10:00:00.000008Z\t    9 Query\tDELETE FROM orders WHERE user_id = 8
            2026-11-20T10:00:00.000009Z\t    9 Query\tUSE `other`
            2026-11-20T10:00:00.000010Z\t    9 Query\tSELECT * FROM stranger
            2026-11-20T10:00:00.000011Z\t    9 Quit\t
            2026-11-20T10:00:00.000012Z\t    8 Query\tSET autocommit = 1
            """;

    private static final String SLOW = """
            mysqld, Version: 9.7.4 (MySQL Community Server - GPL). started with:
            Tcp port: 3306  Unix socket: mysql.sock
            Time                 Id Command    Argument
            # Time: 2026-11-20T10:00:00.000000Z
            # User@Host: app[app] @ localhost []  Id:     8
            # Query_time: 1.000100  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 1
            use shop;
            SET timestamp=1700000000;
            SELECT * FROM orders
            WHERE user_id = 7;
            # Time: 2026-11-20T10:00:01.000000Z
            # User@Host: app[app] @ localhost []  Id:     8
            # Query_time: 1.000100  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 1
            SET timestamp=1700000001;
            SELECT * FROM orders WHERE user_id = 8;
            # Time: 2026-11-20T10:00:02.000000Z
            # User@Host: app[app] @ localhost []  Id:     9
            # Query_time: 1.000100  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 1
            use other;
            SET timestamp=1700000002;
            SELECT * FROM stranger;
            """;

    @TempDir
    private Path folder = Path.of("");

    private StatementLog read(Dialect dialect, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        StatementLog log = new StatementLog(LogLexers.of(dialect, MySqlSession.STOCK), "shop", 100);
        log.read(file);
        return log;
    }

    private StatementLog read(Dialect dialect, String text) throws IOException {
        return read(dialect, text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertUnusable(Dialect dialect, byte[] bytes, String how) {
        assertThatThrownBy(() -> read(dialect, bytes))
                .isInstanceOfSatisfying(
                        CliException.class,
                        failure -> assertThat(failure.wayOut()).isNotEmpty())
                .hasMessageContaining(how);
    }

    private void assertUnusable(Dialect dialect, String text, String how) {
        assertUnusable(dialect, text.getBytes(StandardCharsets.UTF_8), how);
    }

    @Test
    void logOfPostgreSql_countsAStatementOnce_whenItIsExecuted() throws IOException {
        StatementLog log = read(Dialect.POSTGRESQL, POSTGRESQL);
        assertThat(log.statements())
                .containsExactly(
                        new LoggedStatement("SELECT *\n\tFROM users\n\tWHERE user_id = 7", 1),
                        new LoggedStatement("SELECT * FROM orders WHERE id = $1", 1));
        assertThat(log.passedOver()).isEqualTo(1);
    }

    @Test
    void generalLog_keepsTheDatabasesOfConnectionsApart() throws IOException {
        StatementLog log = read(Dialect.MYSQL, GENERAL);
        assertThat(log.statements())
                .extracting(LoggedStatement::sql)
                .containsExactly(
                        "SELECT *\nFROM orders\nWHERE user_id = 7 AND note = \"it's\"",
                        "SELECT * FROM users WHERE id = 7",
                        "DELETE FROM orders WHERE user_id = 8");
        // USE itself is said in the database it leads to.
        assertThat(log.ofOtherDatabases()).isEqualTo(3);
        assertThat(log.passedOver()).isEqualTo(1);
    }

    @Test
    void slowLog_isReadWithoutItsComments() throws IOException {
        StatementLog log = read(Dialect.MYSQL, SLOW);
        assertThat(log.statements())
                .containsExactly(new LoggedStatement("SELECT * FROM orders\nWHERE user_id = 7;", 2));
        assertThat(log.ofOtherDatabases()).isEqualTo(1);
        assertThat(log.passedOver()).isZero();
    }

    @Test
    void scriptOfMySql_hasItsOwnQuotesAndComments() throws IOException {
        StatementLog log = read(Dialect.MYSQL, """
                # a comment; with a semicolon
                SELECT `a;b` FROM t WHERE c = 'it\\'s; ' -- more;
                  AND d = "x;";
                DELIMITER //
                CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN DELETE FROM u; END//
                DELIMITER ;
                DELETE FROM t WHERE id = ?
                """);
        assertThat(log.statements()).hasSize(2);
        assertThat(log.passedOver()).isZero();
    }

    @Test
    void bytesThatAreNoUtf8_areReadAsSomething() throws IOException {
        byte[] bytes = "SELECT * FROM t WHERE name = 'M\u00fcller';".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(Dialect.MYSQL, bytes).statements()).hasSize(1);
        assertThat(read(Dialect.POSTGRESQL, bytes).statements()).hasSize(1);
    }

    @Test
    void modesOfTheServer_decideWhatAQuoteIs() throws IOException {
        MySqlSession ansi = new MySqlSession("ANSI_QUOTES", 80_400, 0, "utf8mb4_0900_ai_ci");
        StatementLog log = new StatementLog(LogLexers.of(Dialect.MYSQL, ansi), "shop", 100);
        log.read(Files.writeString(
                folder.resolve("ansi.sql"), "SELECT \"a\" FROM t WHERE k = 1; SELECT \"b\" FROM t WHERE k = 1;"));
        assertThat(log.statements()).hasSize(2);
    }

    @Test
    void logOfTheOtherDialect_isToldApart() {
        assertUnusable(Dialect.MYSQL, POSTGRESQL, "is a log of PostgreSQL, and the database is one of MySQL");
        assertUnusable(Dialect.POSTGRESQL, GENERAL, "is a log of MySQL, and the database is one of PostgreSQL");
        assertUnusable(Dialect.POSTGRESQL, SLOW, "is a log of MySQL, and the database is one of PostgreSQL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20 12:00:00.000 UTC,\"u\",\"shop\",1,\"x:1\",6,1,\"SELECT\",,,0,LOG,00000,\"statement: SELECT 1\",,\n",
                "{\"timestamp\":\"2026-11-20 12:00:00.000 UTC\",\"message\":\"statement: SELECT 1\"}\n"
            })
    void otherFormsOfPostgreSqlsLog_areNamed(String line) {
        assertUnusable(Dialect.POSTGRESQL, line, "in the format csvlog or jsonlog");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "-- nothing\n"})
    void fileWithoutAStatement_isRefused(String text) {
        assertUnusable(Dialect.POSTGRESQL, text, "holds no statement");
        assertUnusable(Dialect.MYSQL, text, "holds no statement");
    }

    @Test
    void whatIsNoText_isRefused() throws IOException {
        StatementLog log = new StatementLog(LogLexers.of(Dialect.MYSQL, MySqlSession.STOCK), "shop", 100);
        assertThatThrownBy(() -> log.read(folder)).hasMessageContaining("is a folder");
        assertUnusable(Dialect.MYSQL, new byte[] {(byte) 0xfe, 'b', 'i', 'n', 0, 1, 2}, "is no text");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(POSTGRESQL.getBytes(StandardCharsets.UTF_8));
        }
        assertUnusable(Dialect.POSTGRESQL, packed.toByteArray(), "is compressed");
        assertUnusable(
                Dialect.POSTGRESQL, "a poem that doesn't end in a quote", "is neither a server's log nor a script");
    }
}
