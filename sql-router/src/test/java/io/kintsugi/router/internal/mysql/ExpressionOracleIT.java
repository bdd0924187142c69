package io.kintsugi.router.internal.mysql;

import io.kintsugi.embedded.SharedMySql;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.SelectBlock;
import io.kintsugi.testkit.engine.MySqlTest;
import io.kintsugi.testkit.report.Seed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server reads a random expression, or random joins, and the same with parentheses where our tree has them: what it
 * then says it will run must be the same text.
 */
@MySqlTest
final class ExpressionOracleIT {
    private static final int OPERANDS_MAX = 5;
    /** Of what the server reads, the share in a thousand that we may refuse. */
    private static final int REFUSED_PER_MILLE_MAX = 5;

    @ParameterizedTest
    @ValueSource(strings = {"", "HIGH_NOT_PRECEDENCE", "PIPES_AS_CONCAT", "PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE"})
    void parse_ofRandomExpressions_givesTheTreeOfTheServer(String sqlMode) throws SQLException {
        expressions(sqlMode, 1_000);
    }

    @ParameterizedTest
    @Tag("proof")
    @ValueSource(strings = {"", "HIGH_NOT_PRECEDENCE", "PIPES_AS_CONCAT", "PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE"})
    void parse_ofManyRandomExpressions_givesTheTreeOfTheServer(String sqlMode) throws SQLException {
        expressions(sqlMode, 60_000);
    }

    @Test
    void parse_ofRandomJoins_givesTheTreeOfTheServer() throws SQLException {
        joins(1_000);
    }

    @Test
    @Tag("proof")
    void parse_ofManyRandomJoins_givesTheTreeOfTheServer() throws SQLException {
        joins(60_000);
    }

    private static void expressions(String sqlMode, int rounds) throws SQLException {
        Random random = new Random(Seed.of("mysql-expressions " + sqlMode));
        RandomExpressions expressions = new RandomExpressions(random);
        SqlLexer lexer = lexer(sqlMode);
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (a int, b bigint, c double, s varchar(20), d date)");
            statement.execute("INSERT INTO t VALUES (1, 2, 3.5, 'x', '2024-01-31'), (0, -7, 0, 'a%', '2023-12-01'),"
                    + " (NULL, 5, -1, NULL, NULL)");
            statement.execute("SET sql_mode = '" + sqlMode + "'");
            Agreement agreement = new Agreement(statement);
            for (int i = 0; i < rounds; i++) {
                agreement.compare(
                        "SELECT " + expressions.next(OPERANDS_MAX) + " AS r FROM t", sql -> parenthesized(lexer, sql));
            }
            agreement.check("expressions under '" + sqlMode + "'", rounds / 4, REFUSED_PER_MILLE_MAX);
        }
    }

    private static void joins(int rounds) throws SQLException {
        RandomJoins joins = new RandomJoins(new Random(Seed.of("mysql-joins")));
        SqlLexer lexer = lexer("");
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (int i = 1; i <= RandomJoins.TABLES_MAX; i++) {
                statement.execute("CREATE TABLE t" + i + " (a int, b int)");
                statement.execute("INSERT INTO t" + i + " VALUES (1, 1), (2, NULL), (3, 3)");
            }
            Agreement agreement = new Agreement(statement);
            for (int i = 0; i < rounds; i++) {
                agreement.compare("SELECT 1 FROM " + joins.next(), sql -> nested(lexer, sql));
            }
            agreement.check("joins", rounds / 4, REFUSED_PER_MILLE_MAX);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(SharedMySql.get().newDatabase().jdbcUrl());
    }

    private static SqlLexer lexer(String sqlMode) {
        return SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.parse(sqlMode, MySqlModes.OLDEST_VERSION));
    }

    private static SelectBlock block(LexedSql sql) {
        return (SelectBlock)
                ((QueryStatement) new MySqlStatementParser().parse(sql)).query().body();
    }

    private static String parenthesized(SqlLexer lexer, String text) {
        LexedSql sql = lexer.lex(text);
        return "SELECT " + new Parenthesized(sql).text(block(sql).items().get(0).expression()) + " AS r FROM t";
    }

    private static String nested(SqlLexer lexer, String text) {
        LexedSql sql = lexer.lex(text);
        return "SELECT 1 FROM " + new NestedJoins(sql).text(block(sql).from());
    }
}
