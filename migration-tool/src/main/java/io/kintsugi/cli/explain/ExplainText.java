package io.kintsugi.cli.explain;

import java.util.regex.Pattern;

/** Puts {@code EXPLAIN (ROUTE)} before a statement, unless it is there. */
final class ExplainText {
    private static final Pattern EXPLAINED =
            Pattern.compile("\\A\\s*EXPLAIN\\s*\\(\\s*ROUTE\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ExplainText() {}

    static String of(String sql) {
        String statement = sql.strip().replaceAll(";+\\s*$", "");
        return EXPLAINED.matcher(statement).matches() ? statement : "EXPLAIN (ROUTE) " + statement;
    }
}
