package io.kintsugi.testkit.tpch;

import io.kintsugi.testkit.oracle.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of the 22 queries.
 *
 * @param before a statement it needs first; empty for none
 * @param after a statement that takes that back; empty for none
 * @param order numbers of the columns by which rows come in order; empty when each row has its own place
 */
public record TpchQuery(String name, String sql, String before, String after, List<Integer> order) {
    private static final int COUNT = 22;
    private static final String WITH_VIEW = "q15-view";
    private static final String ORDER = "-- order: ";
    private static final String BEFORE = "-- before: ";
    private static final String AFTER = "-- after: ";
    private static final String COMMENT = "--";

    public TpchQuery {
        order = List.copyOf(order);
    }

    /** All of them, in the standard's order, Q15 in both forms: with a view, as written there, and without. */
    public static List<TpchQuery> all(Dialect dialect, double scale) {
        List<TpchQuery> queries = new ArrayList<>();
        for (int number = 1; number <= COUNT; number++) {
            queries.add(read("q%02d".formatted(number), dialect, scale));
        }
        queries.add(read(WITH_VIEW, dialect, scale));
        return queries;
    }

    private static TpchQuery read(String name, Dialect dialect, double scale) {
        List<String> lines = text(name, dialect).lines().toList();
        String sql = String.join(
                "\n", lines.stream().filter(line -> !line.startsWith(COMMENT)).toList());
        List<Integer> order = heading(lines, ORDER)
                .filter(words -> words.startsWith("by "))
                .map(words -> Stream.of(words.substring(3).split(", "))
                        .map(Integer::valueOf)
                        .toList())
                .orElse(List.of());
        return new TpchQuery(
                name,
                sql.replace("{fraction}", fraction(scale)),
                heading(lines, BEFORE).orElse(""),
                heading(lines, AFTER).orElse(""),
                order);
    }

    /** Of Q11: the number of suppliers grows with the scale, and each one's share gets smaller. */
    private static String fraction(double scale) {
        return new BigDecimal("0.0001")
                .divide(BigDecimal.valueOf(scale), 10, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static Optional<String> heading(List<String> lines, String heading) {
        return lines.stream()
                .filter(line -> line.startsWith(heading))
                .map(line -> line.substring(heading.length()))
                .findFirst();
    }

    private static String text(String name, Dialect dialect) {
        try (InputStream own = resource("/tpch/" + dialect.word() + "/" + name + ".sql");
                InputStream common = resource("/tpch/" + name + ".sql")) {
            InputStream found = own == null ? common : own;
            if (found == null) {
                throw new IllegalStateException("There is no text of " + name);
            }
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static @Nullable InputStream resource(String path) {
        return TpchQuery.class.getResourceAsStream(path);
    }
}
