package io.kintsugi.topology.yaml;

import io.kintsugi.topology.yaml.YamlValue.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: a byte that belongs to no character is an error with its place, not a question mark. */
final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    static String decode(byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(input, output, true);
        output.flip();
        if (result.isError()) {
            throw problems.fatal(
                    endOf(output),
                    String.format("Byte 0x%02X is not UTF-8: save the file in UTF-8.", bytes[input.position()] & 0xff));
        }
        String text = output.toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Position endOf(CharBuffer text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            column = text.get(i) == '\n' ? 1 : column + 1;
            line = text.get(i) == '\n' ? line + 1 : line;
        }
        return new Position(line, column);
    }
}
