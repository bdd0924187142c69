package io.kintsugi.cli.existing;

import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that can be routed, out of a row of digests: the sample is a whole statement unless it was cut off; the
 * digest stands for values by question marks, and for lists of them by three points.
 */
final class MySqlDigest {
    private static final String CUT = "...";
    private static final Pattern LIST = Pattern.compile("\\bIN \\(\\.\\.\\.\\)");
    /** Columns in parentheses, then the rows, folded into one, of an INSERT. */
    private static final Pattern ROWS =
            Pattern.compile("(\\(([^()]*)\\) VALUES? )\\(\\.\\.\\.\\)( /\\* , \\.\\.\\. \\*/)?");

    private MySqlDigest() {}

    static Optional<String> text(@Nullable String sample, @Nullable String digest) {
        if (sample != null && !sample.isBlank() && !sample.stripTrailing().endsWith(CUT)) {
            return Optional.of(sample);
        }
        return Optional.ofNullable(digest).map(MySqlDigest::unfolded).filter(text -> !text.contains(CUT));
    }

    private static String unfolded(String digest) {
        Matcher rows = ROWS.matcher(LIST.matcher(digest).replaceAll("IN (?, ?)"));
        return rows.replaceAll(found ->
                Matcher.quoteReplacement(found.group(1) + row(found.group(2).split(",", -1).length)));
    }

    private static String row(int columns) {
        return "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    }
}
