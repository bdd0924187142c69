package io.kintsugi.jdbc;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.MySqlModes;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A call in the database's own syntax.
 *
 * @param sql the statement that calls; what a function returns stands there as one more argument
 * @param query whether it selects from a function, which takes no argument for an out parameter; CALL takes a null
 */
record CallText(String sql, boolean query, Dialect dialect) {

    /**
     * The statement for some out parameters.
     *
     * @param sql with the placeholders of the arguments only
     * @param numbers for each placeholder the application's number of the parameter
     */
    record Prepared(String sql, List<Integer> numbers) {
        Prepared {
            numbers = List.copyOf(numbers);
        }
    }

    private LexedSql lexed() {
        return switch (dialect) {
            case POSTGRESQL -> SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK).lex(sql);
            case MYSQL ->
                SqlLexer.mySql(ParameterStyle.QUESTION_MARK, MySqlModes.DEFAULT).lex(sql);
        };
    }

    /** Whether out parameters come as a row; a procedure of MySQL writes to variables of one session. */
    boolean answersByRow() {
        return query || dialect == Dialect.POSTGRESQL;
    }

    /** Whether what is returned must have the registered type; else the native driver converts. */
    boolean isTypeChecked() {
        return dialect == Dialect.POSTGRESQL;
    }

    /** How many parameters the application sees. */
    int parameterCount() {
        return lexed().parameterCount();
    }

    /** @param outOnly the application's numbers of parameters that are no arguments */
    Prepared without(Set<Integer> outOnly) {
        LexedSql lexed = lexed();
        boolean[] left = new boolean[lexed.count()];
        List<Integer> numbers = new ArrayList<>();
        int number = 0;
        for (int token = 0; token < lexed.count(); token++) {
            if (lexed.kind(token) == TokenKind.PARAMETER) {
                number++;
                if (outOnly.contains(number)) {
                    left[token] = true;
                } else {
                    numbers.add(number);
                }
            }
        }
        return new Prepared(query ? withoutArguments(lexed, left) : withNulls(lexed, left), numbers);
    }

    private static String withNulls(LexedSql lexed, boolean[] left) {
        StringBuilder text = new StringBuilder(lexed.sql());
        for (int token = lexed.count() - 1; token >= 0; token--) {
            if (left[token]) {
                text.replace(lexed.start(token), lexed.end(token), "NULL");
            }
        }
        return text.toString();
    }

    private static String withoutArguments(LexedSql lexed, boolean[] left) {
        for (int token = 0; token < lexed.count(); token++) {
            if (left[token] && lexed.kind(token) == TokenKind.PARAMETER) {
                leaveComma(lexed, left, token);
            }
        }
        StringBuilder text = new StringBuilder(lexed.sql());
        for (int token = lexed.count() - 1; token >= 0; token--) {
            if (left[token]) {
                text.delete(lexed.start(token), lexed.end(token));
            }
        }
        return text.toString();
    }

    private static void leaveComma(LexedSql lexed, boolean[] left, int parameter) {
        for (int step : new int[] {-1, 1}) {
            int token = parameter + step;
            while (token > 0 && token < lexed.count() && left[token]) {
                token += step;
            }
            if (lexed.isSymbol(token, ",")) {
                left[token] = true;
                return;
            }
        }
    }
}
