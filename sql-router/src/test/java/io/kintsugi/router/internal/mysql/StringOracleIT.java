package io.kintsugi.router.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Seed;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The value of a string constant is the one that the server gives it, by mode; so are names between back quotes. */
@MySqlTest(onMariaDb = true)
final class StringOracleIT {
    private static final String[] PIECES = {
        "a",
        "'",
        "''",
        "\"",
        "\"\"",
        "\\",
        "\\\\",
        "\\'",
        "\\\"",
        "\\n",
        "\\0",
        "\\Z",
        "\\%",
        "\\_",
        "\\x",
        "%",
        "é",
        " ",
        "\ud83d\ude00",
        "' '",
        "' \"",
        "\" '",
        "'/* ' */'",
        "' -- x\n'",
        "' # \"\n'",
        "--",
        "#",
        "/*",
        "*/",
        "`"
    };

    @ParameterizedTest
    @ValueSource(strings = {"", "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES"})
    void unquote_ofRandomStrings_givesTheServersValue(String sqlMode) throws SQLException {
        Random random = new Random(Seed.of("mysql-strings " + sqlMode));
        SqlLexer lexer = SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.parse(sqlMode, 80_406));
        int compared = 0;
        try (Connection connection = DriverManager.getConnection(
                        SharedMySql.get().newDatabase().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = '" + sqlMode + "'");
            statement.setEscapeProcessing(false);
            for (int i = 0; i < 1_500; i++) {
                compared += compare(statement, lexer, random(random)) ? 1 : 0;
            }
        }
        System.out.println("strings under '" + sqlMode + "': " + compared + " compared");
        assertThat(compared).isGreaterThan(150);
    }

    private static String random(Random random) {
        String quote = random.nextInt(3) == 0 ? "\"" : "'";
        StringBuilder text = new StringBuilder(quote);
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.append(quote).toString();
    }

    /** True when both read the text as one string. */
    private static boolean compare(Statement statement, SqlLexer lexer, String text) throws SQLException {
        String ours;
        String token;
        try {
            LexedSql sql = lexer.lex(text);
            if (sql.count() != 1 || sql.kind(0) != TokenKind.STRING) {
                return false;
            }
            // Without the comments that may stand around it.
            token = sql.text(0);
            ours = HexFormat.of().withUpperCase().formatHex(sql.unquote(0).getBytes(StandardCharsets.UTF_8));
        } catch (ShardException refused) {
            return false;
        }
        try (ResultSet rows = statement.executeQuery("SELECT HEX(CONVERT(" + token + " USING utf8mb4))")) {
            rows.next();
            assertThat(ours).as(text).isEqualTo(rows.getString(1));
            return true;
        }
    }
}
