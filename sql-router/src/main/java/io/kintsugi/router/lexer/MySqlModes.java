package io.kintsugi.router.lexer;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the meaning of MySQL text depends on: the modes of {@code sql_mode} that change lexing or parsing, the server's
 * version, and whether table names fold.
 *
 * @param ansiQuotes {@code "a"} is a name and no string
 * @param pipesAsConcat {@code ||} concatenates and is no OR
 * @param noBackslashEscapes a backslash in a string is a character like any other
 * @param highNotPrecedence NOT binds as {@code !} does
 * @param ignoreSpace blanks may stand between the name of a built-in function and its parenthesis
 * @param realAsFloat REAL is FLOAT and not DOUBLE
 * @param version the server's version as a number of five or six digits, 80406 for 8.4.6
 * @param lowerCaseTableNames names of databases, tables and table aliases fold to lower case (1 or 2 on the server)
 */
public record MySqlModes(
        boolean ansiQuotes,
        boolean pipesAsConcat,
        boolean noBackslashEscapes,
        boolean highNotPrecedence,
        boolean ignoreSpace,
        boolean realAsFloat,
        int version,
        boolean lowerCaseTableNames) {
    /** The oldest server that is supported, 8.0.31. */
    public static final int OLDEST_VERSION = 80_031;

    /** No mode set, on the oldest server. */
    public static final MySqlModes DEFAULT = parse("", OLDEST_VERSION);

    /**
     * The modes that a value of {@code sql_mode} sets.
     *
     * @param sqlMode names of modes with commas between; names that change neither lexing nor parsing are passed over
     * @param version as {@link #version}
     * @throws ShardException SYNTAX_NOT_UNDERSTOOD for a number, which {@code sql_mode} may be set to but never shows
     */
    public static MySqlModes parse(String sqlMode, int version) {
        if (!sqlMode.isBlank() && sqlMode.strip().chars().allMatch(Character::isDigit)) {
            throw new ShardException(
                    ErrorCode.SYNTAX_NOT_UNDERSTOOD, "sql_mode = " + sqlMode + ": give the modes by their names.");
        }
        Set<String> names = new HashSet<>();
        for (String name : sqlMode.toUpperCase(Locale.ROOT).split(",", -1)) {
            names.add(name.strip());
        }
        boolean ansi = names.contains("ANSI");
        return new MySqlModes(
                ansi || names.contains("ANSI_QUOTES"),
                ansi || names.contains("PIPES_AS_CONCAT"),
                names.contains("NO_BACKSLASH_ESCAPES"),
                names.contains("HIGH_NOT_PRECEDENCE"),
                ansi || names.contains("IGNORE_SPACE"),
                ansi || names.contains("REAL_AS_FLOAT"),
                version,
                false);
    }

    /**
     * The number of a version text such as {@code 8.4.6} or {@code 9.7.4-commercial}.
     *
     * @throws IllegalArgumentException for a text that begins with no version
     */
    public static int versionNumber(String version) {
        java.util.regex.Matcher parts = java.util.regex.Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{1,2})")
                .matcher(version);
        if (!parts.lookingAt()) {
            throw new IllegalArgumentException("not a version of MySQL: " + version);
        }
        return Integer.parseInt(parts.group(1)) * 10_000
                + Integer.parseInt(parts.group(2)) * 100
                + Integer.parseInt(parts.group(3));
    }

    /** The same modes where table names fold, or do not. */
    public MySqlModes withLowerCaseTableNames(boolean fold) {
        return new MySqlModes(
                ansiQuotes,
                pipesAsConcat,
                noBackslashEscapes,
                highNotPrecedence,
                ignoreSpace,
                realAsFloat,
                version,
                fold);
    }
}
