package io.kintsugi.router.lexer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A second lexer, written as regular expressions after PostgreSQL's flex rules; for comparison only. */
final class SlowLexer {
    private static final String GAP =
            "(?:[ \\t\\f\\x0B]|--[^\\n\\r]*)*[\\n\\r](?:[ \\t\\n\\r\\f\\x0B]|--[^\\n\\r]*[\\n\\r])*";
    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r\\f\\x0B]+|--[^\\n\\r]*");
    private static final String PLAIN = "'(?:[^']|'')*'";
    private static final String ESCAPED = "'(?:[^'\\\\]|''|\\\\[\\s\\S])*'";
    private static final Pattern[] RULES = {
        Pattern.compile("[eE]" + ESCAPED + "(?:" + GAP + ESCAPED + ")*"),
        Pattern.compile("(?:[nNbBxX]|[uU]&)?" + PLAIN + "(?:" + GAP + PLAIN + ")*"),
        Pattern.compile("(?:[uU]&)?\"(?:[^\"]|\"\")+\""),
        Pattern.compile("(\\$(?:[a-zA-Z_\\x80-\\uffff][a-zA-Z_0-9\\x80-\\uffff]*)?\\$)[\\s\\S]*?\\1"),
        Pattern.compile("\\$[0-9]++(?![a-zA-Z_0-9$\\x80-\\uffff])"),
        Pattern.compile(
                "(?:[0-9]++(?:\\.(?!\\.)[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+(?![a-zA-Z_0-9$\\x80-\\uffff])"),
        Pattern.compile("[a-zA-Z_\\x80-\\uffff][a-zA-Z_0-9$\\x80-\\uffff]*"),
        Pattern.compile("::|:=|\\.\\.|[()\\[\\],;.:]"),
    };
    private static final Pattern OPERATOR = Pattern.compile("[-+*/<>=~!@#%^&|`?]+");

    private SlowLexer() {}

    static String tokens(String sql) {
        StringBuilder tokens = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            int space = skipped(sql, at);
            if (space < 0) {
                return "refused";
            }
            if (space > at) {
                at = space;
                continue;
            }
            int end = end(sql, at);
            if (end < 0) {
                return "refused";
            }
            tokens.append(sql, at, end).append('\u0001');
            at = end;
        }
        return tokens.toString();
    }

    private static int skipped(String sql, int at) {
        Matcher space = SPACE.matcher(sql).region(at, sql.length());
        if (space.lookingAt()) {
            return space.end();
        }
        if (!sql.startsWith("/*", at)) {
            return at;
        }
        int depth = 1;
        int i = at + 2;
        while (i < sql.length() && depth > 0) {
            boolean close = sql.startsWith("*/", i);
            boolean open = sql.startsWith("/*", i);
            depth += open ? 1 : close ? -1 : 0;
            i += open || close ? 2 : 1;
        }
        return depth == 0 ? i : -1;
    }

    private static int end(String sql, int at) {
        Matcher operator = OPERATOR.matcher(sql).region(at, sql.length());
        if (operator.lookingAt()) {
            return operatorEnd(sql, at, operator.end());
        }
        for (Pattern rule : RULES) {
            Matcher matcher = rule.matcher(sql).region(at, sql.length()).useTransparentBounds(true);
            if (matcher.lookingAt()) {
                return matcher.end();
            }
        }
        return -1;
    }

    private static int operatorEnd(String sql, int at, int longest) {
        String run = sql.substring(at, longest);
        int cut = run.length();
        for (String comment : new String[] {"--", "/*"}) {
            int found = run.indexOf(comment);
            cut = found > 0 ? Math.min(cut, found) : cut;
        }
        run = run.substring(0, cut);
        while (run.length() > 1 && run.matches("[^~!@#%^&|`?]*[+-]")) {
            run = run.substring(0, run.length() - 1);
        }
        return at + run.length();
    }
}
