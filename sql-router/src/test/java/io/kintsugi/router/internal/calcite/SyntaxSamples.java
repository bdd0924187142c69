package io.kintsugi.router.internal.calcite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of constructs in {@code syntax/shapes.txt}: a statement, then {@code => } and its tree; or {@code =>
 * refused}.
 */
public final class SyntaxSamples {
    private SyntaxSamples() {}

    /** A statement and what it must become. */
    public record Sample(String sql, String tree) {
        public boolean refused() {
            return tree.equals("refused");
        }
    }

    static List<Sample> all() {
        return all("/syntax/shapes.txt");
    }

    /** The samples of a table. */
    public static List<Sample> all(String table) {
        List<Sample> samples = new ArrayList<>();
        String sql = "";
        for (String line : resource(table).split("\n")) {
            if (line.startsWith("=> ")) {
                samples.add(new Sample(sql, line.substring(3)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                sql = line.replace("\\n", "\n");
            }
        }
        return samples;
    }

    static List<String> statements() {
        return all().stream().map(Sample::sql).toList();
    }

    private static String resource(String table) {
        try (InputStream stream = SyntaxSamples.class.getResourceAsStream(table)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(table, unreadable);
        }
    }
}
