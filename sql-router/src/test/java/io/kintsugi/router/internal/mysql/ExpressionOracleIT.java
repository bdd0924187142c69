package io.kintsugi.router.internal.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Seed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server reads a random expression and the same one with parentheses where our tree has them: what it then says it
 * will run must be the same text.
 */
@MySqlTest
final class ExpressionOracleIT {
    private static final int SYNTAX_ERROR = 1064;
    private static final int OPERANDS_MAX = 5;
    /** Of what the server accepts, the share in a thousand that we may refuse. */
    private static final int REFUSED_PER_MILLE_MAX = 5;

    /** What became of the expressions. */
    private static final class Tally {
        int alike;
        int refusedByBoth;
        int refusedByServer;
        int refusedByUs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HIGH_NOT_PRECEDENCE", "PIPES_AS_CONCAT", "PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE"})
    void parse_ofRandomExpressions_givesTheTreeOfTheServer(String sqlMode) throws SQLException {
        run(sqlMode, 1_500);
    }

    @ParameterizedTest
    @Tag("proof")
    @ValueSource(strings = {"", "HIGH_NOT_PRECEDENCE", "PIPES_AS_CONCAT", "PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE"})
    void parse_ofManyRandomExpressions_givesTheTreeOfTheServer(String sqlMode) throws SQLException {
        run(sqlMode, 60_000);
    }

    private static void run(String sqlMode, int rounds) throws SQLException {
        String url = SharedMySql.get().newDatabase().jdbcUrl();
        Tally tally = new Tally();
        Random random = new Random(Seed.of("mysql-expressions " + sqlMode));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            prepare(statement, sqlMode);
            RandomExpressions expressions = new RandomExpressions(random);
            MySqlModes modes = MySqlModes.parse(sqlMode, MySqlModes.OLDEST_VERSION);
            SqlLexer lexer = SqlLexer.mySql(ParameterStyle.QUESTION_MARK, modes);
            for (int i = 0; i < rounds; i++) {
                compare(statement, lexer, expressions.next(OPERANDS_MAX), tally);
            }
        }
        System.out.printf(
                "expressions under '%s': %d alike, refused by both %d, by the server only %d, by us only %d%n",
                sqlMode, tally.alike, tally.refusedByBoth, tally.refusedByServer, tally.refusedByUs);
        assertThat(tally.alike).isGreaterThan(rounds / 4);
        assertThat(tally.refusedByUs * 1_000L).isLessThanOrEqualTo((long) REFUSED_PER_MILLE_MAX * tally.alike);
    }

    private static void prepare(Statement statement, String sqlMode) throws SQLException {
        statement.execute("CREATE TABLE t (a int, b bigint, c double, s varchar(20), d date)");
        statement.execute("INSERT INTO t VALUES (1, 2, 3.5, 'x', '2024-01-31'), (0, -7, 0, 'a%', '2023-12-01'),"
                + " (NULL, 5, -1, NULL, NULL)");
        statement.execute("SET sql_mode = '" + sqlMode + "'");
    }

    private static void compare(Statement statement, SqlLexer lexer, String text, Tally tally) throws SQLException {
        String selected = "SELECT " + text + " AS r FROM t";
        String parenthesized = null;
        try {
            LexedSql sql = lexer.lex(selected);
            Expression expression = expression(new MySqlStatementParser().parse(sql));
            parenthesized = "SELECT " + new Parenthesized(sql).text(expression) + " AS r FROM t";
        } catch (ShardException refused) {
            boolean accepted = !understood(statement, selected).isEmpty();
            tally.refusedByUs += accepted ? 1 : 0;
            tally.refusedByBoth += accepted ? 0 : 1;
            if (accepted) {
                System.out.println("refused by us only: " + selected + " : " + refused.description());
            }
            return;
        }
        String original = understood(statement, selected);
        if (original.isEmpty()) {
            tally.refusedByServer++;
            return;
        }
        assertThat(understood(statement, parenthesized))
                .as(selected + "\n" + parenthesized)
                .isEqualTo(original);
        tally.alike++;
    }

    private static Expression expression(io.kintsugi.router.syntax.Statement statement) {
        SelectBlock block = (SelectBlock) ((QueryStatement) statement).query().body();
        return block.items().get(0).expression();
    }

    /** The query as the server prints it again; an error of meaning as its number; empty for a syntax error. */
    private static String understood(Statement statement, String sql) throws SQLException {
        try {
            statement.execute("EXPLAIN FORMAT=TRADITIONAL " + sql);
        } catch (SQLException error) {
            return error.getErrorCode() == SYNTAX_ERROR ? "" : "error " + error.getErrorCode();
        }
        String printed = "";
        try (ResultSet warnings = statement.executeQuery("SHOW WARNINGS")) {
            while (warnings.next()) {
                printed = warnings.getInt("Code") == 1003 ? warnings.getString("Message") : printed;
            }
        }
        return printed;
    }
}
