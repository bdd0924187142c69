package io.kintsugi.examples.frameworks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a program saw, line by line, so that two runs can be compared. Confined to one program. */
public final class Journal {
    private final List<String> lines = new ArrayList<>();

    /** Notes a value under a title; arrays are written out. */
    public void say(String title, Object value) {
        lines.add(title + ": " + text(value));
    }

    private static String text(Object value) {
        if (value instanceof int[] numbers) {
            return Arrays.toString(numbers);
        }
        if (value instanceof Object[] values) {
            return Arrays.deepToString(values);
        }
        return String.valueOf(value);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
