package io.kintsugi.router.lexer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Backslash escapes of {@code E'…'}. Octal and hexadecimal escapes are bytes of UTF-8 text. */
final class EscapeDecoder {
    private final String text;
    private final StringBuilder decoded = new StringBuilder();
    private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    private int position;

    private EscapeDecoder(String text) {
        this.text = text;
    }

    /** Decodes the inside of the string, in which quotes may still be doubled. */
    static String decode(String text) {
        return new EscapeDecoder(text).run();
    }

    private String run() {
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '\\') {
                escape(text.charAt(position++));
            } else {
                plain(c);
                position += c == '\'' ? 1 : 0;
            }
        }
        flushBytes();
        return SurrogatePairs.checked(decoded);
    }

    private void plain(char c) {
        flushBytes();
        decoded.append(c);
    }

    private void escape(char c) {
        switch (c) {
            case 'b' -> plain('\b');
            case 'f' -> plain('\f');
            case 'n' -> plain('\n');
            case 'r' -> plain('\r');
            case 't' -> plain('\t');
            case 'v' -> plain('\u000b');
            case 'u' -> codePoint(4);
            case 'U' -> codePoint(8);
            case 'x' -> hexByte();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octalByte(c);
            default -> plain(c);
        }
    }

    private void codePoint(int digits) {
        flushBytes();
        UnicodeDecoder.append(decoded, HexDigits.value(text, position, position + digits));
        position += digits;
    }

    private void hexByte() {
        int end = position;
        while (end < text.length()
                && end - position < 2
                && text.charAt(end) < 128
                && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        if (end == position) {
            plain('x');
            return;
        }
        bytes.write(byteValue(HexDigits.value(text, position, end)));
        position = end;
    }

    private void octalByte(char first) {
        int value = first - '0';
        int end = Math.min(text.length(), position + 2);
        while (position < end && text.charAt(position) >= '0' && text.charAt(position) <= '7') {
            value = value * 8 + text.charAt(position++) - '0';
        }
        bytes.write(byteValue(value & 0xFF));
    }

    private static int byteValue(int value) {
        if (value == 0) {
            throw StringValues.refuse("An escape stands for byte zero");
        }
        return value;
    }

    private void flushBytes() {
        if (bytes.size() == 0) {
            return;
        }
        try {
            CharBuffer characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            decoded.append(characters);
        } catch (CharacterCodingException notUtf8) {
            throw new io.kintsugi.errors.ShardException(
                    io.kintsugi.errors.ErrorCode.SYNTAX_NOT_UNDERSTOOD, "Byte escapes form no UTF-8 text.", notUtf8);
        }
        bytes.reset();
    }
}
