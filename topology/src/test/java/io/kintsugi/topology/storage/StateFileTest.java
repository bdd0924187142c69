package io.kintsugi.topology.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kintsugi.errors.ErrorCode;
import io.kintsugi.errors.ShardException;
import io.kintsugi.testkit.report.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path folder;

    private final StateFile sample = new StateFile(Map.of("version", "12", "cluster", "shop"), "cluster: shop\n#\n");

    @Test
    void read_afterWrite_isTheSame() {
        Path file = folder.resolve("a.yaml");
        sample.writeTo(file);

        assertThat(StateFile.readFrom(file)).isEqualTo(sample);
        assertThat(StateFile.readFrom(file).number("version")).isEqualTo(12);
    }

    @Test
    void write_overAnother_leavesNothingUnfinished() throws IOException {
        Path file = folder.resolve("a.yaml");
        sample.writeTo(file);
        StateFile next = new StateFile(Map.of("version", "13"), "cluster: shop\n");
        next.writeTo(file);

        assertThat(StateFile.readFrom(file)).isEqualTo(next);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void read_withAnyByteChangedOrMissing_isRefused() throws IOException {
        Path file = folder.resolve("a.yaml");
        sample.writeTo(file);
        byte[] bytes = Files.readAllBytes(file);
        long seed = Seed.of("damaged state files");
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Files.write(file, damaged(bytes, random));
            assertThatThrownBy(() -> StateFile.readFrom(file))
                    .as("seed %d round %d", seed, round)
                    .isInstanceOfSatisfying(
                            ShardException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STATE_CORRUPT))
                    .hasMessageContaining(file.toString());
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        if (random.nextBoolean()) {
            return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        byte[] copy = bytes.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    @Test
    void fact_withLineBreak_isRefused() {
        assertThatThrownBy(() -> new StateFile(Map.of("a", "b\nc"), "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void write_intoMissingFolder_namesTheFile() {
        Path file = folder.resolve("none").resolve("a.yaml");

        assertThatThrownBy(() -> sample.writeTo(file))
                .isInstanceOfSatisfying(
                        ShardException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STATE_IO))
                .hasMessageContaining(file.toString());
    }
}
