package io.kintsugi.router.internal.calcite;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.internal.calcite.grammar.GeneratedSqlParser;
import io.kintsugi.router.internal.calcite.grammar.ParseException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.syntax.Expression;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.Statement;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Runs the generated parser over one statement, or over a part of it, and reads its tree. Confined to one parse. */
final class GrammarRun {
    private static final int IDENTIFIER_LENGTH_MAX = 1_024;

    private final LexedSql sql;
    private final int[] matches;

    GrammarRun(LexedSql sql) {
        this.sql = sql;
        this.matches = Parentheses.matches(sql);
    }

    /** What a production of the generated parser gives. */
    private interface Production {
        SqlNode apply(GeneratedSqlParser parser) throws Exception;
    }

    Statement query(int end) {
        Readers readers = readers(0, end);
        SqlNode node = run(readers.fed, GeneratedSqlParser::FedQueryEof);
        Query query = readers.queries.query(node);
        finish(readers, end);
        return new QueryStatement(query, query.span());
    }

    Statement change(int end) {
        Readers readers = readers(0, end);
        SqlNode node = run(readers.fed, GeneratedSqlParser::FedChangeEof);
        Statement statement = readers.changes.statement((SqlCall) node);
        finish(readers, end);
        return statement;
    }

    /** The expression that fills the tokens from {@code first} to {@code end}. */
    Expression expression(int first, int end) {
        Readers readers = readers(first, end);
        SqlNode node = run(readers.fed, GeneratedSqlParser::SqlExpressionEof);
        Expression expression = readers.expressions.expression(node);
        finish(readers, end);
        return expression;
    }

    /** Readers that begin at a token, for parts the generated parser takes as one. */
    Readers partial(int first) {
        return new Readers(new TokenCursor(sql, matches, first), new FedTokens(sql), this);
    }

    private Readers readers(int first, int end) {
        FedTokens fed = TokenFeed.of(sql, matches, first, end);
        return new Readers(new TokenCursor(sql, matches, first), fed, this);
    }

    private static void finish(Readers readers, int end) {
        if (readers.cursor.position() != end) {
            throw readers.cursor.failure();
        }
    }

    private SqlNode run(FedTokens fed, Production production) {
        GeneratedSqlParser parser = new GeneratedSqlParser(new FedTokenManager(fed));
        parser.setConformance(SqlConformanceEnum.LENIENT);
        parser.setIdentifierMaxLength(IDENTIFIER_LENGTH_MAX);
        parser.setQuotedCasing(Casing.UNCHANGED);
        parser.setUnquotedCasing(Casing.UNCHANGED);
        try {
            return production.apply(parser);
        } catch (ParseException unexpected) {
            throw at(parser.getToken(1).beginColumn - FedTokens.COLUMN_OFFSET, unexpected);
        } catch (ShardException ours) {
            throw ours;
        } catch (Exception refused) {
            throw at(parser.getToken(0).beginColumn - FedTokens.COLUMN_OFFSET, refused);
        }
    }

    private ShardException at(int ordinal, Exception cause) {
        int place = Math.max(0, Math.min(ordinal, sql.count()));
        String message =
                NotUnderstood.at(sql, place, "The statement is not understood").description();
        return new ShardException(ErrorCode.SYNTAX_NOT_UNDERSTOOD, message, cause);
    }
}
