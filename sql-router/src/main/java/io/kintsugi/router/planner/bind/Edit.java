package io.kintsugi.router.planner.bind;

import java.util.List;

/**
 * Replaces the tokens from {@code first} up to {@code end} (none: inserts before {@code first}) of the text at hand.
 */
public record Edit(int first, int end, List<Piece> pieces) {
    public Edit {
        pieces = List.copyOf(pieces);
        if (end < first) {
            throw new IllegalStateException("edit ends before it begins: " + first + ".." + end);
        }
    }

    /** Inserts plain text before a token. */
    public static Edit insert(int before, String text) {
        return new Edit(before, before, List.of(new Piece.Text(text)));
    }

    /** Replaces tokens by plain text. */
    public static Edit replace(int first, int end, String text) {
        return new Edit(first, end, List.of(new Piece.Text(text)));
    }
}
