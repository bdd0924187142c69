package io.kintsugi.router.internal.mysql;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.internal.mysql.QueryParser.With;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.syntax.Query;
import io.kintsugi.router.syntax.QueryStatement;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;

/** The statement parser of MySQL; the modes are those the text was lexed under. Stateless and thread-safe. */
public final class MySqlStatementParser implements StatementParser {
    @Override
    public Statement parse(LexedSql sql) {
        int end = sql.count();
        while (end > 0 && sql.isSymbol(end - 1, ";")) {
            end--;
        }
        Tokens tokens = new Tokens(sql, end);
        if (!StatementClassifier.classify(sql).isQueryOrChange()) {
            throw tokens.failure("This is neither a query nor a change of data:");
        }
        try {
            Statement statement = statement(new Parsers(tokens));
            if (!tokens.atEnd()) {
                throw tokens.failure();
            }
            return statement;
        } catch (StackOverflowError tooDeep) {
            // The parser recurses; the text is refused and the stack is whole again.
            throw new ShardException(ErrorCode.SYNTAX_NOT_UNDERSTOOD, "The statement nests too deep.", tooDeep);
        }
    }

    private static Statement statement(Parsers parsers) {
        With with = parsers.queries.with();
        boolean query = parsers.tokens.isSymbol("(") || parsers.tokens.startsQuery(parsers.tokens.position());
        if (!query) {
            return parsers.changes.change(0, with);
        }
        Query read = parsers.queries.query(0, with);
        return new QueryStatement(read, read.span());
    }
}
