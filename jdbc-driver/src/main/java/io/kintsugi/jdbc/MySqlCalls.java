package io.kintsugi.jdbc;

import io.kintsugi.topology.Dialect;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a JDBC call of MySQL: a function is selected from, a procedure is called. Stateless. */
final class MySqlCalls {
    private static final String NAME = "((?:`[^`]+`|[\\w$]+)(?:\\s*\\.\\s*(?:`[^`]+`|[\\w$]+))?)";
    private static final Pattern BRACED = Pattern.compile(
            "\\s*\\{\\s*(\\?\\s*=)?\\s*call\\s+" + NAME + "\\s*(?:\\((.*)\\))?\\s*\\}\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("\\s*call\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private MySqlCalls() {}

    /** Empty for a text that calls nothing. */
    static Optional<CallText> read(String sql) {
        Matcher braced = BRACED.matcher(sql);
        if (braced.matches()) {
            String arguments = braced.group(3) == null ? "" : braced.group(3).strip();
            boolean function = braced.group(1) != null;
            return Optional.of(function ? function(braced.group(2), arguments) : procedure(braced.group(2), arguments));
        }
        return PLAIN.matcher(sql).matches() ? Optional.of(new CallText(sql, false, Dialect.MYSQL)) : Optional.empty();
    }

    /** What it returns stands there as one more argument. */
    private static CallText function(String name, String arguments) {
        String all = arguments.isEmpty() ? "?" : "?, " + arguments;
        return new CallText("SELECT " + name + "(" + all + ")", true, Dialect.MYSQL);
    }

    private static CallText procedure(String name, String arguments) {
        return new CallText("CALL " + name + "(" + arguments + ")", false, Dialect.MYSQL);
    }
}
