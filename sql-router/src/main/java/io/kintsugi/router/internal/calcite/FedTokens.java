package io.kintsugi.router.internal.calcite;

import io.kintsugi.router.lexer.LexedSql;
import java.util.Arrays;

/**
 * The tokens the generated parser sees for a range of ours: each stands for one or more of our tokens (or for none,
 * where its range is empty), and says so in its position. Also what our tokens mean where they are operators. Filled
 * by {@link TokenFeed}, then read only.
 */
final class FedTokens {
    /** Column of a fed token: ordinal of our first token plus one, since positions count from one. */
    static final int COLUMN_OFFSET = 1;

    private final LexedSql sql;
    private final @org.jspecify.annotations.Nullable Operator[] operators;
    private int[] kinds = new int[64];
    private int[] firsts = new int[64];
    private int[] ends = new int[64];
    private String[] images = new String[64];
    private int count;

    FedTokens(LexedSql sql) {
        this.sql = sql;
        this.operators = new Operator[sql.count() + 1];
    }

    void add(int kind, String image, int first, int end) {
        if (count == kinds.length) {
            grow();
        }
        kinds[count] = kind;
        images[count] = image;
        firsts[count] = first;
        ends[count] = end;
        count++;
    }

    private void grow() {
        int size = count * 2;
        kinds = Arrays.copyOf(kinds, size);
        firsts = Arrays.copyOf(firsts, size);
        ends = Arrays.copyOf(ends, size);
        images = Arrays.copyOf(images, size);
    }

    void operator(int ordinal, Operator operator) {
        operators[ordinal] = operator;
    }

    /** The operator that begins at our token, or null. */
    @org.jspecify.annotations.Nullable
    Operator operatorAt(int ordinal) {
        return ordinal < operators.length ? operators[ordinal] : null;
    }

    LexedSql sql() {
        return sql;
    }

    int count() {
        return count;
    }

    int kind(int index) {
        return kinds[index];
    }

    String image(int index) {
        return images[index];
    }

    int first(int index) {
        return firsts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** How an operator is placed. */
    enum Placement {
        INFIX,
        PREFIX,
        POSTFIX
    }

    /** An operator as our tokens spell it: canonical name, level, placement and the ordinal after its last token. */
    record Operator(String name, Level level, Placement placement, int end) {}
}
