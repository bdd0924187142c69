package io.kintsugi.router.lexer;

/** A half-open range of token ordinals of one statement: {@code first} is in it, {@code end} is not. */
public record TokenSpan(int first, int end) {
    public TokenSpan {
        if (first < 0 || end < first) {
            throw new IllegalStateException("not a token span: " + first + ".." + end);
        }
    }

    /** How many tokens are in it. */
    public int size() {
        return end - first;
    }

    /** True when the other span lies wholly inside this one. */
    public boolean contains(TokenSpan other) {
        return first <= other.first && other.end <= end;
    }

    /** The least span that holds both. */
    public TokenSpan to(TokenSpan other) {
        return new TokenSpan(Math.min(first, other.first), Math.max(end, other.end));
    }
}
