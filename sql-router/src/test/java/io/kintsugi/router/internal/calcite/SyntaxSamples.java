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
final class SyntaxSamples {
    private SyntaxSamples() {}

    /** A statement and what it must become. */
    record Sample(String sql, String tree) {
        boolean refused() {
            return tree.equals("refused");
        }
    }

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        String sql = "";
        for (String line : resource().split("\n")) {
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

    private static String resource() {
        try (InputStream stream = SyntaxSamples.class.getResourceAsStream("/syntax/shapes.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("syntax/shapes.txt", unreadable);
        }
    }
}
