package io.kintsugi.jdbc;

import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes apart texts of several commands, and marks question marks that are operators. Stateless. */
final class SessionCommands {
    /** Commands that change the session or the transaction only, so that each may run by itself. */
    private static final Set<String> WORDS = Set.of(
            "SET",
            "RESET",
            "SHOW",
            "DISCARD",
            "BEGIN",
            "START",
            "COMMIT",
            "END",
            "ROLLBACK",
            "ABORT",
            "SAVEPOINT",
            "RELEASE");

    private static final SqlLexer LEXER = SqlLexer.postgreSql(ParameterStyle.NUMBERED);

    private SessionCommands() {}

    /** The parts of a text that consists of several session commands; any other text as its only part. */
    static List<String> split(String sql) {
        int semicolon = sql.indexOf(';');
        if (semicolon < 0 || sql.substring(semicolon + 1).isBlank()) {
            return List.of(sql);
        }
        try {
            List<String> parts = parts(LEXER.lex(sql));
            return parts.size() < 2 ? List.of(sql) : parts;
        } catch (ShardException notLexed) {
            // The router says what is wrong with it, with the same lexer.
            return List.of(sql);
        }
    }

    /** Empty when any part is another kind of statement. */
    private static List<String> parts(LexedSql lexed) {
        List<String> parts = new ArrayList<>();
        int first = 0;
        for (int token = 0; token <= lexed.count(); token++) {
            if (token < lexed.count() && !lexed.isSymbol(token, ";")) {
                continue;
            }
            if (token > first) {
                if (!isSessionCommand(lexed, first)) {
                    return List.of();
                }
                parts.add(lexed.text(first, token));
            }
            first = token + 1;
        }
        return parts;
    }

    private static boolean isSessionCommand(LexedSql lexed, int first) {
        return lexed.kind(first) == TokenKind.WORD
                && WORDS.contains(lexed.text(first).toUpperCase(Locale.ROOT));
    }

    /**
     * A plain statement has no parameters, so each question mark in it belongs to an operator; doubled, it says so to
     * everybody that reads the text as that of a prepared statement.
     */
    static String withOperatorsMarked(String sql) {
        if (sql.indexOf('?') < 0) {
            return sql;
        }
        LexedSql lexed = LEXER.lex(sql);
        StringBuilder marked = new StringBuilder(sql);
        for (int token = lexed.count() - 1; token >= 0; token--) {
            if (lexed.kind(token) == TokenKind.OPERATOR) {
                String operator = lexed.text(token);
                marked.replace(lexed.start(token), lexed.end(token), operator.replace("?", "??"));
            }
        }
        return marked.toString();
    }
}
