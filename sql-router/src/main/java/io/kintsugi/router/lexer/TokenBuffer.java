package io.kintsugi.router.lexer;

import java.util.Arrays;

/** The growing token array of one lexing. Confined to it. */
final class TokenBuffer {
    private int[] tokens;
    private int count;

    TokenBuffer(int textLength) {
        tokens = new int[LexedSql.STRIDE * (8 + textLength / 4)];
    }

    void add(TokenKind kind, int detail, int start, int end) {
        int at = count * LexedSql.STRIDE;
        if (at == tokens.length) {
            tokens = Arrays.copyOf(tokens, tokens.length * 2);
        }
        tokens[at] = start;
        tokens[at + 1] = end;
        tokens[at + 2] = kind.ordinal() | detail << 8;
        count++;
    }

    int count() {
        return count;
    }

    int[] tokens() {
        return tokens;
    }
}
