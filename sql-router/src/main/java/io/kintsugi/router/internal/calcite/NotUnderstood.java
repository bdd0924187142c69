package io.kintsugi.router.internal.calcite;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;

/** The one error of this package. */
final class NotUnderstood {
    private NotUnderstood() {}

    static ShardException at(LexedSql sql, int ordinal, String what) {
        String near = sql.kind(ordinal) == TokenKind.END ? "the end" : "'" + abbreviated(sql.text(ordinal)) + "'";
        return new ShardException(
                ErrorCode.SYNTAX_NOT_UNDERSTOOD, what + " near " + near + " (" + sql.position(ordinal) + ").");
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }
}
