package io.kintsugi.router.internal.mysql;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;

/** The statement parser of MySQL; the modes are those the text was lexed under. Stateless and thread-safe. */
public final class MySqlStatementParser implements StatementParser {
    @Override
    public Statement parse(LexedSql sql) {
        throw new ShardException(ErrorCode.SYNTAX_NOT_UNDERSTOOD, "The statement is not understood.");
    }
}
