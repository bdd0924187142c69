package io.kintsugi.topology;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * WEIGHT_STRING of printable ASCII text, by a table: no two of these characters contract under the root collation, and
 * none is ignored. Everything else is for a server to say.
 */
final class AsciiWeights {
    private static final char FIRST = ' ';
    private static final char LAST = '~';

    /** Primary weights of the characters from blank to tilde, of the Default Unicode Collation Element Table 9.0.0. */
    private static final int[] PRIMARY = {
        0x0209, 0x0260, 0x030C, 0x0398, 0x1C12, 0x0399, 0x0396, 0x0305, 0x0317, 0x0318, 0x038F, 0x0616,
        0x0222, 0x020D, 0x0277, 0x0394, 0x1C3D, 0x1C3E, 0x1C3F, 0x1C40, 0x1C41, 0x1C42, 0x1C43, 0x1C44,
        0x1C45, 0x1C46, 0x0239, 0x0234, 0x061A, 0x061B, 0x061C, 0x0266, 0x038E, 0x1C47, 0x1C60, 0x1C7A,
        0x1C8F, 0x1CAA, 0x1CE5, 0x1CF4, 0x1D18, 0x1D32, 0x1D4C, 0x1D65, 0x1D77, 0x1DAA, 0x1DB9, 0x1DDD,
        0x1E0C, 0x1E21, 0x1E33, 0x1E71, 0x1E95, 0x1EB5, 0x1EE3, 0x1EF5, 0x1EFF, 0x1F0B, 0x1F21, 0x0319,
        0x0395, 0x031A, 0x0485, 0x020B, 0x0482, 0x1C47, 0x1C60, 0x1C7A, 0x1C8F, 0x1CAA, 0x1CE5, 0x1CF4,
        0x1D18, 0x1D32, 0x1D4C, 0x1D65, 0x1D77, 0x1DAA, 0x1DB9, 0x1DDD, 0x1E0C, 0x1E21, 0x1E33, 0x1E71,
        0x1E95, 0x1EB5, 0x1EE3, 0x1EF5, 0x1EFF, 0x1F0B, 0x1F21, 0x031B, 0x061E, 0x031C, 0x0620
    };

    private static final int SECONDARY = 0x0020;
    private static final int TERTIARY = 0x0002;
    private static final int TERTIARY_CAPITAL = 0x0008;

    private AsciiWeights() {}

    /** The weights, if the collation is one of the root ones and all characters are printable ASCII. */
    static Optional<byte[]> of(KeyCollation collation, String text) {
        if (!text.chars().allMatch(c -> c >= FIRST && c <= LAST)) {
            return Optional.empty();
        }
        return switch (collation.name()) {
            case "utf8mb4_0900_ai_ci" -> Optional.of(unicode(text, 1));
            case "utf8mb4_0900_as_ci" -> Optional.of(unicode(text, 2));
            case "utf8mb4_0900_as_cs" -> Optional.of(unicode(text, 3));
            case "utf8mb4_general_ci", "utf8mb3_general_ci", "utf8_general_ci" -> Optional.of(general(text));
            default -> Optional.empty();
        };
    }

    private static byte[] unicode(String text, int levels) {
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        for (int level = 1; level <= levels; level++) {
            if (level > 1) {
                write(0, weights);
            }
            for (int i = 0; i < text.length(); i++) {
                write(weight(text.charAt(i), level), weights);
            }
        }
        return weights.toByteArray();
    }

    private static int weight(char c, int level) {
        if (level == 1) {
            return PRIMARY[c - FIRST];
        }
        boolean capital = c >= 'A' && c <= 'Z';
        return level == 2 ? SECONDARY : capital ? TERTIARY_CAPITAL : TERTIARY;
    }

    private static byte[] general(String text) {
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            write(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c, weights);
        }
        return weights.toByteArray();
    }

    private static void write(int weight, ByteArrayOutputStream into) {
        into.write(weight >>> Byte.SIZE);
        into.write(weight);
    }
}
