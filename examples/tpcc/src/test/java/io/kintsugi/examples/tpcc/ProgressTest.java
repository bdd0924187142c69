package io.kintsugi.examples.tpcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    @Test
    void terminals_areToldFromFilesAndPipes() {
        assertThat(Progress.namesTerminal(Path.of("/dev/pts/3"))).isTrue();
        assertThat(Progress.namesTerminal(Path.of("/dev/tty1"))).isTrue();
        assertThat(Progress.namesTerminal(Path.of("/dev/null"))).isFalse();
        assertThat(Progress.namesTerminal(Path.of("pipe:[123]"))).isFalse();
        assertThat(Progress.namesTerminal(Path.of("/tmp/log"))).isFalse();
    }
}
