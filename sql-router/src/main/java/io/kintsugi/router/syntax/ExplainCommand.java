package io.kintsugi.router.syntax;

import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The part of EXPLAIN before the statement it explains.
 *
 * @param options option names in lower case that are switched on, such as {@code analyze} and our own {@code route}
 * @param statementFirst ordinal of the first token of the explained statement
 */
public record ExplainCommand(List<String> options, int statementFirst) {
    public ExplainCommand {
        options = List.copyOf(options);
    }

    /** True when the route is asked for, not the plan of a server. */
    public boolean route() {
        return options.contains("route");
    }

    /** True when the statement is to run. */
    public boolean analyze() {
        return options.contains("analyze");
    }

    /**
     * Reads EXPLAIN and its options.
     *
     * @throws io.kintsugi.errors.ShardException SYNTAX_NOT_UNDERSTOOD for anything else
     */
    public static ExplainCommand parse(LexedSql sql) {
        CommandReader reader = new CommandReader(sql);
        boolean mySql = sql.dialect() == Dialect.MYSQL;
        if (!(mySql && reader.takeOneOf("DESCRIBE", "DESC"))) {
            reader.expect("EXPLAIN");
        }
        List<String> options = new ArrayList<>();
        boolean listed = reader.isSymbol("(") && !startsQuery(sql, reader.position() + 1);
        if (listed) {
            options(reader, options);
        } else if (mySql) {
            mySqlOptions(reader, options);
        } else {
            bareOptions(reader, options);
        }
        if (reader.isEnd()) {
            throw reader.failure();
        }
        return new ExplainCommand(options, reader.position());
    }

    private static boolean startsQuery(LexedSql sql, int at) {
        return sql.isSymbol(at, "(")
                || sql.isKeyword(at, "SELECT")
                || sql.isKeyword(at, "WITH")
                || sql.isKeyword(at, "VALUES")
                || sql.isKeyword(at, "TABLE");
    }

    private static void bareOptions(CommandReader reader, List<String> options) {
        if (reader.takeOneOf("ANALYZE", "ANALYSE")) {
            options.add("analyze");
        }
        if (reader.take("VERBOSE")) {
            options.add("verbose");
        }
    }

    /** {@code ANALYZE FORMAT = TREE}; other options of MySQL stand in the way of a statement to route. */
    private static void mySqlOptions(CommandReader reader, List<String> options) {
        if (reader.take("ANALYZE")) {
            options.add("analyze");
        }
        if (reader.take("FORMAT")) {
            reader.expectSymbol("=");
            reader.skip();
        }
        if (reader.isWord("FOR") || reader.isWord("INTO")) {
            throw reader.failure();
        }
    }

    private static void options(CommandReader reader, List<String> options) {
        reader.expectSymbol("(");
        do {
            String name = reader.identifier().name().toLowerCase(Locale.ROOT);
            String option = name.equals("analyse") ? "analyze" : name;
            if (isOn(reader)) {
                options.add(option);
            }
        } while (reader.takeSymbol(","));
        reader.expectSymbol(")");
    }

    private static boolean isOn(CommandReader reader) {
        if (reader.isSymbol(",") || reader.isSymbol(")")) {
            return true;
        }
        boolean off = reader.isWord("OFF") || reader.isWord("FALSE") || isZero(reader) || reader.isWord("NONE");
        reader.skip();
        return !off;
    }

    private static boolean isZero(CommandReader reader) {
        return reader.sql().kind(reader.position()) == TokenKind.NUMBER
                && reader.sql().text(reader.position()).equals("0");
    }
}
