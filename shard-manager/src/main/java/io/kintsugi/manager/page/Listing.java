package io.kintsugi.manager.page;

import java.util.List;

/** A table of texts with a heading; on narrow screens the style sheet turns each row into a small card. */
final class Listing {
    private final Markup page;
    private final List<String> columns;
    private int rows;

    private Listing(Markup page, List<String> columns) {
        this.page = page;
        this.columns = columns;
    }

    static Listing open(Markup page, String id, String title, String note, String... columns) {
        page.open("section", "id", id).leaf("h2", title);
        if (!note.isEmpty()) {
            page.leaf("p", note, "class", "quiet");
        }
        page.open("table").open("thead").open("tr");
        for (String column : columns) {
            page.leaf("th", column, "scope", "col");
        }
        page.close("tr").close("thead").open("tbody");
        return new Listing(page, List.of(columns));
    }

    void row(String... cells) {
        styled("", cells);
    }

    /** The style is that of the row's condition. */
    void styled(String style, String... cells) {
        rows++;
        page.open("tr", "class", style);
        for (int index = 0; index < cells.length; index++) {
            page.leaf("td", cells[index], "data-label", columns.get(index));
        }
        page.close("tr");
    }

    /** Says how many rows of {@code total} were left out, then the note. */
    void close(long total, int rowsMax, String note) {
        page.close("tbody").close("table");
        if (rows == 0) {
            page.leaf("p", "None.", "class", "quiet");
        }
        if (total > rowsMax) {
            page.leaf("p", "And " + (total - rowsMax) + " more.", "class", "quiet");
        }
        if (!note.isEmpty()) {
            page.leaf("p", note, "class", "quiet");
        }
        page.close("section");
    }
}
