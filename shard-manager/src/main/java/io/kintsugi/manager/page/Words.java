package io.kintsugi.manager.page;

import java.util.Locale;

/** Small wordings of the page. */
final class Words {
    private Words() {}

    static String count(long number, String noun) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? noun : noun + "s");
    }

    /** At most so many characters, the last of them an ellipsis where some were left out. */
    static String shortened(String text, int charactersMax) {
        return text.length() <= charactersMax ? text : text.substring(0, charactersMax - 1) + "…";
    }

    /** A thing and the command line that tells or does the same. */
    static void command(Markup page, StatusView view, String arguments) {
        String token = view.needsToken() ? "-H \"Authorization: Bearer $TOKEN\" " : "";
        page.open("p", "class", "command")
                .leaf("code", "curl -s " + token + arguments)
                .close("p");
    }
}
