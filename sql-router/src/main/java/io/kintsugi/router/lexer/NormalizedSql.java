package io.kintsugi.router.lexer;

/**
 * The plan-cache key of a text and the literal tokens lifted out of it. Position {@code i} of the lifted literals is the
 * same literal in every text of the key, unless it stands in a collapsed list; lists are numbered in text order.
 *
 * @param key equal for texts that one plan serves
 * @param literals token ordinals of the lifted literals, in text order, collapsed ones included
 * @param lists three numbers for each collapsed list: the ordinal of its first member token, the ordinal after its last,
 *     and the number of members (for VALUES: of rows)
 */
@SuppressWarnings("ArrayRecordComponent")
public record NormalizedSql(String key, int[] literals, int[] lists) {
    /** How many lists were collapsed. */
    public int listCount() {
        return lists.length / 3;
    }

    /** First token ordinal of list {@code list}: of a member for IN, of the opening parenthesis of the first row for VALUES. */
    public int listFirst(int list) {
        return lists[list * 3];
    }

    /** Token ordinal after the last token of list {@code list}. */
    public int listEnd(int list) {
        return lists[list * 3 + 1];
    }

    /** Number of members (IN) or rows (VALUES) of list {@code list}. */
    public int listSize(int list) {
        return lists[list * 3 + 2];
    }
}
