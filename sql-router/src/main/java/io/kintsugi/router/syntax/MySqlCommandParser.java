package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;

/** Reads the commands of MySQL. */
final class MySqlCommandParser {
    private MySqlCommandParser() {}

    static MySqlCommand parse(LexedSql sql) {
        throw new CommandReader(sql).failure();
    }
}
