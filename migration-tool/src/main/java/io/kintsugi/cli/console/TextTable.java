package io.kintsugi.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A small table without lines: a heading and aligned columns, for what fits a screen. Confined to one thread. */
public final class TextTable {
    private static final String GAP = "  ";

    /** A text and how it looks; the look does not count for the width. */
    public record Cell(String text, UnaryOperator<String> look) {
        public static Cell plain(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    public TextTable(String... headings) {
        this.headings = List.of(headings);
    }

    public TextTable row(Cell... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for the columns " + headings);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, heading first. */
    public List<String> lines(Ink ink) {
        List<Cell> heading =
                headings.stream().map(text -> new Cell(text, ink::dim)).toList();
        List<String> lines = new ArrayList<>();
        lines.add(line(heading));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<Cell> cells) {
        StringBuilder line = new StringBuilder();
        int blanks = 0;
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            if (!cell.text().isEmpty()) {
                line.append(" ".repeat(blanks)).append(cell.look().apply(cell.text()));
                blanks = 0;
            }
            blanks += width(column) - DisplayWidth.of(cell.text()) + GAP.length();
        }
        return line.toString();
    }

    private int width(int column) {
        int width = DisplayWidth.of(headings.get(column));
        for (List<Cell> row : rows) {
            width = Math.max(width, DisplayWidth.of(row.get(column).text()));
        }
        return width;
    }
}
