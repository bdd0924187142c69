package io.kintsugi.manager.page;

/** Builds HTML and SVG; escapes every text and attribute value, there is no way around it. Confined to one page. */
final class Markup {
    private final StringBuilder out = new StringBuilder(16_384);

    Markup doctype() {
        out.append("<!doctype html>\n");
        return this;
    }

    /** An opening tag; attributes as name, value, name, value. */
    Markup open(String element, String... attributes) {
        tag(element, attributes);
        out.append('>');
        return this;
    }

    Markup close(String element) {
        out.append("</").append(element).append(">\n");
        return this;
    }

    /** An element without content, such as {@code meta} or an SVG shape. */
    Markup empty(String element, String... attributes) {
        tag(element, attributes);
        out.append("/>");
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** An element with nothing but a text in it. */
    Markup leaf(String element, String text, String... attributes) {
        open(element, attributes);
        escape(text);
        out.append("</").append(element).append('>');
        return this;
    }

    private void tag(String element, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("An attribute of <" + element + "> has no value");
        }
        out.append('<').append(element);
        for (int index = 0; index < attributes.length; index += 2) {
            out.append(' ').append(attributes[index]).append("=\"");
            escape(attributes[index + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isControl(character) ? '\uFFFD' : character);
            }
        }
    }

    private static boolean isControl(char character) {
        return character < ' ' && character != '\n' && character != '\t' && character != '\r';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
