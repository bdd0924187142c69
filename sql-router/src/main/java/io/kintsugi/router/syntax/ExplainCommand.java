package io.kintsugi.router.syntax;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.router.lexer.LexedSql;
import io.kintsugi.router.lexer.TokenKind;
import io.kintsugi.topology.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of EXPLAIN before the statement it explains.
 *
 * @param options option names in lower case that are switched on, such as {@code analyze} and our own {@code route};
 *     estimates are on for a route unless they are switched off or the statement is to run
 * @param statementFirst ordinal of the first token of the explained statement
 */
public record ExplainCommand(List<String> options, int statementFirst) {
    private static final String ROUTE = "route";
    private static final String ANALYZE = "analyze";
    private static final String ESTIMATES = "estimates";

    /** Of a text that says nothing but the statement, where no server is to be asked. */
    public static final ExplainCommand ROUTE_ONLY = new ExplainCommand(List.of(ROUTE), 0);

    public ExplainCommand {
        options = List.copyOf(options);
    }

    /** True when the route is asked for, not the plan of a server. */
    public boolean route() {
        return options.contains(ROUTE);
    }

    /** True when the statement is to run. */
    public boolean analyze() {
        return options.contains(ANALYZE);
    }

    /** True when servers are to be asked how many rows they expect. */
    public boolean estimates() {
        return options.contains(ESTIMATES);
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

    /** One in the parenthesis: its value, if it has one, stands at {@code name + 1}. */
    private record Option(String text, int name, boolean hasValue) {}

    private static void options(CommandReader reader, List<String> options) {
        List<Option> written = new ArrayList<>();
        reader.expectSymbol("(");
        do {
            int at = reader.position();
            String name = reader.identifier().name().toLowerCase(Locale.ROOT);
            boolean hasValue = !reader.isSymbol(",") && !reader.isSymbol(")");
            written.add(new Option(name.equals("analyse") ? ANALYZE : name, at, hasValue));
            if (hasValue) {
                reader.skip();
            }
        } while (reader.takeSymbol(","));
        reader.expectSymbol(")");
        boolean route = written.stream().anyMatch(option -> option.text().equals(ROUTE));
        if (route) {
            options.addAll(ofRoute(reader.sql(), written));
            return;
        }
        written.stream()
                .filter(option -> !option.hasValue() || isServerOptionOn(reader.sql(), option.name() + 1))
                .forEach(option -> options.add(option.text()));
    }

    private static boolean isServerOptionOn(LexedSql sql, int value) {
        return isOn(sql, value).orElse(!sql.isKeyword(value, "NONE"));
    }

    /** Those of a route are all our own, and each of them is on or off; the last one counts, as in PostgreSQL. */
    private static List<String> ofRoute(LexedSql sql, List<Option> written) {
        Map<String, Boolean> on = new LinkedHashMap<>();
        for (Option option : written) {
            if (!Set.of(ROUTE, ANALYZE, ESTIMATES).contains(option.text())) {
                throw refused(sql, option.name(), "EXPLAIN (ROUTE) has no option '" + sql.text(option.name()) + "'");
            }
            Optional<Boolean> value = option.hasValue() ? isOn(sql, option.name() + 1) : Optional.of(true);
            boolean isOn = value.orElseThrow(() -> refused(
                    sql,
                    option.name() + 1,
                    "The option " + sql.text(option.name()) + " of EXPLAIN is true or false, and not '"
                            + sql.text(option.name() + 1) + "'"));
            on.put(option.text(), isOn);
            if (option.text().equals(ROUTE) && !isOn) {
                throw refused(sql, option.name(), "ROUTE can only be switched on");
            }
        }
        on.putIfAbsent(ESTIMATES, !on.getOrDefault(ANALYZE, false));
        return on.keySet().stream().filter(on::get).toList();
    }

    private static ShardException refused(LexedSql sql, int at, String what) {
        return new ShardException(ErrorCode.SYNTAX_NOT_UNDERSTOOD, what + " (" + sql.position(at) + ").")
                .withRemedy("With ROUTE there are ANALYZE and ESTIMATES, each true or false; without it EXPLAIN shows a"
                        + " server's own plan, with the server's options.");
    }

    /** Whether a value switches an option on; empty where it is another kind of value. */
    private static Optional<Boolean> isOn(LexedSql sql, int at) {
        String value = sql.kind(at) == TokenKind.STRING ? sql.unquote(at) : sql.text(at);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "on", "1" -> Optional.of(true);
            case "false", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
