package io.kintsugi.jdbc;

import io.kintsugi.engine.api.GeneratedKeys;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.ParameterStyle;
import io.kintsugi.router.lexer.SqlLexer;
import io.kintsugi.router.lexer.TokenKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Names of columns that an application gave as positions in the written table, as the catalog numbers them. */
final class GeneratedKeyColumns {
    private static final String COLUMNS = "SELECT attname FROM pg_catalog.pg_attribute"
            + " WHERE attrelid = pg_catalog.to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum";

    private GeneratedKeyColumns() {}

    static GeneratedKeys of(Connection catalog, String sql, int[] positions) throws SQLException {
        List<String> columns = columns(catalog, table(sql));
        List<String> names = new ArrayList<>();
        for (int position : positions) {
            if (position < 1 || position > columns.size()) {
                throw Errors.argument(
                        "There is no column " + position + " in the written table; it has " + columns.size() + ".",
                        "Columns count from 1; or give their names.");
            }
            names.add(columns.get(position - 1));
        }
        return new GeneratedKeys.Columns(names);
    }

    private static List<String> columns(Connection catalog, String table) throws SQLException {
        try (PreparedStatement statement = catalog.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    /** The name after INSERT INTO, UPDATE or DELETE FROM, as written. */
    private static String table(String sql) throws SQLException {
        LexedSql lexed = SqlLexer.postgreSql(ParameterStyle.QUESTION_MARK).lex(sql);
        int first = lexed.areKeywords(0, "INSERT", "INTO") || lexed.areKeywords(0, "DELETE", "FROM") ? 2 : 1;
        boolean write = first == 2 || lexed.isKeyword(0, "UPDATE");
        if (!write || !isName(lexed, first)) {
            throw Errors.unsupported(
                    "Generated keys by position are known for plain INSERT, UPDATE and DELETE only.",
                    "Give the names of the columns, or write RETURNING.");
        }
        int end = first + 1;
        while (lexed.isSymbol(end, ".") && isName(lexed, end + 1)) {
            end += 2;
        }
        return lexed.text(first, end);
    }

    private static boolean isName(LexedSql lexed, int token) {
        return lexed.kind(token) == TokenKind.WORD || lexed.kind(token) == TokenKind.QUOTED_IDENTIFIER;
    }
}
