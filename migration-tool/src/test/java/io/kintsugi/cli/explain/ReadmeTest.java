package io.kintsugi.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.errors.ShardException;
import io.kintsugi.topology.Topology;
import io.kintsugi.topology.yaml.TopologyYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the README true: its topology is read, its examples and each line of its table are routed. */
final class ReadmeTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+)` \\| (works|refused): ([A-Za-z0-9 -]+)", Pattern.MULTILINE);
    private static final Pattern EXAMPLE =
            Pattern.compile("```text\\n\\$ \\./kintsugi explain \"([^\"]+)\"\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    private final String readme = read(Path.of("..", "README.md"));
    private final OfflineRoute route = new OfflineRoute(topology(), schema());

    @Test
    void examples_showWhatExplainPrints() {
        Matcher example = EXAMPLE.matcher(readme);
        int count = 0;
        while (example.find()) {
            count++;
            assertThat(explain(example.group(1))).as(example.group(1)).isEqualTo(example.group(2));
        }
        assertThat(count).isEqualTo(4);
    }

    @Test
    void table_saysWhatHappens() {
        Matcher row = ROW.matcher(readme);
        List<String> untrue = new ArrayList<>();
        int count = 0;
        while (row.find()) {
            count++;
            String seen = outcome(row.group(1));
            String said = row.group(2) + ": " + row.group(3).strip();
            if (!said.startsWith(seen)) {
                untrue.add(row.group(1) + "\n  README: " + said + "\n  seen: " + seen);
            }
        }
        assertThat(untrue).isEmpty();
        assertThat(count).isGreaterThan(25);
    }

    private String outcome(String sql) {
        try {
            List<String> lines = route.explain(sql, ParameterText.parse(List.of()));
            if (lines.stream().anyMatch(line -> line.startsWith("not run yet"))) {
                boolean moves = lines.stream().anyMatch(line -> line.contains("sharding key") && line.contains("move"));
                return "refused: " + (moves ? "K1008" : "K1003");
            }
            String tier = lines.get(0).replace("tier: ", "");
            return "works: "
                    + switch (tier) {
                        case "pass through" -> "pass-through";
                        case "multi shard write" -> "multi-shard write";
                        default -> tier;
                    };
        } catch (ShardException refused) {
            return "refused: " + refused.code().id();
        }
    }

    private String explain(String sql) {
        try {
            return String.join("\n", route.explain(sql, ParameterText.parse(List.of()))) + "\n";
        } catch (ShardException refused) {
            return "error: " + refused.description() + "\nway out: "
                    + refused.remedy().orElseThrow() + " ["
                    + refused.code().id() + "]\n";
        }
    }

    private Topology topology() {
        Matcher yaml = YAML.matcher(readme);
        assertThat(yaml.find()).isTrue();
        return TopologyYaml.parse(yaml.group(1), "README.md", name -> Optional.empty(), file -> {
            throw new IllegalStateException("the README's topology reads no file: " + file);
        });
    }

    private static String schema() {
        return read(Path.of("src", "test", "resources", "readme-schema.sql"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
