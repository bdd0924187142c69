package io.kintsugi.topology.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.testkit.report.Seed;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenYamlTest {
    static Stream<BrokenYaml> broken() {
        return BrokenYaml.all();
    }

    static Stream<List<String>> notYaml() {
        return BrokenYaml.notYaml().values().stream();
    }

    @Test
    void base_isValid() {
        assertThatCode(() -> Samples.parse(BrokenYaml.BASE)).doesNotThrowAnyException();
        assertThat(BrokenYaml.all().count() + BrokenYaml.notYaml().size()).isGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenFile_namesPlaceAndReason(BrokenYaml broken) {
        assertReported(broken.text(), broken.position(), broken.message());
    }

    @ParameterizedTest
    @MethodSource("notYaml")
    void textThatIsNotYaml_namesPlaceAndReason(List<String> broken) {
        assertReported(broken.get(0), broken.get(1), broken.get(2));
    }

    private static void assertReported(String text, String position, String message) {
        assertThatThrownBy(() -> Samples.parse(text)).isInstanceOfSatisfying(ShardException.class, error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.TOPOLOGY_INVALID);
            assertThat(error.description().lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("cluster.yaml:" + position + ": ")
                            .contains(message));
        });
    }

    @Test
    void secrets_stayOutOfMessages() {
        String text = BrokenYaml.BASE.replace("10.0.0.1:5432", "me:hunter2@10.0.0.1:5432");
        assertThatThrownBy(() -> Samples.parse(text)).hasMessageNotContaining("hunter2");
    }

    @Test
    void severalErrors_areReportedTogetherInOrder() {
        String text = BrokenYaml.BASE
                .replace("cluster: shop", "cluster: 7")
                .replace("[c1-a]", "[c1-x]")
                .replace("even(256)", "odd");
        assertThatThrownBy(() -> Samples.parse(text))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        error -> assertThat(error.description().lines().map(line -> line.split(": ")[0]))
                                .containsExactly("cluster.yaml:1:10", "cluster.yaml:13:20", "cluster.yaml:14:13"));
    }

    @Test
    void billionLaughs_isStoppedByCounting() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(10))
                    .append("]\n");
        }
        assertReported(text.toString(), "6:45", "more than 1000000 values");
    }

    @Test
    void manyAliases_areRefused() {
        String text = "a: &a x\nb: [" + "*a, ".repeat(1_001) + "]\n";
        assertReported(text, "2:4005", "More than 1000 aliases.");
    }

    @Test
    void tooLongText_isRefused() {
        assertReported("#".repeat(TopologyYaml.SIZE_MAX + 1), "1:1", "larger than");
    }

    /** Whatever is done to a file, the answer is a topology or an error with a place; never another exception. */
    @Test
    void randomDamage_isAlwaysReportedWithAPlace() {
        damage(3_000);
    }

    @Test
    @Tag("proof")
    void muchRandomDamage_isAlwaysReportedWithAPlace() {
        damage(300_000);
    }

    private static void damage(int files) {
        long seed = Seed.of(files + " damaged files");
        Random random = new Random(seed);
        String[] samples = {BrokenYaml.BASE, Samples.text("full.yaml"), Samples.text("layouts.yaml")};
        String alphabet = "{}[]:,-&*!|>'\"%@`#?$ \n\t\\~0a.é\u0000\ud83d";
        for (int i = 0; i < files; i++) {
            StringBuilder text = new StringBuilder(samples[i % samples.length]);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char character = alphabet.charAt(random.nextInt(alphabet.length()));
                if (random.nextBoolean()) {
                    text.setCharAt(at, character);
                } else {
                    text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                }
            }
            assertParsedOrReported(text.toString(), seed);
        }
    }

    private static void assertParsedOrReported(String text, long seed) {
        try {
            Samples.parse(text);
        } catch (ShardException e) {
            assertThat(e.code()).as("seed %d:%n%s", seed, text).isEqualTo(ErrorCode.TOPOLOGY_INVALID);
            assertThat(e.description()).matches("(?s)cluster\\.yaml:\\d+:\\d+: .*");
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ":\n" + text, e);
        }
    }
}
