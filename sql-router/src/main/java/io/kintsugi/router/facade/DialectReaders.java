package io.kintsugi.router.facade;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.MySqlSession;
import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.internal.calcite.CalciteStatementParser;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.planner.dialect.SqlDialect;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;
import io.kintsugi.topology.Dialect;
import java.util.Locale;

/** Lexers and parsers by dialect and session. Thread-safe. */
final class DialectReaders {
    /** Under it the end of a char column's text is something else in each session. */
    private static final String PADDING_MODE = "PAD_CHAR_TO_FULL_LENGTH";

    private final ParameterStyle style;
    private final SqlLexer postgreSql;
    private final Cache<MySqlSession, SqlLexer> mySql;

    DialectReaders(RouterConfig config) {
        this.style = config.parameterStyle();
        this.postgreSql = SqlLexer.postgreSql(style);
        this.mySql = Caffeine.newBuilder()
                .maximumSize(config.planCacheSessionsMax())
                .executor(Runnable::run)
                .build();
    }

    /** Reads text as the session's servers would. */
    SqlLexer lexer(RoutingContext context) {
        return switch (context.topology().dialect()) {
            case POSTGRESQL -> postgreSql;
            case MYSQL -> mySql.get(context.mySql(), session -> made(context));
        };
    }

    private SqlLexer made(RoutingContext context) {
        return SqlDialect.of(context).lexer(style, context);
    }

    /** Refuses queries and changes in a mode that routes them otherwise; what changes the mode must get through. */
    void requireModes(RoutingContext context) {
        boolean mySql = context.topology().dialect() == Dialect.MYSQL;
        if (mySql && context.mySql().sqlMode().toUpperCase(Locale.ROOT).contains(PADDING_MODE)) {
            throw new ShardException(
                            ErrorCode.UNSUPPORTED_STATEMENT,
                            "The session's sql_mode has " + PADDING_MODE
                                    + ", under which texts compare in another way.")
                    .withRemedy("Take it out: SET sql_mode = REPLACE(@@sql_mode, '" + PADDING_MODE + "', '').");
        }
    }

    /** Reads statements of every dialect, each as its text was lexed. */
    StatementParser parser() {
        return new ByDialect(CalciteStatementParser.of(Dialect.POSTGRESQL), CalciteStatementParser.of(Dialect.MYSQL));
    }

    private record ByDialect(StatementParser postgreSql, StatementParser mySql) implements StatementParser {
        @Override
        public Statement parse(LexedSql sql) {
            return switch (sql.dialect()) {
                case POSTGRESQL -> postgreSql.parse(sql);
                case MYSQL -> mySql.parse(sql);
            };
        }
    }
}
