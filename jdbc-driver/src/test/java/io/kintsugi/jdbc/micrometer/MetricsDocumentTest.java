package io.kintsugi.jdbc.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.engine.metrics.ClusterMXBean;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} holds the table that is made here. */
final class MetricsDocumentTest {
    /** They say which engine it is, and are no meters. */
    private static final List<String> NAMES = List.of("Cluster", "ClientId");

    @Test
    void document_holdsEveryMeter() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "metrics.md"))).contains(table());
    }

    private static String table() {
        return Arrays.stream(ClusterMeter.values())
                .map(MetricsDocumentTest::row)
                .collect(Collectors.joining());
    }

    private static String row(ClusterMeter meter) {
        String tags = meter.tags().replaceAll("[a-z]+", "`$0`");
        String attributes = Arrays.stream(meter.attributes().split(", "))
                .map(attribute -> "`" + attribute + "`")
                .collect(Collectors.joining(", "));
        return "| `" + meter.text() + "` | " + meter.kind().name().toLowerCase(Locale.ROOT) + " | " + tags + " | "
                + meter.meaning() + " | " + attributes + " |\n";
    }

    @Test
    void attributes_areThoseOfTheMBean() {
        List<String> read = Arrays.stream(ClusterMeter.values())
                .flatMap(meter -> Arrays.stream(meter.attributes().split(", ")))
                .toList();
        List<String> there = Arrays.stream(ClusterMXBean.class.getMethods())
                .map(Method::getName)
                .map(name -> name.substring("get".length()))
                .filter(name -> !NAMES.contains(name))
                .toList();
        assertThat(read).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void names_areInOneStyle() {
        assertThat(ClusterMeter.values()).allSatisfy(meter -> {
            assertThat(meter.text()).matches("kintsugi(\\.[a-z_]+)+").doesNotEndWith("_total");
            assertThat(meter.meaning()).doesNotEndWith(".").doesNotContain("|");
        });
    }
}
