package io.kintsugi.manager.page;

import io.kintsugi.manager.publish.FileProblem;

/** Why the cluster file as it is now is not in force. */
final class FileProblemSection {
    private static final int MESSAGE_CHARACTERS_MAX = 8_000;

    private FileProblemSection() {}

    static void render(Markup page, StatusView view) {
        view.fileProblem().ifPresent(problem -> render(page, view, problem));
    }

    private static void render(Markup page, StatusView view, FileProblem problem) {
        page.open("section", "class", "notice");
        page.leaf("h2", "The cluster file was refused");
        String inForce = view.topology()
                .map(topology -> " Version " + topology.version() + " stays in force.")
                .orElse("");
        page.leaf("p", problem.file() + ", since " + StatusPage.TIME.format(problem.since()) + "." + inForce);
        page.leaf("pre", Words.shortened(problem.message(), MESSAGE_CHARACTERS_MAX));
        page.open("p", "class", "command")
                .leaf("code", "kintsugi validate " + problem.file())
                .close("p");
        page.close("section");
    }
}
