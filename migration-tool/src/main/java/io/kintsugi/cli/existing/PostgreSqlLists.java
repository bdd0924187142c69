package io.kintsugi.cli.existing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undoes how PostgreSQL 18 folds lists of constants: {@code IN ($1 /*, ... *}{@code /)} stands for two or more. */
final class PostgreSqlLists {
    private static final Pattern FOLDED = Pattern.compile("\\$([0-9]{1,6}) /\\*, \\.\\.\\. \\*/");
    private static final Pattern NUMBER = Pattern.compile("\\$([0-9]{1,6})");

    private PostgreSqlLists() {}

    /** The text with two members for each folded list, the second of them under a number of its own. */
    static String unfolded(String query) {
        int highest = NUMBER.matcher(query)
                .results()
                .mapToInt(number -> Integer.parseInt(number.group(1)))
                .max()
                .orElse(0);
        Matcher folded = FOLDED.matcher(query);
        StringBuilder text = new StringBuilder();
        while (folded.find()) {
            highest++;
            folded.appendReplacement(text, Matcher.quoteReplacement("$" + folded.group(1) + ", $" + highest));
        }
        return folded.appendTail(text).toString();
    }
}
