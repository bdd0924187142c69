package io.kintsugi.router.lexer;

/**
 * The plan-cache key of a text, and how its tokens map to those of every other text with that key. Lists of constants
 * or parameters that differ only in length share a key; so plans hold <em>canonical</em> ordinals, in which each such
 * list is one token, and literal slots: slot {@code i} is the same literal in every text of the key.
 *
 * @param key equal for texts that one plan serves
 * @param literals token ordinals (of this text) of the lifted literals outside collapsed lists, in text order: the
 * slots
 * @param lists three numbers for each collapsed list, in text order: the ordinal of its first token, the ordinal after
 * its
 *     last, and the number of its members (IN) or rows (VALUES)
 */
@SuppressWarnings("ArrayRecordComponent")
public record NormalizedSql(String key, int[] literals, int[] lists) {
    /** How many lists were collapsed. */
    public int listCount() {
        return lists.length / 3;
    }

    /** First token of a list: its first member for IN, the opening parenthesis of its first row for VALUES. */
    public int listFirst(int list) {
        return lists[list * 3];
    }

    /** The ordinal after the last token of a list. */
    public int listEnd(int list) {
        return lists[list * 3 + 1];
    }

    /** Number of members (IN) or rows (VALUES). */
    public int listSize(int list) {
        return lists[list * 3 + 2];
    }

    /** The canonical ordinal of a token of this text; every token of a collapsed list has the list's. */
    public int toCanonical(int ordinal) {
        int dropped = 0;
        for (int list = 0; list < listCount() && listFirst(list) < ordinal; list++) {
            dropped += Math.min(ordinal, listEnd(list) - 1) - listFirst(list);
        }
        return ordinal - dropped;
    }

    /** The token of this text for a canonical ordinal; the first one of the list for a collapsed list. */
    public int fromCanonical(int canonical) {
        int ordinal = canonical;
        for (int list = 0; list < listCount() && listFirst(list) < ordinal; list++) {
            ordinal += listEnd(list) - 1 - listFirst(list);
        }
        return ordinal;
    }

    /** The list that a canonical ordinal stands for, or -1 when it is a plain token. */
    public int listAt(int canonical) {
        int ordinal = fromCanonical(canonical);
        for (int list = 0; list < listCount(); list++) {
            if (listFirst(list) == ordinal) {
                return list;
            }
        }
        return -1;
    }
}
