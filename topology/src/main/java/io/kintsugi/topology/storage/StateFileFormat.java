package io.kintsugi.topology.storage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The text form of a {@link StateFile}. Pure. */
final class StateFileFormat {
    private static final String FIRST_LINE = "# kintsugi-state sha256=";
    private static final String FACT = "# ";
    private static final String END_OF_FACTS = "#";

    private StateFileFormat() {}

    static String encode(StateFile file) {
        StringBuilder rest = new StringBuilder();
        file.facts()
                .forEach((name, value) ->
                        rest.append(FACT).append(name).append('=').append(value).append('\n'));
        rest.append(END_OF_FACTS).append('\n').append(file.body());
        return FIRST_LINE + sha256(rest.toString()) + "\n" + rest;
    }

    /** Empty where the text is not what {@link #encode} made. */
    static Optional<StateFile> decode(byte[] bytes) {
        return text(bytes).flatMap(StateFileFormat::decode);
    }

    private static Optional<StateFile> decode(String text) {
        int endOfFirst = text.indexOf('\n');
        if (endOfFirst < 0 || !text.startsWith(FIRST_LINE)) {
            return Optional.empty();
        }
        String rest = text.substring(endOfFirst + 1);
        boolean whole = text.substring(FIRST_LINE.length(), endOfFirst).equals(sha256(rest));
        return whole ? split(rest) : Optional.empty();
    }

    private static Optional<StateFile> split(String rest) {
        Map<String, String> facts = new TreeMap<>();
        int position = 0;
        while (true) {
            int end = rest.indexOf('\n', position);
            String line = end < 0 ? "" : rest.substring(position, end);
            position = end + 1;
            if (line.equals(END_OF_FACTS)) {
                return Optional.of(new StateFile(facts, rest.substring(position)));
            }
            int equals = line.indexOf('=');
            if (!line.startsWith(FACT) || equals < 0) {
                return Optional.empty();
            }
            facts.put(line.substring(FACT.length(), equals), line.substring(equals + 1));
        }
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            // Damage, like a checksum that does not fit: the caller reports it with the file's name.
            return Optional.empty();
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("Every Java platform has SHA-256", failure);
        }
    }
}
