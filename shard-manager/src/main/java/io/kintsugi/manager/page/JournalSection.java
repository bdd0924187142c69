package io.kintsugi.manager.page;

import io.kintsugi.manager.journal.JournalEntry;

/** What happened lately, and the last error. */
final class JournalSection {
    private static final int TEXT_CHARACTERS_MAX = 400;

    private JournalSection() {}

    static void render(Markup page, StatusView view) {
        page.open("section", "id", "journal").leaf("h2", "Lately");
        view.lastError()
                .ifPresent(error -> page.open("p", "class", "last-error watch")
                        .leaf("strong", "▲ Last error")
                        .text(", " + StatusPage.TIME.format(error.time()) + ": " + shortened(error.text()))
                        .close("p"));
        if (view.journal().isEmpty()) {
            page.leaf("p", "Nothing to tell.", "class", "quiet");
        }
        page.open("ol", "class", "journal");
        view.journal().forEach(entry -> item(page, entry));
        page.close("ol").close("section");
    }

    private static void item(Markup page, JournalEntry entry) {
        page.open("li", "class", entry.isError() ? "watch" : "");
        page.leaf("time", StatusPage.TIME.format(entry.time()));
        page.leaf("span", (entry.isError() ? "▲ " : "") + shortened(entry.text()));
        page.close("li");
    }

    private static String shortened(String text) {
        return Words.shortened(text, TEXT_CHARACTERS_MAX);
    }
}
