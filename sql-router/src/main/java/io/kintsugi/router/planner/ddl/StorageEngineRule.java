package io.kintsugi.router.planner.ddl;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.topology.Dialect;
import java.util.Locale;

/** Tables of MySQL are kept by InnoDB: the other engines know no transactions. */
final class StorageEngineRule {
    private StorageEngineRule() {}

    /** Looks for {@code ENGINE = name} outside parentheses: among the options of CREATE TABLE or ALTER TABLE. */
    static void check(LexedSql sql, Placement table) {
        int depth = 0;
        for (int i = 0; sql.dialect() == Dialect.MYSQL && i < sql.count(); i++) {
            depth += sql.isSymbol(i, "(") ? 1 : sql.isSymbol(i, ")") ? -1 : 0;
            if (depth == 0 && sql.isKeyword(i, "ENGINE")) {
                requireTransactions(name(sql, sql.isSymbol(i + 1, "=") ? i + 2 : i + 1), table);
            }
        }
    }

    private static String name(LexedSql sql, int ordinal) {
        return switch (sql.kind(ordinal)) {
            case WORD, QUOTED_IDENTIFIER -> sql.identifier(ordinal);
            case STRING -> sql.unquote(ordinal);
            case NUMBER, PARAMETER, VARIABLE, OPERATOR, PUNCTUATION, END -> "";
        };
    }

    private static void requireTransactions(String engine, Placement table) {
        if (!engine.isEmpty() && !engine.toLowerCase(Locale.ROOT).equals("innodb")) {
            throw Refusal.of(
                    "The " + table.described() + " would be kept by " + engine + ", which has no transactions.",
                    "Use ENGINE = InnoDB.");
        }
    }
}
