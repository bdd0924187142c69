package io.kintsugi.manager.page;

/** The bowl, and the gold that all drawings of a page share. */
final class Emblem {
    private Emblem() {}

    /** The gradient that seams are filled with; its colours are in the style sheet. */
    static void gold(Markup page) {
        page.open("svg", "width", "0", "height", "0", "class", "hidden", "aria-hidden", "true")
                .open("defs");
        page.open("linearGradient", "id", "gold", "x1", "0", "y1", "0", "x2", "0", "y2", "1");
        page.empty("stop", "offset", "0", "class", "gold-deep");
        page.empty("stop", "offset", "0.45", "class", "gold-bright");
        page.empty("stop", "offset", "1", "class", "gold-deep");
        page.close("linearGradient").close("defs").close("svg");
    }

    static void bowl(Markup page) {
        page.open("svg", "viewBox", "0 0 32 32", "class", "bowl", "aria-hidden", "true");
        page.empty(
                "path", "class", "glaze", "d", "M2 10H30C29.500 19 24 25.500 20 26V28H12V26C8 25.500 2.500 19 2 10Z");
        page.empty("path", "class", "crack", "d", "M11 10L14 15L9 19L12 25.500M14 15L20 17L22 10M20 17L18.500 25.800");
        page.close("svg");
    }
}
