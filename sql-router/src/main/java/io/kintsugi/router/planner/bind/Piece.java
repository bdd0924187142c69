package io.kintsugi.router.planner.bind;

/** A part of spliced text. Token ordinals are those of the text at hand. */
public sealed interface Piece {
    /** New text without parameters. */
    record Text(String text) implements Piece {}

    /**
     * A placeholder for a value that no parameter of the text gives: it counts as parameter {@code -column}.
     *
     * @param column 1-based, of the rows that give it
     */
    record Given(int column) implements Piece {}

    /** Tokens of the original, as written, with the parameters among them. */
    record Copy(int first, int end) implements Piece {}
}
