package io.kintsugi.cli.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said about a statement that returned no rows, such as {@code INSERT 3} or {@code CREATE TABLE}. */
final class CommandTag {
    private static final Set<String> COUNTED = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "WITH");
    private static final Set<String> WITH_OBJECT = Set.of("CREATE", "ALTER", "DROP");
    private static final Pattern SKIPPED = Pattern.compile("\\A(?:\\s+|--[^\n]*\n?|/\\*.*?\\*/)+", Pattern.DOTALL);
    private static final Pattern WORDS = Pattern.compile("\\A([A-Za-z]+)(?:\\s+([A-Za-z]+))?");

    private CommandTag() {}

    static String of(String sql, long updateCount) {
        Matcher words = WORDS.matcher(SKIPPED.matcher(sql).replaceFirst(""));
        if (!words.find()) {
            return "OK";
        }
        String first = words.group(1).toUpperCase(Locale.ROOT);
        if (COUNTED.contains(first)) {
            return (first.equals("WITH") ? "ROWS" : first) + " " + updateCount;
        }
        String second = words.group(2);
        return WITH_OBJECT.contains(first) && second != null ? first + " " + second.toUpperCase(Locale.ROOT) : first;
    }
}
