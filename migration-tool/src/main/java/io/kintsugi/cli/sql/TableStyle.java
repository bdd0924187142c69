package io.kintsugi.cli.sql;

import io.kintsugi.cli.console.Ink;

/**
 * How tables are drawn.
 *
 * @param widthMax columns of the terminal; 0: nothing is cut
 * @param vertical the line between two columns
 */
record TableStyle(Ink ink, int widthMax, String vertical, String horizontal, String crossing) {
    static final String NULL = "NULL";

    static TableStyle forTerminal(Ink ink, int width) {
        return new TableStyle(ink, width, "│", "─", "┼");
    }

    static TableStyle forPipe() {
        return new TableStyle(Ink.NONE, 0, "|", "-", "+");
    }

    String lines(String text) {
        return ink.dim(text);
    }
}
