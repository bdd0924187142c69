package io.kintsugi.topology;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A collation of MySQL under which text can be a sharding key: equal texts have equal canonical bytes, which are the
 * UTF-8 bytes under a binary collation and the bytes of WEIGHT_STRING under any other.
 *
 * @param name as the server writes it, lower case
 * @param padded whether blanks at the end count for nothing (PAD SPACE)
 * @param isWeighted whether the canonical bytes are weights
 */
public record KeyCollation(String name, boolean padded, boolean isWeighted) {
    /** Collations of the Unicode Collation Algorithm 9.0.0; all of them count blanks at the end. */
    private static final Pattern UNICODE_9 =
            Pattern.compile("utf8mb4_(?:[a-z_]+_)?0900_(?:ai_ci|as_ci|as_cs|as_cs_ks)");

    private static final Pattern PADDED_BINARY = Pattern.compile("(?:utf8mb4|utf8mb3|utf8|latin1|ascii)_bin");
    private static final Pattern GENERAL = Pattern.compile("(?:utf8mb4|utf8mb3|utf8)_general_ci");

    /** The collation of that name; empty for one whose equality cannot be reproduced. */
    public static Optional<KeyCollation> of(String name) {
        if (name.equals("utf8mb4_0900_bin")) {
            return Optional.of(new KeyCollation(name, false, false));
        }
        if (PADDED_BINARY.matcher(name).matches()) {
            return Optional.of(new KeyCollation(name, true, false));
        }
        if (GENERAL.matcher(name).matches()) {
            return Optional.of(new KeyCollation(name, true, true));
        }
        return UNICODE_9.matcher(name).matches() ? Optional.of(new KeyCollation(name, false, true)) : Optional.empty();
    }

    /** The text that is compared: without blanks at the end where they count for nothing. */
    String compared(String text) {
        if (!padded) {
            return text;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Whether every character can be stored in the collation's character set. */
    boolean holds(String text) {
        if (name.startsWith("utf8mb4_")) {
            return true;
        }
        int most = name.startsWith("utf8") ? 0xFFFF : 0x7F;
        return text.codePoints().allMatch(character -> character <= most);
    }
}
