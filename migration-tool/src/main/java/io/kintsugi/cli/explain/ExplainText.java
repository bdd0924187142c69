package io.kintsugi.cli.explain;

import java.util.regex.Pattern;

/** Puts {@code EXPLAIN (ROUTE)} before a statement, unless it is there. */
final class ExplainText {
    /** ROUTE may stand behind other options. */
    private static final Pattern EXPLAINED = Pattern.compile(
            "\\A\\s*EXPLAIN\\s*\\((?:[\\w\\s']{1,40},){0,4}\\s*ROUTE\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ExplainText() {}

    static String of(String sql) {
        String statement = statement(sql);
        return isExplained(statement) ? statement : "EXPLAIN (ROUTE) " + statement;
    }

    /** The text without what stands around a statement on a command line. */
    static String statement(String sql) {
        return sql.strip().replaceAll(";+\\s*$", "");
    }

    /** Whether it asks for its route by itself. */
    static boolean isExplained(String statement) {
        return EXPLAINED.matcher(statement).matches();
    }
}
