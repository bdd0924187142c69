package io.kintsugi.router.lexer;

/** Finds the end of a select list of MySQL by tokens alone. */
final class MySqlSelectList {
    private MySqlSelectList() {}

    /** The ordinal of what ends the list that begins at {@code first}: a clause, a closing parenthesis, or the end. */
    static int end(LexedSql sql, int first) {
        int depth = 0;
        for (int i = first; i < sql.count(); i++) {
            if (sql.isSymbol(i, "(")) {
                depth++;
            } else if (sql.isSymbol(i, ")") && --depth < 0) {
                return i;
            }
            if (depth == 0 && endsList(sql, i)) {
                return i;
            }
        }
        return sql.count();
    }

    /** The first letters of the words below: most tokens need no more than this look. */
    private static boolean mayEndList(LexedSql sql, int i) {
        return "fueiwghlo".indexOf(AsciiCase.lower(sql.sql().charAt(sql.start(i)))) >= 0;
    }

    /** These words are reserved: unquoted they are nothing else, but behind a dot. */
    private static boolean endsList(LexedSql sql, int i) {
        if (sql.isSymbol(i, ";")) {
            return true;
        }
        if (sql.kind(i) != TokenKind.WORD || !mayEndList(sql, i) || sql.isSymbol(i - 1, ".")) {
            return false;
        }
        return sql.isKeyword(i, "FROM") && !sql.isKeyword(i + 1, "FIRST")
                || sql.isKeyword(i, "UNION")
                || sql.isKeyword(i, "EXCEPT")
                || sql.isKeyword(i, "INTERSECT")
                || sql.isKeyword(i, "WHERE")
                || sql.isKeyword(i, "GROUP")
                || sql.isKeyword(i, "HAVING")
                || sql.isKeyword(i, "WINDOW")
                || sql.isKeyword(i, "ORDER")
                || sql.isKeyword(i, "LIMIT")
                || sql.isKeyword(i, "FOR")
                || sql.isKeyword(i, "LOCK")
                || sql.isKeyword(i, "INTO")
                || sql.isKeyword(i, "ON");
    }
}
