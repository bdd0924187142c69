package io.kintsugi.cli.sql;

/** Makes a value safe to show on a line of a terminal. */
final class ShownValue {
    private ShownValue() {}

    /** Line breaks and control characters become visible: data must not move the cursor of whoever looks at them. */
    static String of(String value) {
        if (value.chars().noneMatch(Character::isISOControl)) {
            return value;
        }
        StringBuilder shown = new StringBuilder();
        for (int index = 0; index < value.length(); index++) {
            append(shown, value.charAt(index));
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, char character) {
        switch (character) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (Character.isISOControl(character)) {
                    shown.append(String.format("\\x%02x", (int) character));
                } else {
                    shown.append(character);
                }
            }
        }
    }
}
