package io.kintsugi.router.facade;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kintsugi.router.RoutingContext;
import io.kintsugi.router.plan.ShardId;
import io.kintsugi.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden routes: each {@code *.routes} file holds statements and what becomes of them. Accept changes with
 * {@code mvn -pl sql-router -am test -Dtest=GoldenRoutesTest -Dsurefire.failIfNoSpecifiedTests=false -Daccept}, then
 * read the difference.
 *
 * <p>A case is a comment ({@code -- why}), the statement, perhaps {@code with: parameters}, and the expected lines,
 * each after two blanks. {@code cluster:}, {@code pinned:} and {@code temporary:} lines hold until the next of their
 * kind; so does {@code sql_mode:} in the cases of MySQL.
 */
final class GoldenRoutesTest {
    private static final boolean ACCEPT = System.getProperty("accept") != null;

    static Stream<Path> files() throws IOException {
        return Stream.of(RouteCases.FOLDER, RouteCases.FOLDER.resolve("mysql"), RouteCases.FOLDER.resolve("tpch"))
                .flatMap(GoldenRoutesTest::filesIn);
    }

    private static Stream<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".routes")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyStatement_isRoutedAsWrittenDown(Path file) throws IOException {
        String expected = Files.readString(file);
        String actual = new Run(RouteCases.in(requireNonNull(file.getParent()))).render(expected);
        if (ACCEPT) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(ACCEPT ? actual : expected);
    }

    @Test
    void goldenFiles_holdManyCases() throws IOException {
        long cases = files().flatMap(file -> RouteCases.read(file).lines())
                .filter(line -> line.startsWith("  tier: ") || line.startsWith("  refused: "))
                .count();
        assertThat(cases).isGreaterThanOrEqualTo(150);
    }

    /** One file, one router, so that later statements meet the plans of earlier ones. */
    private static final class Run {
        private final SqlRouter router = new SqlRouter(RouterConfig.defaults());
        private final StringBuilder out = new StringBuilder();
        private final RouteCases cases;
        private Topology topology;
        private RoutingContext context;
        private final List<String> statement = new ArrayList<>();
        private Object[] parameters = {};

        Run(RouteCases cases) {
            this.cases = cases;
            this.topology = cases.topology("shop");
            this.context = cases.context(topology);
        }

        String render(String file) {
            for (String line : file.split("\n", -1)) {
                line(line);
            }
            finish();
            return out.toString().stripTrailing() + "\n";
        }

        private void line(String line) {
            if (line.startsWith("  ")
                    && !statement.isEmpty()
                    && line.matches("  [a-z][a-zA-Z0-9 /]*:.*|  not .*|  because.*")) {
                return;
            }
            if (line.isBlank()) {
                finish();
                out.append('\n');
                return;
            }
            out.append(line).append('\n');
            directive(line);
        }

        private void directive(String line) {
            if (line.startsWith("cluster: ")) {
                topology = cases.topology(line.substring("cluster: ".length()));
                context = cases.context(topology);
            } else if (line.startsWith("pinned: ")) {
                String[] parts = line.substring("pinned: ".length()).split("/");
                context = cases.pinned(topology, new ShardId(parts[0], parts[1]));
            } else if (line.startsWith("temporary: ")) {
                context = cases.withTemporary(topology, line.substring("temporary: ".length()));
            } else if (line.startsWith("sql_mode:")) {
                context = cases.withMode(
                        topology, line.substring("sql_mode:".length()).strip());
            } else if (line.startsWith("with: ")) {
                parameters = Arrays.stream(line.substring("with: ".length()).split(","))
                        .map(RouteCases::parameter)
                        .toArray();
            } else if (!line.startsWith("-- ") && !line.startsWith("# ")) {
                statement.add(line);
            }
        }

        private void finish() {
            if (!statement.isEmpty()) {
                String sql = String.join("\n", statement);
                RouteCases.lines(router, sql, context, RouteCases.values(parameters))
                        .forEach(line -> out.append("  ").append(line).append('\n'));
            }
            statement.clear();
            parameters = new Object[0];
        }
    }
}
