package io.kintsugi.router.syntax;

/**
 * Canonical names of the operators that are words or special forms; symbols are their own names ({@code !=} becomes
 * {@code <>}).
 */
public final class Operators {
    public static final String AND = "AND";
    public static final String OR = "OR";
    public static final String NOT = "NOT";
    public static final String EQUALS = "=";
    public static final String NOT_EQUALS = "<>";
    /** Operands: the left side, then the members of the list. */
    public static final String IN = "IN";

    public static final String NOT_IN = "NOT IN";
    /** Operands: value, lower bound, upper bound. */
    public static final String BETWEEN = "BETWEEN";

    public static final String NOT_BETWEEN = "NOT BETWEEN";
    public static final String BETWEEN_SYMMETRIC = "BETWEEN SYMMETRIC";
    public static final String NOT_BETWEEN_SYMMETRIC = "NOT BETWEEN SYMMETRIC";
    /** Operands: value, pattern and, where written, the escape. */
    public static final String LIKE = "LIKE";

    public static final String NOT_LIKE = "NOT LIKE";
    public static final String ILIKE = "ILIKE";
    public static final String NOT_ILIKE = "NOT ILIKE";
    public static final String SIMILAR_TO = "SIMILAR TO";
    public static final String NOT_SIMILAR_TO = "NOT SIMILAR TO";
    public static final String IS_NULL = "IS NULL";
    public static final String IS_NOT_NULL = "IS NOT NULL";
    public static final String IS_TRUE = "IS TRUE";
    public static final String IS_NOT_TRUE = "IS NOT TRUE";
    public static final String IS_FALSE = "IS FALSE";
    public static final String IS_NOT_FALSE = "IS NOT FALSE";
    public static final String IS_UNKNOWN = "IS UNKNOWN";
    public static final String IS_NOT_UNKNOWN = "IS NOT UNKNOWN";
    public static final String IS_DISTINCT_FROM = "IS DISTINCT FROM";
    public static final String IS_NOT_DISTINCT_FROM = "IS NOT DISTINCT FROM";
    public static final String AT_TIME_ZONE = "AT TIME ZONE";
    public static final String AT_LOCAL = "AT LOCAL";
    public static final String OVERLAPS = "OVERLAPS";
    /** Operands: when and then by turns, at the end the ELSE if their number is odd. */
    public static final String CASE = "CASE";
    /** Operands: the value compared, then when and then by turns, at the end the ELSE if their number is even. */
    public static final String CASE_OF = "CASE OF";
    /** {@code (a, b)} or {@code ROW(a, b)}. */
    public static final String ROW = "ROW";
    /** {@code ARRAY[a, b]}. */
    public static final String ARRAY = "ARRAY";
    /** Operands: the array, then the index. */
    public static final String SUBSCRIPT = "[]";
    /** Operands: the array, then the bounds that were written. */
    public static final String SLICE = "[:]";
    /**
     * {@code = ANY (array)}: the comparison's symbol comes first, as in {@code "= ANY"}; operands: left side, array.
     */
    public static final String ANY_SUFFIX = " ANY";

    public static final String ALL_SUFFIX = " ALL";
    /** A sign before a number literal is part of the literal; this is the sign before anything else. */
    public static final String NEGATE = "- prefix";

    /** Prefix operators of symbols carry this suffix, as in {@code "~ prefix"}. */
    public static final String PREFIX_SUFFIX = " prefix";

    /** {@code <=>} of MySQL: equal, or both NULL. */
    public static final String NULL_SAFE_EQUALS = "<=>";

    public static final String XOR = "XOR";
    /** Integer division. */
    public static final String DIV = "DIV";
    /** {@code %} and MOD of MySQL. */
    public static final String MOD = "MOD";
    /** {@code ||} where it concatenates; where it means OR it is {@link #OR}. */
    public static final String CONCATENATE = "||";

    public static final String REGEXP = "REGEXP";
    public static final String NOT_REGEXP = "NOT REGEXP";
    public static final String SOUNDS_LIKE = "SOUNDS LIKE";
    public static final String MEMBER_OF = "MEMBER OF";
    /** Operands: the columns, then what is searched for. */
    public static final String MATCH_AGAINST = "MATCH AGAINST";
    /** {@code BINARY x} of MySQL. */
    public static final String BINARY = "BINARY prefix";
    /** {@code @a := value}; operands: the variable, the value. */
    public static final String ASSIGN = ":=";
    /** {@code INTERVAL n unit}, the unit in upper case behind this; operand: n. */
    public static final String INTERVAL_PREFIX = "INTERVAL ";
    /** {@code CONVERT(x USING charset)}, the character set in lower case behind this; operand: x. */
    public static final String CONVERT_USING_PREFIX = "CONVERT USING ";

    private Operators() {}
}
