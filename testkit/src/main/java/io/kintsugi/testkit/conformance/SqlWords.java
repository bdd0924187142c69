package io.kintsugi.testkit.conformance;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement's first word tells about it; enough for case files, which are written with that in mind. */
final class SqlWords {
    private static final Pattern FIRST = Pattern.compile("(?s)[\\s(]*(?:/\\*.*?\\*/[\\s(]*)*([A-Za-z]+)");
    private static final Pattern CHANGE = Pattern.compile("(?is).*\\b(INSERT|UPDATE|DELETE|MERGE|REPLACE)\\b.*");
    private static final Set<String> READS = Set.of("SELECT", "VALUES", "TABLE");
    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
    private static final Set<String> DEFINITIONS =
            Set.of("CREATE", "ALTER", "DROP", "TRUNCATE", "COMMENT", "GRANT", "REVOKE", "RENAME");
    private static final Set<String> STARTS = Set.of("BEGIN", "START");
    private static final Set<String> ENDS = Set.of("COMMIT", "ROLLBACK", "END", "ABORT");

    private SqlWords() {}

    private static String first(String sql) {
        Matcher matcher = FIRST.matcher(sql);
        return matcher.lookingAt() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
    }

    static boolean isDefinition(String sql) {
        return DEFINITIONS.contains(first(sql));
    }

    /** Whether it may change rows. */
    static boolean isChange(String sql) {
        String word = first(sql);
        return CHANGES.contains(word)
                || word.equals("CALL")
                || word.equals("DO")
                || (word.equals("WITH") && CHANGE.matcher(sql).matches());
    }

    /** Whether it has a route that can be explained. */
    static boolean isRouted(String sql) {
        String word = first(sql);
        return READS.contains(word) || CHANGES.contains(word) || word.equals("WITH") || isDefinition(sql);
    }

    static boolean startsTransaction(String sql) {
        return STARTS.contains(first(sql));
    }

    static boolean endsTransaction(String sql) {
        return ENDS.contains(first(sql)) && !sql.toUpperCase(Locale.ROOT).contains(" TO ");
    }
}
