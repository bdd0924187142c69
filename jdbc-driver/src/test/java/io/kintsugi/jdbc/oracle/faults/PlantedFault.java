package io.kintsugi.jdbc.oracle.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One fault, not planted yet.
 *
 * @param dialect of the oracle that has to find it
 * @param area what it is in, in a word or two
 * @param about one sentence: what is wrong
 * @param source the file it goes to, from the root of the checkout
 * @param before what stands there today, exactly once
 */
public record PlantedFault(
        String name, String dialect, String area, String about, String source, String before, String after) {
    private static final Path FOLDER = Path.of("src", "test", "faults");
    private static final Path ROOT = Path.of("..");
    private static final String ENDING = ".fault";

    private static final Pattern FORM = Pattern.compile(
            "dialect: (.+)\narea: (.+)\nabout: (.+)\nsource: (.+)\n--- before\n(.*)\n--- after\n(.*)\n",
            Pattern.DOTALL);

    /** All of them, by name. */
    public static List<PlantedFault> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(PlantedFault::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static PlantedFault named(String name) {
        return read(FOLDER.resolve(name + ENDING));
    }

    private static PlantedFault read(Path file) {
        String text = text(file);
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " has not the form of a fault");
        }
        String name = file.getFileName().toString().replace(ENDING, "");
        return new PlantedFault(
                name,
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                matcher.group(5),
                matcher.group(6));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How often the text to be replaced stands in the source; once, unless the product has changed. */
    public int places() {
        String text = text(ROOT.resolve(source));
        return (text.length() - text.replace(before, "").length()) / before.length();
    }

    /** The source with the fault in it. */
    String planted() {
        if (places() != 1) {
            throw new IllegalStateException(
                    "fault " + name + ": its text stands " + places() + " times in " + source + ", not once");
        }
        return text(ROOT.resolve(source)).replace(before, after);
    }

    /** Such as {@code io/kintsugi/engine/merge/SortOrder.java}. */
    String path() {
        return source.substring(source.indexOf("io/kintsugi/"));
    }

    @Override
    public String toString() {
        return name;
    }
}
