package io.kintsugi.engine.postgresql;

import java.io.ByteArrayOutputStream;

/**
 * The older text form of bytea ({@code bytea_output = escape}): a doubled backslash, or a backslash and three octal
 * digits.
 */
final class ByteaEscape {
    private static final int OCTAL_DIGITS = 3;
    private static final int OCTAL = 8;

    private ByteaEscape() {}

    static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int position = 0;
        while (position < text.length()) {
            char character = text.charAt(position);
            if (character != '\\') {
                bytes.write(character);
                position++;
            } else if (text.charAt(position + 1) == '\\') {
                bytes.write('\\');
                position += 2;
            } else {
                int end = position + 1 + OCTAL_DIGITS;
                bytes.write(Integer.parseInt(text.substring(position + 1, end), OCTAL));
                position = end;
            }
        }
        return bytes.toByteArray();
    }
}
