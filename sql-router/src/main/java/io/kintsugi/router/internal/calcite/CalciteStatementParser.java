package io.kintsugi.router.internal.calcite;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.internal.mysql.MySqlStatementParser;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.StatementClass;
import io.kintsugi.router.lexer.StatementClassifier;
import io.kintsugi.router.syntax.Statement;
import io.kintsugi.router.syntax.StatementParser;
import io.kintsugi.topology.Dialect;

/** The statement parser of PostgreSQL over the extended grammar. Stateless and thread-safe. */
public final class CalciteStatementParser implements StatementParser {
    private CalciteStatementParser() {}

    /** A parser for the statements of a dialect; MySQL's reads without Calcite. */
    public static StatementParser of(Dialect dialect) {
        return dialect == Dialect.MYSQL ? new MySqlStatementParser() : new CalciteStatementParser();
    }

    @Override
    public Statement parse(LexedSql sql) {
        StatementClass statementClass = StatementClassifier.classify(sql);
        if (!statementClass.isQueryOrChange()) {
            throw NotUnderstood.at(sql, 0, "This is neither a query nor a change of data:");
        }
        try {
            GrammarRun run = new GrammarRun(sql);
            int end = end(sql);
            return statementClass == StatementClass.SELECT ? run.query(end) : run.change(end);
        } catch (ClassCastException unknownShape) {
            // The grammar gave a tree of a shape that the readers do not know: then nothing of it is known.
            throw new ShardException(ErrorCode.SYNTAX_NOT_UNDERSTOOD, "The statement is not understood.", unknownShape);
        } catch (StackOverflowError tooDeep) {
            // The generated parser recurses; the text is refused and the stack is whole again.
            throw new ShardException(ErrorCode.SYNTAX_NOT_UNDERSTOOD, "The statement nests too deep.", tooDeep);
        }
    }

    /** The number of tokens without trailing semicolons. */
    private static int end(LexedSql sql) {
        int end = sql.count();
        while (end > 0 && sql.isSymbol(end - 1, ";")) {
            end--;
        }
        return end;
    }
}
